"""Carry a replay out: read what was decided portion by portion, play it, and write down what came of it all at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice
from typing import Any, Final

from django.db import connection, transaction

from goodword.kernel.transitions import can_move, move
from goodword.policy.actions.replays import WORK
from goodword.policy.facts import Judgement
from goodword.policy.models import PolicyReplay, ReplayLine
from goodword.policy.numbers import Numbers
from goodword.policy.queries.force import InForce, in_force
from goodword.policy.queries.replays import Reading, Unreadable, decisions_of, portions
from goodword.policy.replay import Change, Replay, Result
from goodword.policy.states import REPLAY_MOVES, REPLAY_WORKING

LINES_AT_ONCE: Final = 1000
# Whose and when is in the decision itself, so that nothing of it is kept in memory meanwhile.
_LINES = """
insert into goodword_replayline (replay_id, decision_id, account_id, reference_request_id, what, day, team, region, kind, activity,
  circle_id, was, would_be, change, why, free_on, reason)
select %(replay)s, d.id, d.account_id, d.reference_request_id, d.what, (d.at at time zone %(zone)s)::date, d.team,
  coalesce(nullif(d.region, ''), d.facts->'account'->>'region', ''), d.kind,
  coalesce(d.facts->'request'->>'activity_type', d.facts->>'activity_type', ''), d.circle_id,
  r.was, r.would_be, r.change, r.why::jsonb, r.free_on, r.reason
from unnest(%(decisions)s::bigint[], %(was)s::text[], %(would_be)s::text[], %(change)s::text[], %(why)s::text[], %(free_on)s::date[],
  %(reason)s::text[]) r (decision, was, would_be, change, why, free_on, reason)
join goodword_decision d on d.id = r.decision order by d.at, d.id
"""
# What was asked before Goodword, or beside it, was never judged: there are no facts to judge by.
_PAST = """
insert into goodword_replayline (replay_id, account_id, what, day, team, region, kind, activity, circle_id, was, would_be, change, why,
  reason)
select %(replay)s, e.account_id, 'past', e.asked_on, '', coalesce(g.code, ''), '', e.activity_type, e.circle_id, '', '', 'unknown', '[]',
  'imported'
from goodword_ledgerentry e join goodword_account a on a.id = e.account_id left join goodword_region g on g.id = a.region_id
where e.recorded and e.kind = 'ask' and e.asked_on >= %(from_on)s and e.asked_on < %(to_on)s order by e.asked_on, e.id
"""


class Stopped(Exception):
    """Somebody pressed stop."""


def carry_out_replay(pk: int, *, at: datetime, elapsed: Callable[[], float]) -> None:
    """Carry a replay out; safe to run again at any point, and by two at once: the second leaves it alone.

    One record of a few hundred bytes is kept in memory for each case, and the facts of one portion.
    """
    with WORK.alone(pk) as is_ours:
        replay = _begin(pk, at=at) if is_ours else None
        if replay is None:
            return
        try:
            _play(replay, at=at, elapsed=elapsed)
        except Stopped:
            _end(replay, "stop", at=at, elapsed=elapsed)
        except Exception:
            _end(replay, "fail", at=at, elapsed=elapsed)
            raise


@transaction.atomic
def _begin(pk: int, *, at: datetime) -> PolicyReplay | None:
    """Start counting from nothing; None for one that is at rest, or that was swept."""
    replay = PolicyReplay.objects.select_for_update().filter(pk=pk).first()
    if replay is None or replay.state not in REPLAY_WORKING:
        return None
    total = decisions_of(replay, in_force(at)).count()
    move(replay, REPLAY_MOVES, "run", at=at, done=0, total=total, seconds=0)
    return replay


@transaction.atomic
def _end(replay: PolicyReplay, verb: str, *, at: datetime, elapsed: Callable[[], float]) -> None:
    """Leave the running state, unless somebody said meanwhile that it stopped."""
    locked = PolicyReplay.objects.select_for_update().get(pk=replay.pk)
    if can_move(REPLAY_MOVES, verb, locked.state):
        move(locked, REPLAY_MOVES, verb, at=at, stop_requested=False, seconds=round(elapsed(), 3))


def _play(replay: PolicyReplay, *, at: datetime, elapsed: Callable[[], float]) -> None:
    now, numbers = in_force(at), Numbers.from_json(replay.numbers)
    reading, played, unread = Reading(numbers, now), Replay(numbers), list[int]()
    done = 0
    for rows in portions(decisions_of(replay, now)):
        for stored in reading.read(rows):
            if isinstance(stored, Unreadable):
                unread.append(stored.pk)
            else:
                played.feed(stored)
        done += len(rows)
        if not PolicyReplay.objects.filter(pk=replay.pk, stop_requested=False).update(done=done):
            raise Stopped
    with transaction.atomic():
        _write(replay, played.results(), unread, now)
        _end(replay, "finish", at=at, elapsed=elapsed)


def _write(replay: PolicyReplay, results: Iterable[Result], unread: list[int], now: InForce) -> None:
    """Write every line, in place of those of an earlier attempt."""
    ReplayLine.objects.filter(replay=replay).delete()
    told = map(_told, results)
    while some := list(islice(told, LINES_AT_ONCE)):
        _insert(replay, some, now)
    for first in range(0, len(unread), LINES_AT_ONCE):
        some = [(pk, "", "", Change.UNKNOWN.value, "[]", None, "unreadable") for pk in unread[first : first + LINES_AT_ONCE]]
        _insert(replay, some, now)
    with connection.cursor() as cursor:
        cursor.execute(_PAST, {"replay": replay.pk, "from_on": replay.from_on, "to_on": replay.to_on})


def _told(result: Result) -> tuple[Any, ...]:
    why = json.dumps(Judgement(result.why).to_json()["verdicts"]) if result.why else "[]"
    return result.decision, result.then.value, result.now.value, result.change.value, why, result.free_on, ""


def _insert(replay: PolicyReplay, lines: list[tuple[Any, ...]], now: InForce) -> None:
    names = ("decisions", "was", "would_be", "change", "why", "free_on", "reason")
    columns = dict(zip(names, map(list, zip(*lines, strict=True)), strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_LINES, {"replay": replay.pk, "zone": now.zone.key, **columns})
