"""Who may move where. Read this first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.kernel.transitions import table


class NominationState(models.TextChoices):
    """The states of a nomination."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    IN_REVIEW = "in_review", _("In review")
    NEEDS_INFORMATION = "needs_information", _("Needs information")
    APPROVED = "approved", _("Approved")
    NOT_APPROVED = "not_approved", _("Not approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


_S = NominationState
NOMINATION_OPEN = (_S.SUBMITTED, _S.IN_REVIEW, _S.NEEDS_INFORMATION)
NOMINATION_ENDED = (_S.APPROVED, _S.NOT_APPROVED, _S.WITHDRAWN)
NOMINATION_MOVES = table(
    ("submit", (_S.DRAFT,), _S.SUBMITTED),
    ("take_up", (_S.SUBMITTED,), _S.IN_REVIEW),
    ("ask_back", (_S.SUBMITTED, _S.IN_REVIEW), _S.NEEDS_INFORMATION),
    ("answer", (_S.NEEDS_INFORMATION,), _S.IN_REVIEW),
    ("approve", (_S.IN_REVIEW,), _S.APPROVED),
    ("turn_down", NOMINATION_OPEN, _S.NOT_APPROVED),
    ("withdraw", (_S.DRAFT, *NOMINATION_OPEN), _S.WITHDRAWN),
    ("reopen", (_S.NOT_APPROVED, _S.WITHDRAWN), _S.IN_REVIEW),
)
