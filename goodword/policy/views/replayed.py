"""What a replay found, as it is drawn: the sentence, the columns over time, the bars of teams and regions with their figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.people.models import User
from goodword.policy import queries
from goodword.policy.explain.bars import Bar, Block, Columns, Part, columns, stacked
from goodword.policy.explain.replays import CHANGES, figure, in_a_sentence
from goodword.policy.models import PolicyReplay
from goodword.policy.queries import Counts, Figures
from goodword.policy.replay import Change
from goodword.policy.states import ReplayState
from goodword.policy.tables import NONE, Names, first_lines, span_words
from goodword.ui import tables
from goodword.ui.dates import day_words, short_day_words, short_month_words
from goodword.ui.pieces import Badge, BadgeTone

SHOWN: Final = 10
TONES: Final[Mapping[str, BadgeTone]] = {
    ReplayState.QUEUED: "waiting",
    ReplayState.RUNNING: "moving",
    ReplayState.DONE: "done",
    ReplayState.STOPPED: "ended",
    ReplayState.FAILED: "ended",
}
# From the left of a bar: what is different first.
ORDER: Final = tuple(CHANGES)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure that leads to the list behind it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A team, a region, a kind or a week: its bar and the same in figures."""

    name: str
    url: str
    blocks: tuple[Block, ...]
    cells: tuple[Cell, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Group:
    """Some lines under one heading."""

    code: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that is drawn of a replay."""

    sentence: str
    counts: Counts
    unknown: str
    columns: Columns
    by_span: Group
    groups: tuple[Group, ...]
    first: tables.Table
    heads: tuple[str, ...]
    changed_url: str
    changed: str
    unknown_url: str


def badge_of(replay: PolicyReplay) -> Badge:
    """How far a replay is, in a word."""
    return Badge(word=str(ReplayState(replay.state).label), tone=TONES[replay.state])


def span_of(replay: PolicyReplay, *, today: date) -> str:
    """The days that are looked at."""
    days = {"first": day_words(replay.from_on, today=today), "last": day_words(replay.last_on, today=today)}
    return days["first"] if replay.from_on == replay.last_on else _("%(first)s to %(last)s") % days


def card_of(request: HttpRequest, replay: PolicyReplay, reader: User, *, today: date) -> Card:
    """Put together what a reader may know of a replay."""
    found, names = queries.figures(replay, reader), Names.here()
    base = reverse("policy:replay_lines", args=[replay.pk])

    def url(**asked: Iterable[str] | str) -> str:
        return f"{base}?{urlencode(asked, doseq=True)}" if asked else base

    span = span_of(replay, today=today)
    total = found.total
    return Card(
        sentence=in_a_sentence(total.by_change),
        counts=total,
        unknown=_unknown(total.of(Change.UNKNOWN)),
        columns=_columns(found, replay, url, span=span, today=today),
        by_span=_group(
            "span",
            _("By month") if found.in_months else _("By week"),
            [(each.start.isoformat(), span_words(replay, each.start, today=today), each.counts) for each in found.spans],
            url,
        ),
        groups=tuple(
            _group(code, title, [(key, named(key), counts) for key, counts in counted], url)
            for code, title, named, counted in (
                ("team", _("By team"), names.team, found.teams),
                ("region", _("By region"), names.region, found.regions),
                ("kind", _("By what it was for"), names.kind, found.kinds),
            )
            if counted
        ),
        first=first_lines(request, replay, reader, most=SHOWN, today=today),
        heads=tuple(str(words) for words in CHANGES.values()),
        changed_url=url(change=ORDER[:3]),
        changed=_changed(total.differing),
        unknown_url=url(change=Change.UNKNOWN.value),
    )


def _changed(count: int) -> str:
    return ngettext("The one that differs, as a list", "All %(n)s that differ, as a list", count) % {"n": figure(count)}


def _unknown(count: int) -> str:
    if not count:
        return ""
    words = ngettext(
        "%(n)s ask cannot be replayed: nobody judged it here, so nothing is known to judge it by.",
        "%(n)s asks cannot be replayed: nobody judged them here, so nothing is known to judge them by.",
        count,
    )
    return words % {"n": figure(count)}


def _columns(found: Figures, replay: PolicyReplay, url: Callable[..., str], *, span: str, today: date) -> Columns:
    """Two colours: what came out as it did, or better, and on top what would have been refused or held."""
    bars = []
    for each in found.spans:
        counts, start = each.counts, each.start.isoformat()
        name = span_words(replay, each.start, today=today)
        rest = counts.replayed - counts.harder
        same = _("%(name)s: %(n)s neither refused nor held by these numbers alone") % {"name": name, "n": figure(rest)}
        harder = _("%(name)s: %(n)s refused or held") % {"name": name, "n": figure(counts.harder)}
        parts = (
            Part(rest, "same", same, url(span=start, change=[Change.SAME.value, Change.ALLOWED.value])),
            Part(counts.harder, "harder", harder, url(span=start, change=[Change.REFUSED.value, Change.HELD.value])),
        )
        short = short_month_words(each.start) if found.in_months else short_day_words(each.start)
        bars.append(Bar(short, parts, figure(counts.harder) if counts.harder else ""))
    words = {"span": span, "n": figure(found.total.replayed), "harder": figure(found.total.harder)}
    return columns(bars, label=_("%(span)s: %(n)s asks, of which %(harder)s would have been refused or held") % words)


def _group(code: str, title: str, counted: Sequence[tuple[str, str, Counts]], url: Callable[..., str]) -> Group:
    most = max((counts.total for _key, _name, counts in counted), default=0)
    return Group(code, title, tuple(_line(code, key or NONE, name, counts, url, most=most) for key, name, counts in counted))


def _line(code: str, key: str, name: str, counts: Counts, url: Callable[..., str], *, most: int) -> Line:
    def part(change: str) -> Part:
        words = _("%(name)s, %(change)s: %(n)s")
        label = words % {"name": name, "change": str(CHANGES[change]).lower(), "n": figure(counts.of(change))}
        return Part(counts.of(change), str(change), label, url(**{code: key, "change": str(change)}))

    parts = tuple(part(change) for change in ORDER)
    cells = tuple(Cell(figure(each.count) if each.count else "", each.url if each.count else "") for each in parts)
    return Line(name, url(**{code: key}) if counts.total else "", stacked(Bar(name, parts), most=most), cells, figure(counts.total))
