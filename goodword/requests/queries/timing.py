"""When things must be done, in words: the plan of a request backwards from its day, and why its day needs an exception."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.kernel.clock import program_day
from goodword.people.models import User
from goodword.policy.facts import Judgement
from goodword.policy.numbers import Numbers
from goodword.policy.queries import InForce
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.planning import Deadline, Plan, Planned, Stands, deadlines, plan
from goodword.requests.queries.reviewing import earliest_words, exceptional, reviewer_for, why_words
from goodword.requests.queries.speakers import is_event
from goodword.requests.states import CANDIDATE_WON, REQUEST_OPEN, CandidateState, RequestState
from goodword.ui.dates import day_words

C = CandidateState
LABELS = {
    Deadline.SEND: gettext_lazy("Last day to send it"),
    Deadline.ASK: gettext_lazy("Last day to ask"),
    Deadline.ANSWER: gettext_lazy("Last day to answer"),
    Deadline.INTRODUCE: gettext_lazy("Introduced"),
    Deadline.CONTENT: gettext_lazy("Content ready"),
    Deadline.DRY_RUN: gettext_lazy("Dry run"),
    Deadline.DAY: gettext_lazy("The day"),
}
DONE_LABELS = {
    Deadline.SEND: gettext_lazy("Sent"),
    Deadline.ASK: gettext_lazy("Asked"),
    Deadline.ANSWER: gettext_lazy("Somebody said yes"),
}
PLANNED_IN = (RequestState.DRAFT, *REQUEST_OPEN)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One deadline as it is shown: `stands` is done, missed, next or ahead."""

    label: str
    # Nothing where it was done on a day that nobody knows any more.
    on: date | None
    stands: str
    note: str


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The deadlines of a request, and what cannot be kept any more, with the day that could."""

    lines: tuple[PlanLine, ...]
    missed: str = ""


@dataclass(frozen=True, slots=True)
class Timing:
    """What the day of a request means: why it needs an exception, which day would not, who decides; and its deadlines."""

    why: str = ""
    earliest: str = ""
    decides: User | None = None
    plan: PlanShown | None = None


def timing_of(row: ReferenceRequest, judgement: Judgement, *, manager: User | None, now: InForce) -> Timing:
    """The timing of a request that was not sent yet, as it stands."""
    if row.needed_on is not None and row.needed_on < now.today:
        return Timing(plan=PlanShown((), _("This day is over. Choose today or a later day.")))
    late = exceptional(judgement)
    if not late:
        return Timing(plan=plan_shown(row, (), now=now))
    found = reviewer_for(row, manager=manager, today=now.today)
    return Timing(
        why=why_words(late, today=now.today),
        earliest=earliest_words(judgement.free_on, today=now.today),
        decides=found.who if found is not None else None,
        plan=plan_shown(row, (), now=now),
    )


def plan_of(row: ReferenceRequest, candidates: Iterable[Candidate], *, now: InForce) -> Plan | None:
    """The plan of a request that is open and has a day."""
    if row.needed_on is None or row.state not in PLANNED_IN:
        return None
    return plan(
        row.kind,
        row.needed_on,
        today=now.today,
        numbers=now.numbers,
        with_plan=row.needs_plan_approval,
        done=_done(row, list(candidates), today=now.today, numbers=now.numbers),
    )


def plan_shown(row: ReferenceRequest, candidates: Iterable[Candidate], *, now: InForce) -> PlanShown | None:
    """The plan of a request in words; nothing when it has no day, is over, or there is nothing to do before."""
    candidates = list(candidates)
    found = plan_of(row, candidates, now=now)
    if found is None or len(found.steps) == 1:
        return None
    happened = _happened(row, candidates, now=now)
    return PlanShown(tuple(_line(each, happened.get(each.what), row, now=now) for each in found.steps), _missed(row, found, now=now))


def _happened(row: ReferenceRequest, candidates: list[Candidate], *, now: InForce) -> dict[Deadline, date]:
    """The days on which things were done, where they are known."""
    found = {Deadline.SEND: program_day(row.submitted_at, now.zone)} if row.submitted_at is not None else {}
    asked = [each.asked_at for each in candidates if each.asked_at is not None]
    found |= {Deadline.ASK: program_day(min(asked), now.zone)} if asked else {}
    # Who said yes is introduced in the same step where the day is known from the start.
    together = [each.state_at for each in candidates if each.state == C.INTRODUCED]
    since = {Deadline.ANSWER, Deadline.INTRODUCE} if is_event(row) and together else set()
    return found | {what: program_day(min(together), now.zone) for what in since}


def _done(row: ReferenceRequest, candidates: list[Candidate], *, today: date, numbers: Numbers) -> set[Deadline]:
    """What was done already. Of content and the dry run nothing is known here: once somebody speaks, their days pass."""
    states = {each.state for each in candidates}
    last = {} if row.needed_on is None else deadlines(row.kind, row.needed_on, with_plan=row.needs_plan_approval, numbers=numbers)
    passed = {what for what, on in last.items() if on < today}
    found = {Deadline.SEND} if row.submitted_at is not None else set()
    if any(each.asked_at is not None for each in candidates):
        found.add(Deadline.ASK)
    if states & {*CANDIDATE_WON, C.DONE, C.MISSED}:
        found |= {Deadline.ASK, Deadline.ANSWER}
        found |= {Deadline.CONTENT, Deadline.DRY_RUN} & passed
    if states & {C.INTRODUCED, C.SCHEDULED, C.DONE, C.MISSED}:
        found.add(Deadline.INTRODUCE)
    return found | ({Deadline.DAY} & passed)


def _line(each: Planned, happened_on: date | None, row: ReferenceRequest, *, now: InForce) -> PlanLine:
    if each.stands is not Stands.DONE:
        return PlanLine(str(LABELS[each.what]), each.on, each.stands.value, _how_far(each, today=now.today))
    label = str(DONE_LABELS.get(each.what, LABELS[each.what]))
    if happened_on is None or row.needed_on is None:
        return PlanLine(label, None if each.what in (Deadline.ANSWER, Deadline.INTRODUCE) else each.on, each.stands.value, _("done"))
    ahead = max(0, (row.needed_on - happened_on).days)
    note = ngettext("%(n)s day ahead", "%(n)s days ahead", ahead) % {"n": ahead}
    return PlanLine(label, happened_on, each.stands.value, note)


def _how_far(each: Planned, *, today: date) -> str:
    days = (each.on - today).days
    if each.stands is Stands.MISSED:
        return ngettext("%(n)s day ago", "%(n)s days ago", -days) % {"n": -days}
    return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days} if days else _("today")


def _missed(row: ReferenceRequest, found: Plan, *, now: InForce) -> str:
    """What is impossible by now, with the earliest day on which it would not be."""
    missed = [each for each in found.missed if each.what not in (Deadline.DAY, Deadline.SEND)]
    if not missed or found.earliest_on is None or row.state == RequestState.HELD:
        return ""  # one that is held says which day would need no exception: a second earliest day beside it only confuses
    first, today = missed[0], now.today
    said = {
        "label": LABELS[first.what],
        "day": day_words(first.on, today=today),
        "earliest": day_words(found.earliest_on, today=today),
    }
    promised = now.numbers.kind_of(row.kind).customer_days
    if first.what is Deadline.ASK and promised is not None and row.needed_on is not None:
        left = max(0, (row.needed_on - today).days)
        words = ngettext(
            "Whoever is asked today has %(left)s day instead of %(promised)s. For that, the earliest day is %(earliest)s.",
            "Whoever is asked today has %(left)s days instead of %(promised)s. For that, the earliest day is %(earliest)s.",
            left,
        )
        return words % {**said, "left": left, "promised": promised}
    return _("%(label)s was %(day)s. To keep to the usual days, the earliest day is %(earliest)s.") % said
