"""Who has the ball, for many requests at once: kept in a narrow row of each, so that lists count, filter and sort by it.

`ball.turn_of` alone says whose turn it is. Triggers mark a request in the very transaction that changes anything it is said from, and
whoever reads makes the marked rows anew first (`catch_up`): so what is kept never differs from what would be said (`docs/adr/0017`).
"""

import inspect
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any, Final
from zlib import crc32

from django.db import transaction
from django.db.models import BigIntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from goodword.kernel.turns import take_turns
from goodword.people.queries import program_zone
from goodword.requests.models import Ball, BallMark, Candidate, Preparation, ReferenceRequest
from goodword.requests.queries import ball, parts
from goodword.requests.queries.ball import Step, Turn, turn_among, turns_of
from goodword.requests.queries.lists import with_ball
from goodword.requests.states import REQUEST_OPEN, CandidateState, RequestState, ReuseState
from goodword.ui.dates import local_day

IN_PLAY: Final = (RequestState.DRAFT, *REQUEST_OPEN, RequestState.COMPLETED)
# No row is older: whatever no trigger sees (a region's new holidays, a customer that moves) is right again within a day.
OLDEST: Final = timedelta(days=1)
AT_ONCE: Final = 500
# So many at a time for whoever has time: a reader who comes meanwhile waits for one portion at most.
PORTION: Final = 50
# After a deploy a reader says so few anew themselves; more are left to the worker, and are as the code before said it until then.
FEW: Final = 50
# Another version of the code says it anew of every request.
RULES: Final = f"{crc32((inspect.getsource(ball) + inspect.getsource(parts)).encode()):08x}"
FIELDS: Final = ("step", "who_id", "also_id", "hands", "contact_id", "since_at", "due_on", "until_at", "rules")


def waits() -> Q:
    """Somebody has the ball, or something is waited for."""
    return Q(ball__isnull=False) & ~Q(ball__step=Step.NOTHING)


def late(at: datetime) -> Q:
    """Whoever has the ball has let the day pass; a booked call is not late, and neither is what is prepared."""
    return Q(ball__due_on__lt=local_day(at)) & ~Q(ball__step__in=(Step.CALL, Step.PREPARE))


def catch_up(*, at: datetime, ahead: timedelta = timedelta()) -> int:
    """Say anew who has the ball wherever that may have changed; returns of how many requests. Safe beside itself.

    Whoever asks for requests by `ball__…` does this first.
    """
    if not _stale(at + ahead).exists():
        return 0
    few = Ball.objects.exclude(rules=RULES)[: FEW + 1].count() <= FEW
    return _said_anew(_stale(at + ahead, also_of_before=few), at=at)


def catch_up_portion(*, at: datetime) -> int:
    """Say a portion of what may have changed anew; returns of how many requests, 0 when all is done."""
    return _said_anew(_stale(at)[:PORTION], at=at)


def _said_anew(stale: QuerySet[Any, tuple[int | None, int]], *, at: datetime) -> int:
    with transaction.atomic():
        take_turns("goodword balls")  # who read earlier must not write over what somebody reads later
        found = list(stale)
        keys = sorted({key for _mark, key in found})
        for begin in range(0, len(keys), AT_ONCE):
            _say_anew(keys[begin : begin + AT_ONCE], at=at)
        BallMark.objects.filter(pk__in=[mark for mark, _key in found if mark]).delete()
    return len(keys)


def _stale(at: datetime, *, also_of_before: bool = True) -> QuerySet[Any, tuple[int | None, int]]:
    """The marks with their requests, and the requests whose row is too old, or was said by other code."""
    marks = BallMark.objects.order_by().values_list("pk", "request_id")
    old = Ball.objects.filter(Q(until_at__lte=at) | ~Q(rules=RULES) if also_of_before else Q(until_at__lte=at)).order_by()
    none = Cast(Value(None), output_field=BigIntegerField())
    return marks.union(old.annotate(mark=none).values_list("mark", "reference_request_id"), all=True)


def _say_anew(keys: list[int], *, at: datetime) -> None:
    rows = with_ball(ReferenceRequest.objects.filter(Q(state__in=IN_PLAY) | _left_over(), pk__in=keys), ended=False)
    made = [_ball_of(row, list(row.candidates.all()), at=at) for row in rows]
    Ball.objects.filter(pk__in=set(keys) - {each.pk for each in made}).delete()
    Ball.objects.bulk_create(made, update_conflicts=True, unique_fields=["reference_request"], update_fields=FIELDS)


def _left_over() -> Q:
    """An event is over for whoever asked, and where its recording may be used is still to be looked at."""
    left = Preparation.objects.filter(reuse_state=ReuseState.OPEN, candidate__state=CandidateState.DONE)
    return Q(state=RequestState.OUTCOME_REPORTED, pk__in=left.values("candidate__reference_request_id"))


def _ball_of(row: ReferenceRequest, candidates: list[Candidate], *, at: datetime) -> Ball:
    turns = turns_of(row, candidates, at=at)
    turn = turn_among(turns)
    return Ball(
        reference_request=row,
        step=turn.step.value,
        who_id=turn.who.pk if turn.who else None,
        also_id=turn.approval.deputy_for_id if turn.approval is not None else None,
        hands=sorted({each.who.pk for each in turns if each.who is not None}),
        contact_id=turn.contact.pk if turn.contact else None,
        since_at=since(row, turn, candidates),
        due_on=ball.due_day(turn),
        until_at=min([at + OLDEST, *(moment for moment in _turning_points(row, candidates) if moment > at)]),
        rules=RULES,
    )


def since(row: ReferenceRequest, turn: Turn, candidates: Iterable[Candidate]) -> datetime:
    """Since when it has been their turn."""
    candidate = turn.candidate
    if turn.step is Step.FINISH:
        return row.saved_at
    if turn.step in (Step.CHOOSE, Step.PICK):
        return max([row.state_at, *(each.state_at for each in candidates)])
    if candidate is None or turn.step is Step.OUTCOME:
        return row.state_at
    if turn.step is Step.CONFIRM:
        return max([moment for moment in _of_candidate(row, candidate) if moment is not None] or [candidate.state_at])
    return candidate.state_at


def _turning_points(row: ReferenceRequest, candidates: Iterable[Candidate]) -> list[datetime]:
    """The moments from which on something else is waited for, without anybody doing anything: a call is over, a day is past."""
    return [moment for each in candidates for moment in _of_candidate(row, each) if moment is not None]


def _of_candidate(row: ReferenceRequest, candidate: Candidate) -> tuple[datetime | None, datetime | None]:
    over = candidate.scheduled_at + timedelta(minutes=row.minutes) if candidate.scheduled_at is not None else None
    last = row.ends_on or row.needed_on
    return over, datetime.combine(last + timedelta(days=1), time(), tzinfo=program_zone()) if last is not None else None
