"""How the workbook is laid out: its columns, where the figures begin, and what marks it as ours."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.kernel.text import Words

# What stands in each column; the first is ours alone, and hidden.
COLUMNS: Final[Mapping[str, Words]] = {
    "code": "",
    "name": _("Figure"),
    "before": _("Before"),
    "after": _("After"),
    "unit": _("Unit"),
    "period": _("Over which time"),
    "measured_how": _("How it was measured"),
    "confirmed_by": _("Who confirms it"),
}
WIDTHS: Final = {"code": 4, "name": 38, "before": 14, "after": 14, "unit": 14, "period": 26, "measured_how": 36, "confirmed_by": 26}
LONGEST: Final = {"name": 200, "unit": 30, "period": 200, "measured_how": 500, "confirmed_by": 200}
HEAD: Final = 3
OWN_ROWS: Final = 15
# The sheet of a customer's own figures, and the one that says which story it is; the latter is shown to nobody.
OWN: Final = "own"
MARK: Final = "goodword"
