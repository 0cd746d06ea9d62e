"""What the components take: small frozen values, filled by the slices and drawn by `templates/cotton/`.

No Django, no rows, no clock. Every text is already translated and ready to read; dates are dates and are worded
by the template. `docs/components.md` shows each component with the piece it takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

VerdictTone = Literal["ok", "care", "no"]
BadgeTone = Literal["", "waiting", "moving", "held", "done", "ended"]
Family = Literal["call", "participation", "content", "research"]
MarkKind = Literal["ask", "hold", "rest", "event", "considered"]
ActionStyle = Literal["", "soft", "primary", "link", "danger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A link (`get`) or a small form (`post`) drawn as a button; `confirm` says what will happen and asks once."""

    label: str
    url: str
    method: Literal["get", "post"] = "get"
    style: ActionStyle = ""
    icon: str = ""
    confirm: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A state in plain words. Waiting is a ring, moving a half, done and ended a disc, so it reads without colour."""

    word: str
    tone: BadgeTone = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a name; `id` only chooses the tone of the initials. `note` is the role, `url` makes it a link."""

    name: str
    id: int | str = ""
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One policy rule as it was judged: its name, the fact behind it, and the day (or event) that changes it."""

    tone: VerdictTone
    label: str
    fact: str = ""
    changes_on: date | None = None
    changes_when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictLine:
    """May we ask, and why: `title` without full stop ("Free for a call"), reasons as sentences without full stop.

    One reason stands beside the title; more become a list, and the title says how many ("Not now, for two reasons").
    With `rules` the line opens to all of them; `policy` names the version ("policy 7"); `instead` is what one could do.
    """

    tone: VerdictTone
    title: str
    reasons: tuple[str, ...] = ()
    rules: tuple[RuleLine, ...] = ()
    policy: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitPart:
    """One summand of a fit, in words and points; `best` is the most it could have given."""

    label: str
    points: int
    best: int | None = None
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitLine:
    """How well a customer fits: a figure from 0 to 100, the strongest reasons in words, the whole sum on demand."""

    figure: int
    reasons: tuple[str, ...] = ()
    parts: tuple[FitPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BallLine:
    """Who has the ball; exactly one on a page.

    `title` is the whole sentence ("Your turn, Priya: may we ask Vestara Insurance?" or "Waiting for Priya Nair,
    account owner"); `due` adds the date and whether it is late; `detail` is the second line ("She is reminded on ...").
    `mine` is true when the reader has the ball. `action` is one small button for everybody else ("Remind Priya").
    `icon` stands where nobody is waited for.
    """

    title: str
    who: Person | None = None
    mine: bool = False
    due: date | datetime | None = None
    detail: str = ""
    action: Action | None = None
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    """One line of a timeline, newest first; `now` marks the open step, `who` and `at` are worded by the template."""

    text: str
    at: datetime | date | None = None
    who: str = ""
    note: str = ""
    url: str = ""
    now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """One file: its name as a download, what it is, how large, who put it there and when; `remove_url` for who may take it away."""

    name: str
    url: str
    type: str
    size: int
    who: Person
    at: datetime
    icon: str = "file-text"
    id: int | str = ""
    remove_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A piece of a comment: words, or somebody who is mentioned."""

    text: str
    person: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One thing that somebody said, as plain text; line breaks are kept. `parts` instead of `text` where people are mentioned."""

    author: Person
    at: datetime
    text: str
    id: int | str = ""
    parts: tuple[Said, ...] = ()
    files: tuple[FileLine, ...] = ()
    edited: bool = False
    edit_url: str = ""
    remove_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of a fact list: a term and its value in words; `url` makes it a link, `person` adds initials."""

    label: str
    value: str = ""
    url: str = ""
    person: Person | None = None
    on: date | datetime | None = None
    tone: Literal["", "good", "care", "stop"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripMark:
    """One thing on a year strip, over the days `[start, end)`; `end=None` is a single day.

    `ask`: the customer was asked (a block in its family's colour). `hold`: a place held, not asked. `rest`: not to be
    asked for that family (hatch). `event`: something dated, done or ahead (ring). `considered`: being thought about
    (dashed). `words` says it for the label of the picture ("a call on 18 March"); without, the kind is named.
    """

    family: Family
    kind: MarkKind
    start: date
    end: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """Used places out of promised ones, one segment each, with a note below."""

    label: str
    done: int
    of: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """A row of "your turn" and "waiting on others": what, why, by when, and the one thing to do about it."""

    title: str
    url: str
    detail: str = ""
    icon: str = ""
    who: Person | None = None
    due: date | datetime | None = None
    action: Action | None = None
    badge: Badge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """One step of "you are here"; the last one has no address."""

    label: str
    url: str = ""
