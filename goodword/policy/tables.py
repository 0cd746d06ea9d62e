"""The list behind the bars of a replay, on the page and as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.customers.access import accounts_visible_to
from goodword.customers.kinds import ActivityType
from goodword.customers.models import Account
from goodword.kernel.references import request_number
from goodword.people.models import User
from goodword.people.queries import regions, teams
from goodword.policy.explain.kinds import KINDS
from goodword.policy.explain.numbers import TEAMS
from goodword.policy.explain.replays import ANSWERS, CHANGES, WOULD_BE, why_words
from goodword.policy.models import PolicyReplay, ReplayLine
from goodword.policy.queries.replayed import in_months, lines_of, starts
from goodword.policy.replay import Change
from goodword.ui import exports, pages, tables
from goodword.ui.dates import day_words, month_words
from goodword.ui.exports import Sheet
from goodword.ui.pieces import Badge, BadgeTone

# A filter that asks for those that have no team, or no region.
NONE: Final = "-"
TONES: Final[Mapping[str, BadgeTone]] = {
    Change.REFUSED: "ended",
    Change.HELD: "held",
    Change.ALLOWED: "done",
    Change.SAME: "",
    Change.UNKNOWN: "waiting",
}
FIELDS: Final = ("change", "what", "team", "region", "kind")
ACTIVITIES: Final = dict(ActivityType.choices)


@dataclass(frozen=True, slots=True)
class Names:
    """How this company calls what lines are counted by."""

    teams: Mapping[str, str]
    regions: Mapping[str, str]

    @classmethod
    def here(cls) -> Names:
        """Teams and regions as they are called now, and those that the policy knows by itself."""
        there = {team.code: team.name for team in teams()}
        return cls({**{code: str(name) for code, name in TEAMS.items()}, **there}, {each.code: each.name for each in regions()})

    def team(self, code: str) -> str:
        """A team's name; one that is gone stands by its code."""
        return self.teams.get(code, code.replace("_", " ")) if code else _("No team")

    def region(self, code: str) -> str:
        """A region's name; one that is gone stands by its code."""
        return self.regions.get(code, code) if code else _("No region")

    def kind(self, code: str) -> str:
        """What kind of request it was."""
        return str(KINDS.get(code, code.replace("_", " "))) if code else _("No request")


def span_words(replay: PolicyReplay, start: date, *, today: date) -> str:
    """A bar of the chart in words: a week, or a month."""
    return month_words(start) if in_months(replay) else _("Week of %(day)s") % {"day": day_words(start, today=today)}


def asked_for(request: HttpRequest, replay: PolicyReplay, reader: User) -> QuerySet[ReplayLine]:
    """The lines that the address asks for."""
    lines = lines_of(replay, reader)
    for name in FIELDS:
        if chosen := [each for each in request.GET.getlist(name) if each]:
            lines = lines.filter(**{f"{name}__in": ["" if each == NONE else each for each in chosen]})
    if spans := {text for text in request.GET.getlist("span") if text}:
        begun = [*starts(replay), replay.to_on]
        wanted = [Q(day__gte=first, day__lt=end) for first, end in pairwise(begun) if first.isoformat() in spans]
        lines = lines.filter(_any_of(wanted))
    return lines


def _any_of(conditions: Sequence[Q]) -> Q:
    found = Q(pk__in=[])
    for each in conditions:
        found |= each
    return found


def columns() -> tuple[tables.Column, ...]:
    """The columns, in the reader's language."""
    return (
        tables.Column(key="who", label=_("Who"), kind="link", phone="lead", note_label=_("For")),
        tables.Column(key="change", label=_("With these numbers"), kind="badge", phone="side"),
        tables.Column(key="day", label=_("Day"), kind="day", order_by=("day",)),
        tables.Column(key="team", label=_("Team")),
        tables.Column(key="region", label=_("Region"), phone="off"),
        tables.Column(key="was", label=_("What became of it"), kind="link"),
        tables.Column(key="why", label=_("Why")),
        tables.Column(key="free", label=_("Then from"), kind="day"),
    )


class Lines:
    """Puts lines into words, some at a time, with the customers that they are about."""

    def __init__(self, reader: User, *, today: date) -> None:
        """Read how things are called here, once."""
        self._reader, self._today, self._names = reader, today, Names.here()

    def rows(self, lines: Iterable[ReplayLine]) -> Iterator[tables.Row]:
        """One row for each line."""
        lines = list(lines)
        wanted = {_account_of(line) for line in lines} - {None}
        accounts = accounts_visible_to(self._reader).in_bulk(list(wanted))
        return (tables.Row(self._cells(line, accounts.get(_account_of(line) or 0))) for line in lines)

    def _cells(self, line: ReplayLine, account: Account | None) -> tuple[Any, ...]:
        change = Change(line.change)
        word = CHANGES[change] if change in (Change.SAME, Change.UNKNOWN) else WOULD_BE[line.would_be]
        return (
            self._who(line, account),
            Badge(word=str(word), tone=TONES[change]),
            line.day,
            self._names.team(line.team) if line.team else "",
            self._names.region(line.region) if line.region else "",
            _was(line),
            why_words(line.why, change=change, reason=line.reason, today=self._today),
            line.free_on,
        )

    def _who(self, line: ReplayLine, account: Account | None) -> tables.Link:
        number = request_number(line.reference_request_id) if line.reference_request_id else ""
        what = str(KINDS.get(line.kind, "")) or str(ACTIVITIES.get(line.activity, line.activity))
        if line.what == "request" and line.reference_request_id:
            return tables.Link(number, reverse("requests:request", args=[line.reference_request_id]), what)
        note = _("%(number)s, %(what)s") % {"number": number, "what": what} if number else what
        if account is None:
            return tables.Link(_("A customer who is not here any more"), "", note)
        return tables.Link(account.name, reverse("desk:account", args=[account.pk]), note)


def _was(line: ReplayLine) -> tables.Link | None:
    """What became of it, which opens the decision as it was made."""
    if not line.was:
        return None
    return tables.Link(str(ANSWERS[line.was]), reverse("requests:decision", args=[line.decision_id]))


def _account_of(line: ReplayLine) -> int | None:
    """The customer: by the decision, which follows a merge, else as it was written down."""
    return line.decision.account_id if line.decision is not None else line.account_id


def _read(lines: QuerySet[ReplayLine]) -> QuerySet[ReplayLine]:
    return lines.select_related("decision").defer("decision__facts", "decision__verdicts")


def lines_table(request: HttpRequest, replay: PolicyReplay, reader: User, *, today: date) -> tables.Table:
    """The list, filtered as the address says."""
    shown = columns()
    sort = tables.chosen_sort(request, shown, default="day")
    page = pages.paged(request, _read(asked_for(request, replay, reader)).order_by(*sort.order_by))
    return tables.Table(
        request=request,
        columns=shown,
        rows=list(Lines(reader, today=today).rows(page.rows)),
        page=page,
        sort=sort,
        filters=_filters(replay, reader, today=today),
        label=_("Asks"),
        empty=tables.Empty(title=_("Nothing was decided in these days"), icon="scale"),
        exported=True,
    )


@dataclass(frozen=True, slots=True)
class First:
    """One of the first that would have come out otherwise, in as few words as there is room for on the page itself."""

    who: tables.Link
    badge: Badge
    why: str
    free_on: date | None


def first_lines(replay: PolicyReplay, reader: User, *, most: int, today: date) -> Iterator[First]:
    """The first of those that would have come out otherwise: refused before held before let through."""
    lines = lines_of(replay, reader)
    found: list[ReplayLine] = []
    for change in (Change.REFUSED, Change.HELD, Change.ALLOWED):
        if len(found) < most:
            found += _read(lines.filter(change=change)).order_by("day", "pk")[: most - len(found)]
    for row in Lines(reader, today=today).rows(found):
        who, badge, _day, _team, _region, _was, why, free_on = row.cells
        yield First(who, badge, why, free_on)


def _filters(replay: PolicyReplay, reader: User, *, today: date) -> tuple[tables.Filter, ...]:
    names, lines = Names.here(), lines_of(replay, reader).order_by()
    there = {name: sorted(lines.values_list(name, flat=True).distinct()) for name in ("team", "region", "kind")}

    def options(name: str, words: Any) -> tuple[tables.Option, ...]:
        return tuple(tables.Option(code or NONE, words(code)) for code in there[name])

    spans = tuple(tables.Option(each.isoformat(), span_words(replay, each, today=today)) for each in starts(replay))
    what = (tables.Option("candidate", _("Customers")), tables.Option("request", _("Requests")), tables.Option("past", _("Past asks")))
    return (
        tables.Filter(key="change", label=_("What is different"), options=tuple(map(_option, CHANGES.items())), many=True),
        tables.Filter(key="team", label=_("Team"), options=options("team", names.team), many=True),
        tables.Filter(key="region", label=_("Region"), options=options("region", names.region), many=True),
        tables.Filter(key="kind", label=_("What for"), options=options("kind", names.kind), many=True),
        tables.Filter(key="what", label=_("Customer or request"), options=what, many=True),
        tables.Filter(key="span", label=_("Month") if in_months(replay) else _("Week"), options=spans, many=True),
    )


def _option(change: tuple[str, Any]) -> tables.Option:
    return tables.Option(change[0], change[1])


def sheet(request: HttpRequest, replay: PolicyReplay, reader: User, *, today: date) -> Sheet:
    """Every line that the address asks for."""
    lines = asked_for(request, replay, reader)

    def rows() -> Iterator[tables.Row]:
        said = Lines(reader, today=today)
        for some in exports.portions(_read(lines).order_by("day", "pk")):
            yield from said.rows(some)

    return exports.as_shown(_("Replay of %(name)s") % {"name": replay.name}, columns(), total=lines.count(), rows=rows)
