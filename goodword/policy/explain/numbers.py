"""The policy's numbers inside sentences, each beside what it was in the version before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Family
from goodword.policy.explain import nominations, registrations
from goodword.policy.explain.fits import TERM_NAMES
from goodword.policy.explain.kinds import KINDS
from goodword.policy.explain.leads import lead_sentences
from goodword.policy.numbers import Numbers
from goodword.policy.periods import PeriodKind, UsageLimit

Words = str | Promise
# Each sentence with the numbers that stand in it, by name.
Sentences = list[tuple[Words, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One sentence with its numbers set off; `changes` are those that differ from the version before, as (was, is)."""

    text: SafeString
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NumberSection:
    """Some sentences under one heading."""

    title: str
    lines: tuple[NumberLine, ...]


@dataclass(frozen=True, slots=True)
class WeightLine:
    """A name and its weight, with what it was before when that differs."""

    label: str
    value: int
    before: int | None = None


TEAMS: dict[str, Words] = {
    "field_marketing": _("Field marketing"),
    "campaigns": _("Campaigns"),
    "alliances": _("Alliances"),
}
TRAVEL: dict[str, Words] = {
    "requester": _("the requester"),
    "field_marketing": _("field marketing, for its own events"),
    "decide": _("whoever is named in the request"),
}
COUNTED: dict[str, Words] = {
    "asked": _("every ask, also one that is declined or not answered"),
    "accepted": _("an ask that is accepted"),
    "done": _("what the customer did"),
}
LEADS_TO: dict[str, Words] = {
    "nothing": _("nothing"),
    "flag": _("a note for the manager"),
    "caution": _("caution"),
    "pause": _("a pause"),
    "retire": _("leaving the program"),
}
LOW_HEALTH: dict[str, Words] = {"poor": _("poor"), "fair": _("fair or poor")}
DEBTS: dict[str, Words] = {"kind": _("of that kind"), "all": _("of any kind")}
CARE: dict[str, Words] = {"pass": _("as any other"), "warn": _("with care"), "block": _("not at all")}
_LIMITS: dict[str, Words] = {
    Family.CALL: _("A customer may be asked for a call {limit}."),
    Family.PARTICIPATION: _("A customer may be asked to speak at an event {limit}."),
    Family.CONTENT: _("A customer may be asked for a story {limit}."),
    Family.RESEARCH: _("A customer may be asked for research {limit}."),
}


def describe(numbers: Numbers, before: Numbers | None = None, called: Mapping[str, str] | None = None) -> tuple[NumberSection, ...]:
    """Return the policy in sentences, compared with the version before, if there is one.

    `called` says how teams, stages of a deal and segments are called here, by their codes.
    """
    names = {**{code: str(name) for code, name in TEAMS.items()}, **(called or {})}
    sections: tuple[tuple[Words, Callable[[Numbers], Sentences]], ...] = (
        (_("Limits"), _limits),
        (_("Asking and answering"), _asking),
        (_("With care"), _care),
        (_("Standing by rule"), _standing),
        (_("Requests"), partial(_requests, names=names)),
        (_("Promises to teams"), partial(_promises, names=names)),
        (_("Nominations"), partial(nominations.read_out, names=names)),
        (_("Registrations"), registrations.read_out),
        (_("Reference leads"), lead_sentences),
    )
    return tuple(
        NumberSection(str(title), tuple(_compare(sentences(numbers), sentences(before) if before else []))) for title, sentences in sections
    )


def weights(numbers: Numbers, before: Numbers | None = None) -> tuple[WeightLine, ...]:
    """Return how much each term of the fit counts, most first."""
    old = before.weights if before else numbers.weights
    return _weight_lines(numbers.weights, old, {code: str(name) for code, name in TERM_NAMES.items()})


def efforts(numbers: Numbers, before: Numbers | None = None) -> tuple[WeightLine, ...]:
    """Return how much effort each activity takes, most first."""
    old = before.effort if before else numbers.effort
    return _weight_lines(numbers.effort, old, {str(code): str(label) for code, label in ActivityType.choices})


def _weight_lines(now: Mapping[str, int], old: Mapping[str, int], names: Mapping[str, str]) -> tuple[WeightLine, ...]:
    ordered = sorted(now.items(), key=lambda each: (-each[1], names.get(each[0], each[0])))
    return tuple(WeightLine(names.get(code, code), value, old.get(code) if old.get(code) != value else None) for code, value in ordered)


def _compare(now: Sentences, before: Sentences) -> list[NumberLine]:
    """Set each sentence beside the same one of the version before; one that was not there has nothing beside it."""
    old = {str(template): values for template, values in before}
    lines = []
    for template, values in now:
        marked = {name: format_html("<b>{}</b>", value) for name, value in values.items()}
        was = old.get(str(template), values)
        changes = tuple((was[name], value) for name, value in values.items() if name in was and was[name] != value)
        lines.append(NumberLine(format_html(str(template), **marked), changes))
    return lines


def _limits(numbers: Numbers) -> Sentences:
    lines: Sentences = []
    for family, template in _LIMITS.items():
        limit = numbers.limit_of(family)
        lines.append((template, {"limit": _limit(limit) if limit else gettext("without limit")}))
    lines.append((_("A place is kept by {counts}; open holds and open asks always keep theirs."), {"counts": str(COUNTED[numbers.counts])}))
    held = _("A hold that is not asked gives its place back after {days}, over holidays a little later.")
    lines.append((held, {"days": _days(numbers.hold_days)}))
    return lines


def _asking(numbers: Numbers) -> Sentences:
    return [
        (_("The account owner is reminded after {days}."), {"days": _working_days(numbers.owner_reminder_working_days)}),
        (
            _("After {days} without a word the question goes to the deputy, else to the reference manager."),
            {"days": _working_days(numbers.owner_escalation_working_days)},
        ),
        (
            _("A customer is asked {attempts}, and has {days} to answer; then it counts as no answer."),
            {"attempts": _times(numbers.ask_attempts), "days": _days(numbers.answer_days)},
        ),
        (
            _("What came of it is to be reported within {days}; whoever owes {owed} {kind} reports them first."),
            {
                "days": _days(numbers.outcome_due_days),
                "owed": _outcomes(numbers.outcome_debt),
                "kind": str(DEBTS[numbers.outcome_debt_per]),
            },
        ),
        (
            _("A customer is comfortable with {points} of effort a year, unless it says otherwise."),
            {"points": _points(numbers.effort_comfort)},
        ),
        (_("Travel is paid for by {payer}, never by the program."), {"payer": str(TRAVEL[numbers.travel])}),
    ]


def _care(numbers: Numbers) -> Sentences:
    return [
        (_("With a renewal less than {days} away, a customer is asked with care."), {"days": _days(numbers.renewal_days)}),
        (_("A customer asked less than {days} ago is asked with care."), {"days": _days(numbers.recently_referenced_days)}),
        (_("A customer in poor health is asked {how}."), {"how": str(CARE[numbers.poor_health])}),
        (_("A customer of another region is asked {how}."), {"how": str(CARE[numbers.other_region])}),
        (_("A record that nobody confirmed for {months} is used with care."), {"months": _months(numbers.verification_months)}),
        (_("Asked with care, until a permission is on file: {types}."), {"types": _types(numbers.consent_types)}),
    ]


def _standing(numbers: Numbers) -> Sentences:
    return [
        (_("A renewal that is near leads to {leads}."), {"leads": str(LEADS_TO[numbers.renewal_leads])}),
        (
            _("Health that is {level} leads to {leads}."),
            {"level": str(LOW_HEALTH[numbers.health_level]), "leads": str(LEADS_TO[numbers.health_leads])},
        ),
        (_("An open escalation leads to {leads}."), {"leads": str(LEADS_TO[numbers.escalation_leads])}),
        (_("A record that nobody confirmed in time leads to {leads}."), {"leads": str(LEADS_TO[numbers.unverified_leads])}),
        (
            _("A record that nobody confirmed for {months} leads to {leads}."),
            {"months": _months(numbers.long_unverified_months), "leads": str(LEADS_TO[numbers.long_unverified_leads])},
        ),
        (_("Owners are asked to confirm their records once in {days} at most."), {"days": _days(numbers.verify_days)}),
        (
            _("A record not confirmed {days} after the first mail is shown to the reference manager, and mailed once in that time."),
            {"days": _days(numbers.verify_escalation_days)},
        ),
    ]


def _requests(numbers: Numbers, *, names: Mapping[str, str]) -> Sentences:
    segments = ", ".join(names.get(code, code) for code in _in_order(numbers.self_service_segments, names)) or gettext("no segment")
    lines: Sentences = [(_("Sellers pick a customer themselves for deals of: {segments}."), {"segments": segments})]
    for kind in _in_order(numbers.kinds, KINDS):
        each = numbers.kinds[kind]
        name = str(KINDS.get(kind, kind))
        if each.stage_gate:
            lines.append((_named(name, _("may be asked for from {stage} on.")), {"stage": _stage(numbers.deal_stage_gate, names)}))
        if each.approach_most:
            values = {"most": _customers(each.approach_most), "once": str(each.at_once or each.approach_most)}
            lines.append((_named(name, _("approaches {most}, {once} at a time, and then ends unfulfilled.")), values))
        if each.notice_days_with_plan:
            values = {"days": _days(each.notice_days), "plan": str(each.notice_days_with_plan)}
            lines.append((_named(name, _("is asked for {days} ahead, or {plan} if the customer approves a marketing plan.")), values))
        elif each.notice_days:
            lines.append((_named(name, _("is asked for {days} ahead.")), {"days": _days(each.notice_days)}))
        if each.customer_days:
            lines.append((_named(name, _("leaves the customer {days} to prepare.")), {"days": _days(each.customer_days)}))
    lines.append((_("One event has {most} at most, over all requests for it."), {"most": _speakers(numbers.speakers_most)}))
    lines.append((_("A customer is asked for {most} at most, the dry run included."), {"most": _planning_calls(numbers.planning_calls)}))
    return lines


def _promises(numbers: Numbers, *, names: Mapping[str, str]) -> Sentences:
    lines: Sentences = [
        (_named(names.get(team, team), _("is promised {most} a quarter.")), {"most": _customers(numbers.commitments[team])})
        for team in _in_order(numbers.commitments, TEAMS)
    ]
    lines.append((_("All teams together are promised {most} a quarter."), {"most": _customers(numbers.commitments_total)}))
    if numbers.priority:
        order = gettext(", then ").join(names.get(team, team) for team in numbers.priority)
        lines.append((_("In the queue comes first: {teams}."), {"teams": order}))
    return lines


def _in_order(codes: Iterable[str], known: Mapping[str, Words]) -> list[str]:
    """Stored numbers come in no order: first what we know, as we know it, then the rest by code."""
    there = set(codes)
    return [*(code for code in known if code in there), *sorted(there - set(known))]


def _named(name: str, rest: Words) -> Promise:
    return format_lazy("{name} {rest}", name=escape(name).replace("{", "").replace("}", ""), rest=rest)


def _limit(limit: UsageLimit) -> str:
    few = {1: gettext("at most once"), 2: gettext("at most twice")}
    times = few.get(limit.times) or gettext("at most %(n)s times") % {"n": limit.times}
    count = limit.period.count
    if limit.period.kind is PeriodKind.FISCAL_QUARTERS:
        period = ngettext("a quarter", "in %(n)s quarters", count) % {"n": count}
    else:
        period = ngettext("a day", "in %(n)s days", count) % {"n": count}
    return gettext("%(times)s %(period)s") % {"times": times, "period": period}


def _stage(code: str, names: Mapping[str, str]) -> str:
    return gettext("the stage “%(stage)s”") % {"stage": names.get(code, code.replace("_", " "))}


def _types(codes: Collection[str]) -> str:
    return ", ".join(str(label) for code, label in ActivityType.choices if code in codes) or gettext("nothing")


def _days(count: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}


def _working_days(count: int) -> str:
    return ngettext("%(n)s working day", "%(n)s working days", count) % {"n": count}


def _months(count: int) -> str:
    return ngettext("%(n)s month", "%(n)s months", count) % {"n": count}


def _times(count: int) -> str:
    return ngettext("%(n)s time", "%(n)s times", count) % {"n": count}


def _customers(count: int) -> str:
    return ngettext("%(n)s customer", "%(n)s customers", count) % {"n": count}


def _speakers(count: int) -> str:
    return ngettext("%(n)s customer speaker", "%(n)s customer speakers", count) % {"n": count}


def _planning_calls(count: int) -> str:
    return ngettext("%(n)s planning call", "%(n)s planning calls", count) % {"n": count}


def _outcomes(count: int) -> str:
    return ngettext("%(n)s outcome", "%(n)s outcomes", count) % {"n": count}


def _points(count: int) -> str:
    return ngettext("%(n)s point", "%(n)s points", count) % {"n": count}
