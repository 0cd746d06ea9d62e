"""What a replay found, as it is drawn: the sentence, the columns over time, the bars of teams and regions with their figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.people.models import User
from goodword.policy import access, queries
from goodword.policy.explain.bars import Bar, Block, Columns, Part, columns, stacked
from goodword.policy.explain.replays import CHANGES, SHORT, figure, in_a_sentence
from goodword.policy.models import PolicyDraft, PolicyReplay
from goodword.policy.queries import Counts, Figures
from goodword.policy.replay import Change
from goodword.policy.states import ReplayState
from goodword.policy.tables import NONE, First, Names, first_lines, span_words
from goodword.ui.dates import day_words, short_day_words, short_month_words
from goodword.ui.pieces import Badge, BadgeTone

SHOWN: Final = 10
# Of these nothing is kept that could be shown beside a draft.
NOT_KEPT: Final = (ReplayState.STOPPED, ReplayState.FAILED)
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

    head: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A team, a region, a kind or a week: its bar and the same in figures."""

    name: str
    url: str
    bar: Bar
    cells: tuple[Cell, ...]
    total: str
    blocks: tuple[Block, ...] = ()


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
    unknown: str
    columns: Columns
    by_span: Group
    groups: tuple[Group, ...]
    first: tuple[First, ...]
    heads: tuple[tuple[str, str], ...]
    is_empty: bool
    all_url: str
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


def card_of(replay: PolicyReplay, reader: User, *, today: date) -> Card:
    """Put together what a reader may know of a replay."""
    found, names = queries.figures(replay, reader), Names.here()
    url = partial(_url, replay)
    span = span_of(replay, today=today)
    total = found.total
    shown = tuple(each for each in ORDER if each != Change.UNKNOWN or total.of(each))
    return Card(
        sentence=in_a_sentence(total.by_change),
        unknown=_unknown(total.of(Change.UNKNOWN)),
        columns=_columns(found, replay, url, span=span, today=today),
        by_span=_group(
            "span",
            _("By month") if found.in_months else _("By week"),
            [(each.start.isoformat(), span_words(replay, each.start, today=today), each.counts) for each in found.spans],
            url,
            shown,
        ),
        groups=tuple(
            _group(code, title, [(key, named(key), counts) for key, counts in counted], url, shown)
            for code, title, named, counted in (
                ("team", _("By team"), names.team, found.teams),
                ("region", _("By region"), names.region, found.regions),
                ("kind", _("By what it was for"), names.kind, found.kinds),
            )
            if counted
        ),
        first=tuple(first_lines(replay, reader, most=SHOWN, today=today)),
        heads=tuple((each, str(SHORT[each])) for each in shown),
        is_empty=not total.total,
        all_url=url(),
        changed_url=url(change=ORDER[:3]),
        changed=_changed(total.differing),
        unknown_url=url(change=Change.UNKNOWN.value),
    )


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest replay of a draft, as it stands on the draft's page; `is_stale` once its numbers have changed."""

    replay: PolicyReplay
    span: str
    sentence: str
    columns: Columns | None
    is_stale: bool


def latest_of(draft: PolicyDraft, reader: User, *, today: date) -> Latest | None:
    """What the latest replay of a draft says, if there was one."""
    replay = access.replays_visible_to(reader).filter(draft=draft).exclude(state__in=NOT_KEPT).first()
    if replay is None:
        return None
    span, is_stale = span_of(replay, today=today), replay.numbers != draft.numbers
    if replay.is_working:
        return Latest(replay, span, _("It is being replayed."), None, is_stale)
    found = queries.figures(replay, reader)
    drawn = _columns(found, replay, partial(_url, replay), span=span, today=today) if found.total.total else None
    return Latest(replay, span, in_a_sentence(found.total.by_change), drawn, is_stale)


def _url(replay: PolicyReplay, **asked: Iterable[str] | str) -> str:
    base = reverse("policy:replay_lines", args=[replay.pk])
    return f"{base}?{urlencode(asked, doseq=True)}" if asked else base


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


def _group(code: str, title: str, counted: Sequence[tuple[str, str, Counts]], url: Callable[..., str], shown: Sequence[str]) -> Group:
    most = max((counts.total for _key, _name, counts in counted), default=0)
    lines = (_line(code, key or NONE, name, counts, url, shown) for key, name, counts in counted)
    return Group(code, title, tuple(replace(line, blocks=stacked(line.bar, most=most)) for line in lines))


def _line(code: str, key: str, name: str, counts: Counts, url: Callable[..., str], shown: Sequence[str]) -> Line:
    def part(change: str) -> Part:
        words = _("%(name)s, %(change)s: %(n)s")
        label = words % {"name": name, "change": str(CHANGES[change]).lower(), "n": figure(counts.of(change))}
        return Part(counts.of(change), str(change), label, url(**{code: key, "change": str(change)}))

    parts = tuple(part(change) for change in shown)
    cells = tuple(Cell(str(SHORT[each.css]), figure(each.count), each.url if each.count else "") for each in parts)
    return Line(name, url(**{code: key}) if counts.total else "", Bar(name, parts), cells, figure(counts.total))
