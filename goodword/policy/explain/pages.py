"""Every number of the policy in the sentence that it is edited in, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from goodword.customers.kinds import ActivityType, Family
from goodword.policy.explain import nomination_gaps, registrations
from goodword.policy.explain.fits import TERM_NAMES
from goodword.policy.explain.gaps import Gap, Group, Line, Unit, Words, named
from goodword.policy.explain.kinds import KINDS
from goodword.policy.explain.leads import lead_groups
from goodword.policy.explain.numbers import CARE, COUNTED, DEBTS, LEADS_TO, LOW_HEALTH, TRAVEL
from goodword.policy.explain.values import NO_LIMIT
from goodword.policy.numbers import MOST_TIMES
from goodword.policy.periods import PeriodKind

MOST_WEIGHT: Final = 100
_YES_NO: Final = (("", _("any deal, or none")), ("yes", _("a deal that is far enough")))


@dataclass(frozen=True, slots=True)
class Named:
    """What is called differently in every company: teams, stages of a deal, segments, each code with its name, in order."""

    teams: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    segments: Mapping[str, str] = field(default_factory=dict)
    # The codes of the teams that something is promised to, or that have a place in the queue; and how many places are offered.
    served: frozenset[str] = frozenset()
    places: int = 0


def _days(count: int) -> str:
    return ngettext("day", "days", count)


def _working_days(count: int) -> str:
    return ngettext("working day", "working days", count)


def _months(count: int) -> str:
    return ngettext("month", "months", count)


def _times(count: int) -> str:
    return ngettext("time", "times", count)


def _customers(count: int) -> str:
    return ngettext("customer", "customers", count)


def _speakers(count: int) -> str:
    return ngettext("customer speaker", "customer speakers", count)


def _outcomes(count: int) -> str:
    return ngettext("outcome", "outcomes", count)


def _points(count: int) -> str:
    return ngettext("point", "points", count)


def _calls(count: int) -> str:
    return ngettext("planning call", "planning calls", count)


_LIMITS: Final[dict[str, Words]] = {
    Family.CALL: _("A customer may be asked for a call at most {times} every {count} {per}."),
    Family.PARTICIPATION: _("A customer may be asked to speak at an event at most {times} every {count} {per}."),
    Family.CONTENT: _("A customer may be asked for a story at most {times} every {count} {per}."),
    Family.RESEARCH: _("A customer may be asked for research at most {times} every {count} {per}."),
}
_PERIODS: Final[tuple[tuple[str, Words], ...]] = (
    (PeriodKind.FISCAL_QUARTERS.value, _("fiscal quarters")),
    (PeriodKind.ROLLING_DAYS.value, _("days")),
    (NO_LIMIT, _("(no limit)")),
)


def groups(numbers_kinds: Iterable[str], named_by: Named) -> tuple[Group, ...]:
    """Return the whole page, for the kinds of request that a policy knows and for what is called how in this company."""
    return (
        Group(
            "limits",
            _("Limits"),
            _limits(),
            _("What a customer allows for itself, where that is less, always comes first and is not set here."),
        ),
        Group("asking", _("Asking and answering"), _asking()),
        Group("care", _("With care"), _care()),
        Group(
            "standing",
            _("Standing by rule"),
            _standing(),
            _("Each night. What a person decided stays until the reason changes; what a rule did goes back when its reason is gone."),
        ),
        Group("requests", _("Requests"), _requests(named_by)),
        *(
            Group(f"kind.{kind}", KINDS.get(kind, kind), _kind(kind), is_folded=True)
            for kind in [*KINDS, *sorted(set(numbers_kinds) - KINDS.keys())]
        ),
        Group("promises", _("Promises to teams"), _promises(named_by)),
        *_promises_to_others(named_by),
        Group("nominations", _("Nominations"), nomination_gaps.lines(named_by.segments)),
        Group("registrations", _("Registrations"), registrations.lines()),
        *lead_groups(),
        Group("effort", _("Effort of an activity"), _efforts(), is_folded=True, is_table=True),
        Group("weights", _("What counts in a fit"), _weights(), is_folded=True, is_table=True),
    )


def _line(text: Words, about: Words = "", **gaps: Gap) -> Line:
    return Line(next(iter(gaps.values())).path, text, gaps, about)


def _number(path: str, label: Words, unit: Unit | None = None, *, least: int = 0, most: int = 3660, nothing: Words = "") -> Gap:
    return Gap(path=path, label=label, unit=unit, least=least, most=most, nothing=nothing)


def _choice(path: str, label: Words, choices: Mapping[str, Words] | Iterable[tuple[str, Words]]) -> Gap:
    return Gap(path=path, label=label, choices=tuple(choices.items() if isinstance(choices, Mapping) else choices))


def _limits() -> tuple[Line, ...]:
    found = [
        _line(
            text,
            times=_number(f"limits.{family}.times", _("how many times"), _times, most=MOST_TIMES),
            count=Gap(path=f"limits.{family}.count", label=_("length of the period"), least=1, followed_by="per"),
            per=_choice(f"limits.{family}.per", _("fiscal quarters, days or no limit"), _PERIODS),
        )
        for family, text in _LIMITS.items()
    ]
    counted = _line(
        _("A place is kept by {counts}; open holds and open asks always keep theirs."),
        counts=_choice("counts", _("what counts"), COUNTED),
    )
    held = _line(
        _("A hold that is not asked gives its place back after {days}, over holidays a little later."),
        days=_number("hold_days", _("days of a hold"), _days, least=1),
    )
    return (*found, counted, held)


def _asking() -> tuple[Line, ...]:
    return (
        _line(
            _("The account owner is reminded after {days}."),
            days=_number("owner_reminder_working_days", _("working days until the owner is reminded"), _working_days),
        ),
        _line(
            _("After {days} without a word the question goes to the deputy, else to the reference manager."),
            days=_number("owner_escalation_working_days", _("working days until the question is passed on"), _working_days),
        ),
        _line(
            _("A customer is asked {attempts}, and has {days} to answer; then it counts as no answer."),
            attempts=_number("ask_attempts", _("how many times"), _times, least=1, most=MOST_TIMES),
            days=_number("answer_days", _("days to answer"), _days, least=1),
        ),
        _line(
            _("What came of it is to be reported within {days}."),
            days=_number("outcome_due_days", _("days to report"), _days),
        ),
        _line(
            _("Whoever owes {owed} {per} reports them before the next request."),
            owed=_number("outcome_debt", _("how many outcomes"), _outcomes, least=1, most=MOST_TIMES),
            per=_choice("outcome_debt_per", _("of that kind or of any"), DEBTS),
        ),
        _line(
            _("A customer is comfortable with {points} of effort a year, unless it says otherwise."),
            points=_number("effort_comfort", _("points of effort"), _points, least=1),
        ),
        _line(_("Travel is paid for by {payer}, never by the program."), payer=_choice("travel", _("who pays"), TRAVEL)),
    )


def _care() -> tuple[Line, ...]:
    return (
        _line(
            _("With a renewal less than {days} away, a customer is asked with care."),
            days=_number("renewal_days", _("days before a renewal"), _days),
        ),
        _line(
            _("A customer asked less than {days} ago is asked with care."),
            days=_number("recently_referenced_days", _("days since the last ask"), _days),
        ),
        _line(
            _("A record that nobody confirmed for {months} is used with care."),
            months=_number("verification_months", _("months since it was confirmed"), _months, least=1),
        ),
        _line(
            _("A customer in poor health is asked {how}."),
            how=_choice("poor_health", _("how"), {code: words for code, words in CARE.items() if code != "pass"}),
        ),
        _line(_("A customer of another region is asked {how}."), how=_choice("other_region", _("how"), CARE)),
        _line(
            _("Asked with care, until a permission is on file: {types}"),
            types=Gap(
                path="consent_types",
                label=_("what needs a permission"),
                choices=tuple(ActivityType.choices),
                many=True,
                nothing=_("nothing"),
            ),
        ),
    )


def _standing() -> tuple[Line, ...]:
    leads = {code: words for code, words in LEADS_TO.items() if code != "retire"}
    return (
        _line(_("A renewal that is near leads to {leads}."), leads=_choice("renewal_leads", _("what a renewal leads to"), leads)),
        _line(
            _("Health that is {level} leads to {leads}."),
            level=_choice("health_level", _("which health"), LOW_HEALTH),
            leads=_choice("health_leads", _("what low health leads to"), leads),
        ),
        _line(_("An open escalation leads to {leads}."), leads=_choice("escalation_leads", _("what an escalation leads to"), leads)),
        _line(
            _("A record that nobody confirmed in time leads to {leads}."),
            leads=_choice("unverified_leads", _("what an unconfirmed record leads to"), leads),
        ),
        _line(
            _("A record that nobody confirmed for {months} leads to {leads}."),
            months=_number("long_unverified_months", _("months since it was confirmed, for longer"), _months, least=1),
            leads=_choice("long_unverified_leads", _("what a record leads to that is unconfirmed for longer"), LEADS_TO),
        ),
        _line(
            _("Owners are asked to confirm their records once in {days} at most."),
            days=_number("verify_days", _("days between two mails to an owner"), _days, least=1),
        ),
        _line(
            _("A record not confirmed {days} after the first mail is shown to the reference manager, and mailed once in that time."),
            days=_number("verify_escalation_days", _("days until the manager sees it"), _days),
        ),
    )


def _requests(named_by: Named) -> tuple[Line, ...]:
    return (
        _line(
            _("A deal is far enough for a reference from the stage {stage} on."),
            stage=_choice("deal_stage_gate", _("stage of the deal"), named_by.stages),
        ),
        _line(
            _("Sellers pick a customer themselves for deals of: {segments}"),
            segments=Gap(
                path="self_service_segments",
                label=_("segments"),
                choices=tuple(named_by.segments.items()),
                many=True,
                nothing=_("no segment"),
            ),
        ),
        _line(
            _("One event has {most} at most, over all requests for it."),
            most=_number("speakers_most", _("how many speakers"), _speakers, least=1, most=MOST_TIMES),
        ),
        _line(
            _("A customer is asked for {most} at most, the dry run included."),
            most=_number("planning_calls", _("how many planning calls"), _calls, least=1, most=MOST_TIMES),
        ),
    )


def _kind(kind: str) -> tuple[Line, ...]:
    at = f"kinds.{kind}"
    return (
        _line(
            _("It is asked for {days} ahead, or {plan} if the customer approves a marketing plan."),
            _("0 days: it may be asked for on any day. Empty: no more with a plan than without."),
            days=_number(f"{at}.notice_days", _("days ahead"), _days),
            plan=_number(f"{at}.notice_days_with_plan", _("days ahead with a marketing plan"), _days, nothing=_("as many")),
        ),
        _line(
            _("The customer has at least {days} to prepare."),
            days=_number(f"{at}.customer_days", _("days to prepare"), _days, nothing=_("no time in particular")),
        ),
        _line(
            _("It approaches {most} at most, {once} at a time, and then ends unfulfilled."),
            _("Empty: as many as it takes."),
            most=_number(f"{at}.approach_most", _("how many customers"), _customers, least=1, most=MOST_TIMES, nothing=_("any number")),
            once=_number(f"{at}.at_once", _("how many at a time"), least=1, most=MOST_TIMES, nothing=_("all")),
        ),
        _line(_("It is for {gate}."), gate=_choice(f"{at}.stage_gate", _("for which deals"), _YES_NO)),
    )


def _promises(named_by: Named) -> tuple[Line, ...]:
    each = [_promise(team, name) for team, name in named_by.teams.items() if team in named_by.served]
    total = _line(
        _("All teams together are promised {most} a quarter."), most=_number("commitments_total", _("how many"), _customers, most=1000)
    )
    nobody: dict[str, Words] = {"": _("nobody"), **named_by.teams}
    order = [_choice(f"priority.{place}", _("place in the queue"), nobody) for place in range(named_by.places)]
    if not order:
        return (*each, total)
    later = "".join(f"{{then}} {{{{team{place}}}}}" for place in range(1, len(order)))
    text = format_lazy("{first} {{team0}}" + later + ".", first=_("In the queue comes first"), then=_(", then"))
    return (*each, total, _line(text, _("Whoever is not named comes after."), **{f"team{place}": gap for place, gap in enumerate(order)}))


def _promises_to_others(named_by: Named) -> tuple[Group, ...]:
    lines = tuple(_promise(team, name) for team, name in named_by.teams.items() if team not in named_by.served)
    return (Group("others", _("Promises to other teams"), lines, is_folded=True),) if lines else ()


def _promise(team: str, name: str) -> Line:
    most = _number(f"commitments.{team}", _("how many"), _customers, most=MOST_TIMES, nothing=_("nothing in particular"))
    return _line(_named(name, _("is promised {most} a quarter.")), most=most)


def _efforts() -> tuple[Line, ...]:
    return tuple(
        Line(
            f"effort.{code}",
            format_lazy("{label} {{points}}", label=label),
            {"points": _number(f"effort.{code}", label, _points, most=MOST_WEIGHT)},
        )
        for code, label in ActivityType.choices
    )


def _weights() -> tuple[Line, ...]:
    return tuple(
        Line(
            f"weights.{code}",
            format_lazy("{label} {{points}}", label=label),
            {"points": _number(f"weights.{code}", label, most=MOST_WEIGHT)},
        )
        for code, label in TERM_NAMES.items()
    )


def _named(name: str, rest: Words) -> Promise:
    return format_lazy("{name} {rest}", name=named(name), rest=rest)
