"""The states of requests and candidates, and every legal move. Read this first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.kernel.transitions import table


class RequestState(models.TextChoices):
    """The stored states of a request."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    HELD = "held", _("Held for a decision")
    TRIAGE = "triage", _("Being looked at")
    SOURCING = "sourcing", _("Finding a customer")
    CONFIRMED = "confirmed", _("Confirmed")
    COMPLETED = "completed", _("Completed")
    OUTCOME_REPORTED = "outcome_reported", _("Outcome reported")
    UNFULFILLED = "unfulfilled", _("Unfulfilled")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CANCELLED = "cancelled", _("Cancelled")


class CandidateState(models.TextChoices):
    """The states of one account considered for one request."""

    SUGGESTED = "suggested", _("Suggested")
    SHORTLISTED = "shortlisted", _("Next in line")
    HELD = "held", _("Waiting for the owner")
    OWNER_APPROVED = "owner_approved", _("Owner said yes")
    OWNER_DECLINED = "owner_declined", _("Owner said no")
    ASKED = "asked", _("Waiting for the customer")
    ACCEPTED = "accepted", _("Customer said yes")
    DECLINED = "declined", _("Customer said no")
    NO_ANSWER = "no_answer", _("No answer")
    INTRODUCED = "introduced", _("Introduced")
    SCHEDULED = "scheduled", _("Date agreed")
    DONE = "done", _("Done")
    MISSED = "missed", _("Did not take place")
    RELEASED = "released", _("Released")


R, C = RequestState, CandidateState

# The rows of the two tables below are all there is: nothing else writes a state.
REQUEST_OPEN = (R.SUBMITTED, R.HELD, R.TRIAGE, R.SOURCING, R.CONFIRMED)
REQUEST_ENDED = (R.OUTCOME_REPORTED, R.UNFULFILLED, R.DECLINED, R.WITHDRAWN, R.CANCELLED)
CANDIDATE_PLANNED = (C.SUGGESTED, C.SHORTLISTED)
CANDIDATE_ON_HOLD = (C.HELD, C.OWNER_APPROVED)
CANDIDATE_WON = (C.ACCEPTED, C.INTRODUCED, C.SCHEDULED)
CANDIDATE_LIVE = (*CANDIDATE_ON_HOLD, C.ASKED, *CANDIDATE_WON, C.MISSED)
# The customer was bothered and nothing came of it: these count towards the approach limit.
CANDIDATE_IN_VAIN = (C.DECLINED, C.NO_ANSWER)
# Out of the running. Among the others an account stands once in a request.
CANDIDATE_OUT = (C.RELEASED, C.NO_ANSWER, C.DECLINED, C.OWNER_DECLINED)

REQUEST_MOVES = table(
    ("submit", (R.DRAFT,), R.SUBMITTED),
    ("hold_for_exception", (R.DRAFT, R.SUBMITTED, R.TRIAGE, R.UNFULFILLED, R.DECLINED), R.HELD),
    ("allow", (R.HELD,), R.SUBMITTED),
    ("triage", (R.SUBMITTED,), R.TRIAGE),
    ("source", (R.SUBMITTED, R.TRIAGE), R.SOURCING),
    ("confirm", (R.SOURCING,), R.CONFIRMED),
    ("reopen", (R.CONFIRMED, R.UNFULFILLED, R.DECLINED), R.SOURCING),
    ("complete", (R.CONFIRMED,), R.COMPLETED),
    ("settle", (R.SUBMITTED, R.TRIAGE), R.COMPLETED),
    ("report_outcome", (R.COMPLETED,), R.OUTCOME_REPORTED),
    ("close_unfulfilled", (R.SUBMITTED, R.TRIAGE, R.SOURCING), R.UNFULFILLED),
    ("decline", (R.SUBMITTED, R.HELD, R.TRIAGE, R.SOURCING), R.DECLINED),
    ("withdraw", (R.DRAFT, R.SUBMITTED, R.HELD, R.TRIAGE, R.SOURCING, R.CONFIRMED), R.WITHDRAWN),
    ("cancel", (R.SUBMITTED, R.HELD, R.TRIAGE, R.SOURCING, R.CONFIRMED), R.CANCELLED),
)

CANDIDATE_MOVES = table(
    ("shortlist", (C.SUGGESTED,), C.SHORTLISTED),
    ("hold", (C.SUGGESTED, C.SHORTLISTED), C.HELD),
    ("owner_approve", (C.HELD,), C.OWNER_APPROVED),
    ("owner_decline", (C.HELD,), C.OWNER_DECLINED),
    ("ask", (C.OWNER_APPROVED,), C.ASKED),
    ("take_back", (C.ASKED,), C.OWNER_APPROVED),
    ("accept", (C.ASKED,), C.ACCEPTED),
    ("decline", (C.ASKED, C.ACCEPTED, C.INTRODUCED, C.SCHEDULED, C.MISSED), C.DECLINED),
    ("expire_hold", (C.HELD, C.OWNER_APPROVED), C.RELEASED),
    ("expire_ask", (C.ASKED,), C.NO_ANSWER),
    ("introduce", (C.ACCEPTED,), C.INTRODUCED),
    ("schedule", (C.ACCEPTED, C.INTRODUCED, C.SCHEDULED, C.MISSED), C.SCHEDULED),
    ("complete", (C.ACCEPTED, C.INTRODUCED, C.SCHEDULED), C.DONE),
    ("miss", (C.INTRODUCED, C.SCHEDULED), C.MISSED),
    (
        "release",
        (C.SUGGESTED, C.SHORTLISTED, C.HELD, C.OWNER_APPROVED, C.ASKED, C.ACCEPTED, C.INTRODUCED, C.SCHEDULED, C.MISSED),
        C.RELEASED,
    ),
)


class ContentState(models.TextChoices):
    """How far product marketing is with what a customer says at an event."""

    NEW_REQUEST = "new_request", _("New")
    TRIAGE = "triage", _("Being looked at")
    BACKLOG = "backlog", _("On the pile, not promised")
    QUEUE = "queue", _("Promised, not begun")
    IN_PROGRESS = "in_progress", _("In progress")
    WAITING = "waiting", _("Stopped: waits for something")
    COMPLETED = "completed", _("Done")
    TRANSFERRED = "transferred", _("Given to another team")
    DECLINED = "declined", _("Declined")
    CANCELED = "canceled", _("Called off")


class KitState(models.TextChoices):
    """How far the speaker kit is: photo, words about the speaker, words about the talk."""

    WAITING = "waiting", _("Asked for")
    SENT = "sent", _("Waits for the manager")
    CHANGES = "changes", _("Changes asked for")
    APPROVED = "approved", _("Approved")


class PlanState(models.TextChoices):
    """How far the promotion plan is. Where the customer need not approve it, it is shown to them."""

    DRAFT = "draft", _("Not sent yet")
    SHOWN = "shown", _("On the customer's page")
    SENT = "sent", _("Waits for the customer")
    CHANGES = "changes", _("Changes asked for")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")


class PlanningState(models.TextChoices):
    """A call in which an event is prepared with the customer."""

    BOOKED = "booked", _("Booked")
    CANCELLED = "cancelled", _("Called off")


class StatementState(models.TextChoices):
    """How far some sentences about a customer are."""

    DRAFT = "draft", _("Being written")
    OWNER = "owner", _("Waits for the owner")
    CHANGES = "changes", _("To be changed")
    CUSTOMER = "customer", _("Waits for the customer")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Not wanted")


class ReuseState(models.TextChoices):
    """Was it looked at where the recording may be used."""

    OPEN = "open", _("To be looked at")
    REVIEWED = "reviewed", _("Looked at")


N, K, P, B, S = ContentState, KitState, PlanState, PlanningState, StatementState
CONTENT_ASSIGNED = (N.QUEUE, N.IN_PROGRESS, N.WAITING)
CONTENT_OPEN = (N.NEW_REQUEST, N.TRIAGE, N.BACKLOG, *CONTENT_ASSIGNED)
CONTENT_ENDED = (N.COMPLETED, N.TRANSFERRED, N.DECLINED, N.CANCELED)

CONTENT_MOVES = table(
    ("triage", (N.NEW_REQUEST,), N.TRIAGE),
    ("backlog", (N.NEW_REQUEST, N.TRIAGE, N.QUEUE), N.BACKLOG),
    ("assign", CONTENT_OPEN, N.QUEUE),
    ("begin", (N.QUEUE, N.WAITING), N.IN_PROGRESS),
    ("wait", (N.QUEUE, N.IN_PROGRESS), N.WAITING),
    ("complete", CONTENT_ASSIGNED, N.COMPLETED),
    ("transfer", CONTENT_OPEN, N.TRANSFERRED),
    ("decline", (N.NEW_REQUEST, N.TRIAGE, N.BACKLOG), N.DECLINED),
    ("cancel", CONTENT_OPEN, N.CANCELED),
    ("reopen", CONTENT_ENDED, N.TRIAGE),
)
KIT_MOVES = table(
    ("send", (K.WAITING, K.CHANGES, K.SENT, K.APPROVED), K.SENT),
    ("return", (K.SENT, K.APPROVED), K.CHANGES),
    ("approve", (K.SENT,), K.APPROVED),
)
PLAN_MOVES = table(
    ("show", (P.DRAFT, P.SHOWN), P.SHOWN),
    ("send", (P.DRAFT, P.SHOWN, P.SENT, P.CHANGES, P.APPROVED, P.DECLINED), P.SENT),
    ("approve", (P.SENT,), P.APPROVED),
    ("return", (P.SENT,), P.CHANGES),
    ("decline", (P.SENT,), P.DECLINED),
)
# Changing what was handed in begins anew. What was approved before stays usable until something else is approved, or nothing any more.
STATEMENT_MOVES = table(
    ("reopen", (S.OWNER, S.CUSTOMER, S.APPROVED, S.DECLINED), S.DRAFT),
    ("hand_in", (S.DRAFT, S.CHANGES), S.OWNER),
    ("pass", (S.OWNER,), S.CUSTOMER),
    ("return", (S.OWNER, S.CUSTOMER), S.CHANGES),
    ("approve", (S.CUSTOMER,), S.APPROVED),
    ("decline", (S.CUSTOMER, S.APPROVED), S.DECLINED),
    ("keep", (S.DRAFT, S.OWNER, S.CHANGES, S.CUSTOMER), S.APPROVED),
)
REUSE_MOVES = table(("review", (ReuseState.OPEN, ReuseState.REVIEWED), ReuseState.REVIEWED))
# What is prepared with a customer for an event has these parts, each with a state of its own.
PREPARATION_MOVES = {"content": CONTENT_MOVES, "kit": KIT_MOVES, "plan": PLAN_MOVES, "reuse": REUSE_MOVES}
PLANNING_MOVES = table(("move", (B.BOOKED,), B.BOOKED), ("cancel", (B.BOOKED,), B.CANCELLED))
