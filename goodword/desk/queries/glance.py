"""What home must know before it looks closer: figures and yes-or-no, in one statement however much there is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, JSONField, Q, QuerySet, Subquery

from goodword.customers.access import members_visible_to
from goodword.customers.kinds import Standing
from goodword.customers.models import Member
from goodword.imports import access as imports
from goodword.imports.models import ImportRun
from goodword.imports.states import State as ImportState
from goodword.kernel.clock import FiscalYear, Quarter
from goodword.ledger.models import Answer, LedgerEntry
from goodword.notifications import access as notifications
from goodword.notifications.states import State as MailState
from goodword.people import queries as people
from goodword.people.models import User
from goodword.policy.queries import in_force
from goodword.policy.queries.verifying import at_a_glance
from goodword.recruiting.queries.leads import fresh_report, nudged_waiting
from goodword.recruiting.queries.nominations import waiting_for as nominations_waiting
from goodword.recruiting.queries.reviewing import fitness_waiting, reviews_waiting
from goodword.requests.access import visible_to as requests_visible_to
from goodword.requests.states import REQUEST_OPEN, RequestState
from goodword.stories.queries.board import steps_waiting

# So long a report of reference leads of which no owner was told is news.
LEADS_ARE_NEW: Final = timedelta(days=30)
DONE: Final = (RequestState.COMPLETED, RequestState.OUTCOME_REPORTED)
IN_PROGRAM: Final = (Standing.ACTIVE, Standing.CAUTION, Standing.PAUSED)


class Tally(Subquery):
    """How often each value of one column occurs in some rows: `{value: count}`, or None for no rows."""

    template = (
        "(SELECT jsonb_object_agg(value, times) FROM"
        " (SELECT coalesce(value::text, '') AS value, count(*) AS times FROM (%(subquery)s) rows (value) GROUP BY 1) tallied)"
    )
    output_field = JSONField()


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What one statement tells: how many, and whether it is worth to look for the rows."""

    quarter: Quarter
    requests_open: int
    requests_done: int
    asks: int
    asks_accepted: int
    asks_declined: int
    members: int
    was_asked: bool
    mails_failed: int
    imports_wait: bool
    leads_wait: bool
    leads_new: bool
    reviews_wait: bool
    fitness_waits: bool
    nominations_wait: bool
    story_steps: list[dict[str, Any]]
    # Records to confirm: one's own, those that wait for too long, those of whom it is said that they are no reference any more.
    records: tuple[int, int, int]
    people: people.Concerns


def glance(user: User, *, at: datetime) -> Glance:
    """Take it in: of the whole program for those who run it, of one's own for others."""
    quarter = FiscalYear(people.program().fiscal_first_month).quarter_of(people.today(at))
    requests, members = requests_visible_to(user), members_of(user)
    asks = LedgerEntry.objects.filter(kind=LedgerEntry.ASK, asked_on__gte=quarter.start, asked_on__lt=quarter.end)
    if not user.is_manager:
        requests = requests.filter(requester=user)
        asks = asks.filter(account__member__in=members)
    counted = requests.filter(Q(state__in=REQUEST_OPEN) | Q(state__in=DONE, submitted_at__date__gte=quarter.start))
    failed = notifications.visible_to(user).filter(state=MailState.FAILED)
    records = at_a_glance(user, in_force(at))
    found = (
        User.objects.filter(pk=user.pk)
        .values("pk")
        .annotate(
            requests=Tally(counted.order_by().values("state")),
            asks=Tally(asks.order_by().values("answer")),
            members=Tally(members.order_by().values("standing")),
            was_asked=Exists(requests_visible_to(user).exclude(state=RequestState.DRAFT)),
            failed_mails=Tally(failed.order_by().values("state")),
            imports_wait=Exists(imports_waiting(user)),
            leads_wait=Exists(nudged_waiting(user)),
            reviews_wait=Exists(reviews_waiting(user, today=people.today(at))),
            fitness_waits=Exists(fitness_waiting(user)),
            nominations_wait=Exists(nominations_waiting(user)),
            story_steps=steps_waiting(user, day=people.today(at)),
            leads_new=Exists(fresh_report(at - LEADS_ARE_NEW)),
            records_own=Tally(records["own"].order_by().values("standing")),
            records_late=Tally(records["late"].order_by().values("standing")),
            records_out=Tally(records["out"].order_by().values("standing")),
            **people.concerns(at=at),
        )
        .get()
    )
    by_state, by_answer = found["requests"] or {}, found["asks"] or {}
    return Glance(
        quarter=quarter,
        requests_open=_sum(by_state, REQUEST_OPEN),
        requests_done=_sum(by_state, DONE),
        asks=sum(by_answer.values()),
        asks_accepted=by_answer.get(Answer.ACCEPTED, 0),
        asks_declined=by_answer.get(Answer.DECLINED, 0),
        members=sum((found["members"] or {}).values()),
        was_asked=found["was_asked"],
        mails_failed=sum((found["failed_mails"] or {}).values()),
        imports_wait=found["imports_wait"],
        leads_wait=found["leads_wait"],
        leads_new=found["leads_new"] and user.is_manager,
        reviews_wait=found["reviews_wait"],
        fitness_waits=found["fitness_waits"],
        nominations_wait=found["nominations_wait"],
        story_steps=found["story_steps"] or [],
        records=(_total(found["records_own"]), _total(found["records_late"]), _total(found["records_out"])),
        people=people.Concerns.of(found),
    )


def members_of(user: User) -> QuerySet[Member]:
    """The members of the program, or one's own."""
    members = members_visible_to(user).filter(standing__in=IN_PROGRAM)
    return members if user.is_manager else members.filter(Q(account__owner=user) | Q(account__csm=user))


def imports_waiting(user: User) -> QuerySet[ImportRun]:
    """Lists that this person brought and that go on only with them."""
    return imports.visible_to(user).filter(state__in=[ImportState.UPLOADED, ImportState.FAILED], is_dry=False, started_by=user)


def _total(counts: dict[str, int] | None) -> int:
    return sum((counts or {}).values())


def _sum(counts: dict[str, int], states: Any) -> int:
    return sum(counts.get(state, 0) for state in states)
