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
NOMINATION_MOVES = table(
    ("submit", (_S.DRAFT,), _S.SUBMITTED),
    ("take_up", (_S.SUBMITTED,), _S.IN_REVIEW),
    ("ask_back", (_S.SUBMITTED, _S.IN_REVIEW), _S.NEEDS_INFORMATION),
    ("answer", (_S.NEEDS_INFORMATION,), _S.IN_REVIEW),
    ("approve", (_S.SUBMITTED, _S.IN_REVIEW), _S.APPROVED),
    ("turn_down", NOMINATION_OPEN, _S.NOT_APPROVED),
    ("withdraw", (_S.DRAFT, *NOMINATION_OPEN), _S.WITHDRAWN),
    ("reopen", (_S.NOT_APPROVED, _S.WITHDRAWN), _S.IN_REVIEW),
)


class RegistrationState(models.TextChoices):
    """The states of a registration. Nobody inside is bothered before the address is confirmed."""

    UNCONFIRMED = "unconfirmed", _("Waiting for the mail address to be confirmed")
    CONFIRMED = "confirmed", _("Waiting for review")
    IN_REVIEW = "in_review", _("In review")
    DISCOVERY = "discovery", _("Discovery call")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Never confirmed")
    REPLACED = "replaced", _("Sent again")
    DISCARDED = "discarded", _("Set aside as not meant seriously")


_R = RegistrationState
# What somebody inside has to see to.
REGISTRATION_OPEN = (_R.CONFIRMED, _R.IN_REVIEW, _R.DISCOVERY)
# What nobody inside sees: the address is not confirmed, or the same person sent another one that counts.
REGISTRATION_UNSEEN = (_R.UNCONFIRMED, _R.EXPIRED, _R.REPLACED)
REGISTRATION_ENDED = (_R.ACCEPTED, _R.DECLINED, _R.WITHDRAWN, _R.DISCARDED)
REGISTRATION_MOVES = table(
    ("confirm", (_R.UNCONFIRMED,), _R.CONFIRMED),
    ("replace", (_R.UNCONFIRMED, _R.EXPIRED), _R.REPLACED),
    ("expire", (_R.UNCONFIRMED,), _R.EXPIRED),
    ("send_again", (_R.EXPIRED,), _R.UNCONFIRMED),
    ("take_up", (_R.CONFIRMED,), _R.IN_REVIEW),
    ("arrange_call", (_R.CONFIRMED, _R.IN_REVIEW), _R.DISCOVERY),
    ("accept", REGISTRATION_OPEN, _R.ACCEPTED),
    ("decline", REGISTRATION_OPEN, _R.DECLINED),
    ("withdraw", (_R.UNCONFIRMED, *REGISTRATION_OPEN), _R.WITHDRAWN),
    ("discard", (_R.CONFIRMED, _R.IN_REVIEW), _R.DISCARDED),
    ("reopen", (_R.DECLINED, _R.WITHDRAWN, _R.DISCARDED), _R.CONFIRMED),
)


class LeadReportState(models.TextChoices):
    """Where the work on a report of reference leads stands; what it found last stays until it has found something else."""

    QUEUED = "queued", _("Waiting to begin")
    RUNNING = "running", _("Looking")
    DONE = "done", _("Made")
    STOPPED = "stopped", _("Stopped")
    FAILED = "failed", _("Not finished")


_L = LeadReportState
LEAD_REPORT_WORKING = (_L.QUEUED, _L.RUNNING)
LEAD_REPORT_MOVES = table(
    ("run", LEAD_REPORT_WORKING, _L.RUNNING),
    ("finish", (_L.RUNNING,), _L.DONE),
    ("stop", LEAD_REPORT_WORKING, _L.STOPPED),
    ("fail", LEAD_REPORT_WORKING, _L.FAILED),
    ("start_again", (_L.DONE, _L.STOPPED, _L.FAILED), _L.QUEUED),
)
