"""Lists of requests, with everything that the ball line and the badges need loaded."""

from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from goodword.kernel.references import parse_number
from goodword.people.models import User
from goodword.policy.queries import BESIDE
from goodword.requests.access import visible_to
from goodword.requests.models import Candidate, ProposedTime, ReferenceRequest
from goodword.requests.queries.ball import Turn, turn_of, turns_of
from goodword.requests.queries.leaving import with_leaving
from goodword.requests.states import REQUEST_OPEN, RequestState

TO_TRIAGE = (RequestState.SUBMITTED, RequestState.HELD)
# What a request that waits for a reviewer of exceptions is read with.
REVIEWED = ("review__approval__approver__region", "review__approval__deputy_for", "review__approval__decided_by")
VIEWS = ("turn", "mine", "triage", "all")


def with_ball(rows: QuerySet[ReferenceRequest], *, to_judge: bool = False, ended: bool = True) -> QuerySet[ReferenceRequest]:
    """Load beside requests what `turn_of`, the badges and `access` read: a few statements however many rows.

    `to_judge`: with what the rules look at of each customer. Without `ended` only those in play are looked at: no outcomes are read.
    """
    times = Prefetch("times", queryset=ProposedTime.objects.order_by("starts_at"))
    candidates = (
        with_leaving(Candidate.objects.all())
        .select_related(
            "account__region",
            "account__owner",
            "account__member",
            "contact",
            "approval__approver__region",
            "approval__deputy_for",
            "support__approver__region",
            "approval__decided_by",
            "ledger_entry",
            "opinion__asked__region",
            "opinion__answered_by",
            "account__csm",
            "preparation__pmm__region",
            "preparation__dry_run",
            "statement__approval__approver__region",
            "statement__approval__deputy_for",
            "statement__remark_by",
            "statement__usable__version",
        )
        .prefetch_related(times, *(["outcomes"] if ended else []))
        .order_by("position", "pk")
    )
    if to_judge:
        candidates = candidates.select_related(*(f"account__{each}" for each in BESIDE))
    rows = rows.select_related("requester__region", "manager__region", "team", "region", "opportunity__account", "circle", *REVIEWED)
    return rows.prefetch_related(Prefetch("candidates", queryset=candidates), "circle__people")


def turn_in(row: ReferenceRequest, *, at: datetime) -> Turn:
    """Whose turn it is in a request loaded by `with_ball`."""
    return turn_of(row, list(row.candidates.all()), at=at)


def turns_in(row: ReferenceRequest, *, at: datetime) -> list[Turn]:
    """Everything that is waited for in a request loaded by `with_ball`."""
    return turns_of(row, list(row.candidates.all()), at=at)


def listed(user: User, *, view: str = "mine", state: str = "", words: str = "") -> QuerySet[ReferenceRequest]:
    """The requests of one view of the list: mine (asked by me, or led by me), to triage, or all that I may see."""
    rows = visible_to(user)
    if view == "mine":
        rows = rows.filter(Q(requester=user) | Q(manager=user) & ~Q(state=RequestState.DRAFT))
    elif view == "triage":
        rows = rows.filter(state__in=TO_TRIAGE)
    if state == "open":
        rows = rows.filter(state__in=(RequestState.DRAFT, *REQUEST_OPEN, RequestState.COMPLETED))
    elif state in RequestState.values:
        rows = rows.filter(state=state)
    return matching(rows, words) if words.strip() else rows


def unfinished_of(user: User) -> ReferenceRequest | None:
    """The draft that somebody left last, so that it is offered when they come back."""
    rows = ReferenceRequest.objects.filter(requester=user, state=RequestState.DRAFT).select_related("opportunity__account")
    return rows.order_by("-saved_at", "-pk").first()


def draft_of(user: User, once: UUID) -> ReferenceRequest | None:
    """The draft that somebody's form was kept as, if it was."""
    return ReferenceRequest.objects.filter(requester=user, once=once, state=RequestState.DRAFT).first()


def drafts_from(*, before: datetime) -> QuerySet[ReferenceRequest]:
    """Drafts that nobody touched since a moment."""
    return ReferenceRequest.objects.filter(state=RequestState.DRAFT, saved_at__lt=before).order_by("pk")


def matching(rows: QuerySet[ReferenceRequest], words: str) -> QuerySet[ReferenceRequest]:
    """Requests with this number, or with these words in prospect, deal, topic or customer."""
    number = parse_number(words)
    if number is not None:
        return rows.filter(pk=number)
    for word in words.split():
        customers = Candidate.objects.filter(account__name__icontains=word).values("reference_request_id")
        rows = rows.filter(
            Q(prospect__icontains=word)
            | Q(opportunity__name__icontains=word)
            | Q(opportunity__account__name__icontains=word)
            | Q(topic__icontains=word)
            | Q(details__icontains=word)
            | Q(requester__name__icontains=word)
            | Q(pk__in=customers)
        )
    return rows
