"""The numbers of reference leads in sentences: what counts for and against asking a customer to join, and how owners are nudged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from goodword.policy.explain.gaps import Gap, Group, Line, Unit, Words
from goodword.policy.explain.values import values_of
from goodword.policy.numbers import LONGEST_DAYS, Numbers

MOST_WEIGHT: Final = 100
NUDGED: Final[Mapping[str, Words]] = {
    "by_hand": _("when somebody who runs the program says so"),
    "by_itself": _("by Goodword, once about each report"),
}
LEAD_TERMS: Final[Mapping[str, Words]] = {
    "health": _("Good health"),
    "tenure": _("Long a customer"),
    "size": _("Size"),
    "success": _("A recent success"),
    "place": _("Its industry is wanted in its region"),
    "case": _("Its use case is wanted in its segment"),
    "never_asked": _("Never asked"),
    "declined": _("Declined before: taken off"),
    "renewal": _("Renewal near: taken off"),
    "poor": _("Poor health: taken off"),
}


def _points(count: int) -> str:
    return ngettext("point", "points", count)


def _days(count: int) -> str:
    return ngettext("day", "days", count)


def _months(count: int) -> str:
    return ngettext("month", "months", count)


def _seats(count: int) -> str:
    return ngettext("seat", "seats", count)


def _customers(count: int) -> str:
    return ngettext("customer", "customers", count)


def _requests(count: int) -> str:
    return ngettext("request", "requests", count)


def lead_groups() -> tuple[Group, ...]:
    """The sentences with gaps, to be edited: what counts from where on, and how much each reason counts."""
    weights = tuple(
        Line(path, format_lazy("{label} {{points}}", label=label), {"points": _gap(path, label, _points)})
        for path, label in ((f"lead_weights.{code}", label) for code, label in LEAD_TERMS.items())
    )
    return (
        Group("leads", _("Reference leads"), (*_report(), *_full(), *_nudges())),
        Group("lead_weights", _("What counts for a lead"), weights, is_folded=True, is_table=True),
    )


def lead_sentences(numbers: Numbers) -> list[tuple[Words, dict[str, str]]]:
    """The same sentences with their numbers in words, to be read."""
    values = values_of(numbers)
    lines = [line for group in lead_groups() for line in group.lines]
    return [(line.text, {name: gap.words(values.get(gap.path)) for name, gap in line.gaps.items()}) for line in lines]


def _gap(path: str, label: Words, unit: Unit, *, least: int = 0) -> Gap:
    most = MOST_WEIGHT if path.startswith("lead_weights") else LONGEST_DAYS
    return Gap(path=path, label=label, unit=unit, least=least, most=most)


def _report() -> tuple[Line, ...]:
    return (
        Line(
            "leads_most",
            _("The report of a quarter keeps the first {most} with {least} or more."),
            {
                "most": _gap("leads_most", _("how many customers"), _customers, least=1),
                "least": _gap("lead_least", _("how many points"), _points),
            },
        ),
    )


def _full() -> tuple[Line, ...]:
    return (
        Line(
            "lead_tenure_months",
            _("Being a customer counts in full after {months}."),
            {"months": _gap("lead_tenure_months", _("how many months"), _months, least=1)},
        ),
        Line("lead_seats", _("Size counts in full from {seats} on."), {"seats": _gap("lead_seats", _("how many seats"), _seats, least=1)}),
        Line(
            "lead_success_days",
            _("A deal won, more seats or help that worked is a recent success for {days}."),
            {"days": _gap("lead_success_days", _("days of a success"), _days)},
        ),
        Line(
            "lead_gap",
            _("Being wanted counts in full where there are {gap} more than members."),
            {"gap": _gap("lead_gap", _("how many more requests than members"), _requests, least=1)},
        ),
        Line(
            "lead_demand_days",
            _("Wanted is what is open, and what was sent in the last {days}."),
            {"days": _gap("lead_demand_days", _("days of demand"), _days)},
        ),
    )


def _nudges() -> tuple[Line, ...]:
    return (
        Line(
            "lead_owner_most",
            _("An owner is asked about {most} at a time, and again after {days} at the earliest."),
            {
                "most": _gap("lead_owner_most", _("how many customers in one mail"), _customers, least=1),
                "days": _gap("lead_nudge_days", _("days between two mails"), _days, least=1),
            },
        ),
        Line(
            "lead_nudging",
            _("Owners are asked {how}."),
            {"how": Gap(path="lead_nudging", label=_("who asks owners"), choices=tuple(NUDGED.items()))},
        ),
        Line(
            "lead_nudge_after_days",
            _("Goodword begins to ask {days} after a report was made."),
            {"days": _gap("lead_nudge_after_days", _("days until it begins to ask"), _days)},
        ),
    )
