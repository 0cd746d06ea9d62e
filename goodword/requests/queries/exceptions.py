"""Exceptions as they are read: what waits for whom, what was decided for a team before, and the ledger that counts them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db.models import CharField, Count, F, Func, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.approvals.states import State
from goodword.kernel.clock import Quarter
from goodword.people.models import User
from goodword.people.queries import stands_in_for
from goodword.people.queries import today as program_day
from goodword.policy.explain import rule_names
from goodword.policy.queries import InForce
from goodword.requests.kinds import KINDS
from goodword.requests.models import Because, ExceptionReview
from goodword.requests.queries.reviewing import earliest_words, reviews_visible_to
from goodword.ui.dates import day_words
from goodword.ui.pieces import Badge, BadgeTone

LATELY: Final = 5
QUARTERS_BACK: Final = 8
STATE_WORDS: Final = {
    State.OPEN: gettext_lazy("Waits for a decision"),
    State.APPROVED: gettext_lazy("Exception made"),
    State.DECLINED: gettext_lazy("No exception"),
    State.WITHDRAWN: gettext_lazy("No longer needed"),
}
STATE_TONES: Final[dict[str, BadgeTone]] = {State.OPEN: "waiting", State.APPROVED: "done", State.DECLINED: "ended", State.WITHDRAWN: ""}


def with_people(rows: QuerySet[ExceptionReview]) -> QuerySet[ExceptionReview]:
    """Load beside exceptions what their lines show."""
    return rows.select_related(
        "reference_request__requester",
        "reference_request__opportunity__account",
        "reference_request__circle",
        "reference_request__team",
        "approval__approver__region",
        "approval__deputy_for",
        "approval__decided_by",
        "decision",
        "team",
    )


def waiting(user: User) -> QuerySet[ExceptionReview]:
    """The exceptions on which somebody still has to decide, those due first, as far as a reader may know of them."""
    return with_people(reviews_visible_to(user)).filter(approval__state=State.OPEN).order_by("approval__due_at", "pk")


def is_mine(review: ExceptionReview, user: User, *, at: datetime) -> bool:
    """Is this person, or a colleague in whose place they are, asked to decide."""
    approval = review.approval
    stands_in = {colleague.pk for colleague in stands_in_for(user, program_day(at))}
    return approval is not None and (user.pk in (approval.approver_id, approval.deputy_for_id) or approval.approver_id in stands_in)


def decided(user: User) -> QuerySet[ExceptionReview]:
    """The exceptions that were decided, the latest first."""
    rows = with_people(reviews_visible_to(user)).filter(approval__state__in=(State.APPROVED, State.DECLINED))
    return rows.order_by("-approval__state_at", "-pk")


def of_team_before(review: ExceptionReview, user: User) -> list[ExceptionReview]:
    """What was decided for the same team before, the latest first."""
    return list(decided(user).filter(team=review.team).exclude(pk=review.pk)[:LATELY])


def state_badge(review: ExceptionReview) -> Badge:
    """How an exception stands."""
    if review.lapsed_at is not None:
        return Badge(word=_("Ran out"), tone="ended")
    state = review.approval.state if review.approval is not None else State.WITHDRAWN
    return Badge(word=str(STATE_WORDS[State(state)]), tone=STATE_TONES[state])


def because_words(review: ExceptionReview, *, today: date) -> str:
    """What made it an exception besides its rules, and the day that would need none: for a line of a list."""
    how = "" if review.because == Because.SENT else _("Held %(because)s.") % {"because": Because(review.because).label}
    return " ".join(each for each in (how, earliest_words(review.earliest_on, today=today)) if each)


def outcome_words(review: ExceptionReview, *, today: date) -> str:
    """What was decided, until when and under which conditions, in one line."""
    approval = review.approval
    parts = [approval.reason if approval is not None else ""]
    if review.until_on is not None:
        parts.append(_("Holds until %(day)s.") % {"day": day_words(review.until_on, today=today)})
    if review.conditions:
        parts.append(_("On condition: %(conditions)s") % {"conditions": review.conditions})
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of the ledger: how often a team asked for an exception of one kind of request for one reason, and what became of it."""

    team: str
    team_code: str
    kind: str
    kind_code: str
    rule: str
    reason: str
    asked: int
    made: int
    refused: int
    waiting: int


class Unnest(Func):
    """Each element of an array as a row of its own."""

    function = "unnest"
    output_field = CharField()


def in_quarter(rows: QuerySet[ExceptionReview], quarter: Quarter | None, *, now: InForce) -> QuerySet[ExceptionReview]:
    """Those that were asked for within a fiscal quarter, in the program's time zone."""
    if quarter is None:
        return rows
    first, last = (datetime.combine(day, time.min, tzinfo=now.zone) for day in (quarter.start, quarter.end))
    return rows.filter(opened_at__gte=first, opened_at__lt=last)


def ledger(rows: QuerySet[ExceptionReview]) -> list[Counted]:
    """Exceptions counted per team, kind and reason. One with two reasons is counted under each."""
    state = "approval__state"
    lines = (
        rows.annotate(rule=Unnest(F("rules")))
        .values("team__name", "team__code", "kind", "rule")
        .annotate(
            asked=Count("pk"),
            made=Count("pk", filter=Q(**{state: State.APPROVED})),
            refused=Count("pk", filter=Q(**{state: State.DECLINED})),
            open=Count("pk", filter=Q(**{state: State.OPEN})),
        )
        .order_by("team__name", "kind", "rule")
    )
    return [
        Counted(
            team=each["team__name"] or _("No team"),
            team_code=each["team__code"] or "",
            kind=str(KINDS[each["kind"]].label) if each["kind"] in KINDS else each["kind"],
            kind_code=each["kind"],
            rule=each["rule"],
            reason=rule_names([each["rule"]]),
            asked=each["asked"],
            made=each["made"],
            refused=each["refused"],
            waiting=each["open"],
        )
        for each in lines
    ]


def with_rule(rows: QuerySet[ExceptionReview], rule: str) -> QuerySet[ExceptionReview]:
    """Those with one reason among theirs."""
    return rows.filter(rules__contains=[rule])


def reasons_of(rules: Iterable[str]) -> str:
    """The names of the rules that made it an exception."""
    return rule_names(rules)


def quarters_to_choose(now: InForce) -> list[Quarter]:
    """This quarter and those before it, the latest first."""
    this = now.fiscal.quarter_of(now.today)
    return [now.fiscal.add_quarters(this, -step) for step in range(QUARTERS_BACK)]
