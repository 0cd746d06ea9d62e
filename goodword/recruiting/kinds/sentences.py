"""The words of each verb of nominations, for timelines."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds.sentences import Sentence


def _submitted(values: Mapping[str, Any]) -> str:
    if values.get("purpose") == "advisory_board":
        return _("Nominated for the advisory board")
    return _("Nominated for the reference program")


SENTENCES: Mapping[str, Sentence] = {
    "nomination.started": gettext_lazy("Began a nomination"),
    "nomination.submitted": _submitted,
}
