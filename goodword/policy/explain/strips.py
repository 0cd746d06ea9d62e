"""The marks of a year strip, from the facts of one account: asks, holds, and when it rests because a limit is reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from goodword.policy.facts import CandidateFacts, Use
from goodword.policy.numbers import Numbers
from goodword.policy.periods import Span
from goodword.ui.pieces import Family, StripMark

FAMILIES: tuple[Family, ...] = ("call", "participation", "content", "research")


def marks_of(facts: CandidateFacts, numbers: Numbers) -> list[StripMark]:
    """Return what a strip shows: each ask and hold of this account, and per family the days on which nobody may ask."""
    marks: list[StripMark] = []
    for family in FAMILIES:
        uses = tuple(use for use in facts.ledger.uses if use.family == family)
        own = (use for use in uses if use.by_this_account)
        marks += [StripMark(family=family, kind="hold" if use.is_hold else "ask", start=use.day) for use in own]
        marks += [StripMark(family=family, kind="rest", start=start, end=end) for start, end in _rests(facts, uses, family, numbers)]
    return marks


def _rests(facts: CandidateFacts, uses: tuple[Use, ...], family: str, numbers: Numbers) -> list[Span]:
    rests: list[Span] = []
    limit = numbers.limit_of(family)
    if limit is not None and limit.times:
        counted = (use for use in uses if use.by_holder and use.keeps_place(numbers.counts))
        rests += _crowded(((use.day, max(use.to_on, use.day)) for use in counted), limit.times)
    for own in facts.member.own_limits if facts.member else ():
        if own.family == family and own.contact_id is None and own.most:
            rests += _crowded(((use.day, use.planned_on + timedelta(days=own.days)) for use in uses), own.most)
    return _joined(rests)


def _crowded(spans: Iterable[Span], most: int) -> list[Span]:
    """Return the days on which at least `most` spans lie over each other."""
    steps: dict[date, int] = {}
    for start, end in spans:
        steps[start] = steps.get(start, 0) + 1
        steps[end] = steps.get(end, 0) - 1
    found: list[Span] = []
    depth, since = 0, None
    for day in sorted(steps):
        depth += steps[day]
        if depth >= most and since is None:
            since = day
        elif depth < most and since is not None:
            found.append((since, day))
            since = None
    return found


def _joined(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
