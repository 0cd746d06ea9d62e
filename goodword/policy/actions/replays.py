"""Begin a replay of other numbers over a period, stop it, start it again, and say of one that nobody is at that it stopped."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.alone import AloneAt
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import can_move, move
from goodword.kernel.turns import take_turns
from goodword.people.models import User
from goodword.policy import access
from goodword.policy.models import PolicyDraft, PolicyReplay, PolicyVersion
from goodword.policy.numbers import Numbers
from goodword.policy.queries.force import in_force
from goodword.policy.queries.replays import decisions_of, replays_from
from goodword.policy.states import REPLAY_MOVES, REPLAY_WORKING, ReplayState

JOB: Final = "goodword.policy.replay"
LONGEST: Final = timedelta(days=5 * 366)
WORK: Final = AloneAt(
    table=PolicyReplay._meta.db_table,
    key=742_002,
    states=tuple(each.value for each in REPLAY_WORKING),
    jobs=(JOB,),
    argument="replay_id",
)


@transaction.atomic
def start_replay(
    *,
    numbers: Numbers,
    name: str,
    from_on: date,
    to_on: date,
    version: PolicyVersion | None = None,
    draft: PolicyDraft | None = None,
    by: User,
    at: datetime,
) -> PolicyReplay | Refused:
    """Have some numbers replayed over the days `[from_on, to_on)`; who asks twice for the same while it runs gets the one that runs.

    Raises NotAllowed for people who do not run the program.
    """
    if not access.can_replay(by):
        raise NotAllowed
    if to_on <= from_on:
        return refuse("replay.days", _("The last day comes before the first one."))
    if to_on - from_on > LONGEST:
        return refuse("replay.too_long", _("Five years are the longest that can be looked at in one go."))
    take_turns("policy.replay")
    told = numbers.to_json()
    same = PolicyReplay.objects.filter(state__in=REPLAY_WORKING, numbers=told, from_on=from_on, to_on=to_on, stop_requested=False).first()
    if same is not None:
        return same
    replay = PolicyReplay(
        numbers=told, name=name, version=version, draft=draft, from_on=from_on, to_on=to_on, started_by=by, created_at=at, state_at=at
    )
    replay.total = decisions_of(replay, in_force(at)).count()
    replay.save()
    record(
        "policy.replayed",
        by=Actor.person(by),
        at=at,
        about=[replay, *([version] if version is not None else [])],
        replay=replay.pk,
        number=version.number if version is not None else None,
        draft=draft.pk if draft is not None else None,
        from_on=from_on.isoformat(),
        last_on=replay.last_on.isoformat(),
    )
    app.configure_task(JOB).defer(replay_id=replay.pk)
    return replay


@transaction.atomic
def start_again(pk: int, *, by: User, at: datetime) -> PolicyReplay:
    """Carry a replay out again that was stopped or did not finish. Raises NotFound."""
    replay = _locked(pk, by)
    if can_move(REPLAY_MOVES, "start_again", replay.state):
        move(replay, REPLAY_MOVES, "start_again", at=at, stop_requested=False, done=0)
        app.configure_task(JOB).defer(replay_id=replay.pk)
    return replay


@transaction.atomic
def stop_replay(pk: int, *, by: User, at: datetime) -> PolicyReplay:
    """Stop a replay, at once if it waits, else at the next portion; nothing is kept of it. Raises NotFound."""
    replay = _locked(pk, by)
    if replay.state == ReplayState.QUEUED:
        move(replay, REPLAY_MOVES, "stop", at=at)
    elif replay.state == ReplayState.RUNNING:
        replay.stop_requested = True
        replay.save(update_fields=["stop_requested"])
    return replay


def notice_dead_replays(*, at: datetime) -> int:
    """Stop the replays that nobody is at any more and that no job will take up again; returns how many."""
    return sum(_let_die(pk, at=at) for pk in WORK.dead(at=at))


@transaction.atomic
def _let_die(pk: int, *, at: datetime) -> bool:
    replay = PolicyReplay.objects.select_for_update().get(pk=pk)
    if not can_move(REPLAY_MOVES, "fail", replay.state):
        return False
    move(replay, REPLAY_MOVES, "fail", at=at, stop_requested=False)
    return True


@transaction.atomic
def sweep_replays(*, before: datetime, at: datetime) -> int:
    """Let replays from before a moment go, with their lines; returns how many. One that runs stays."""
    del at
    _lines, gone = replays_from(before=before).delete()
    return gone.get(PolicyReplay._meta.label, 0)


def _locked(pk: int, by: User) -> PolicyReplay:
    replay = access.replays_visible_to(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if replay is None:
        raise NotFound
    return replay
