"""The questions that every kind asks alike: what the customer should be like."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.requests.kinds.definition import Question

LIKE: Final = (
    Question("industries", _("Industry"), group="like"),
    Question("region", _("Region"), group="like"),
    Question("competitors", _("Replaced"), group="like"),
)
USE_CASES: Final = Question("use_cases", _("Use cases"), folded=True)
FINER: Final = (
    Question("segment", _("Segment"), folded=True, group="more"),
    Question("tier", _("Product tier"), folded=True, group="more"),
    Question("country", _("Country"), folded=True, group="more"),
    Question("languages", _("Speaks"), folded=True, group="more"),
)
MORE: Final = (USE_CASES, *FINER)
CONFIDENTIAL: Final = Question(
    "is_confidential", _("Keep it confidential"), _("Only the people on the request will see which customer it is."), folded=True
)
WHO_LIKE: Final = _("Who should the customer be like?")
