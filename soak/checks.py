"""What must hold when the dust has settled, whatever was killed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Q

from goodword.journal.models import Subject
from goodword.kernel import clock
from goodword.ledger.models import LedgerEntry
from goodword.notifications.models import Mail
from goodword.notifications.states import State
from goodword.requests.models import Candidate
from goodword.requests.states import CandidateState
from soak.journeys import Work, steady

# Nothing is stuck for longer than this once everything runs again.
SETTLES_WITHIN = 60.0
MAILS = {"request.submitted": "request_submitted", "candidate.held": "owner_question", "candidate.asked": "ask"}


def settle() -> float:
    """Wait until no job waits that is due and no mail that should have left; returns seconds. TimeoutError when nothing moves any more.

    A worker that was killed all day leaves work for minutes. What must not be is a time in which something waits and nothing gets done.
    """
    began = moved = time.monotonic()
    waiting = steady(_waiting)
    while waiting.due:
        time.sleep(0.1)
        before, waiting = waiting, steady(_waiting)
        if waiting.done != before.done:
            moved = time.monotonic()
        elif time.monotonic() - moved > SETTLES_WITHIN:
            raise TimeoutError(f"{waiting.due} jobs and mails are due, and none got done for {SETTLES_WITHIN:.0f} s")
    return time.monotonic() - began


class Waiting(NamedTuple):
    """How many jobs and mails are due and not done, and how many ever got done."""

    due: int
    done: int


def _waiting() -> Waiting:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) filter (where status = 'doing' or (status = 'todo' and coalesce(scheduled_at, now()) <= now())),"
            " count(*) filter (where status not in ('todo', 'doing')) from procrastinate_jobs where task_name not like '%%sweep%%'"
        )
        due, done = cursor.fetchone()
    mails = Mail.objects.aggregate(
        due=Count("pk", filter=Q(state=State.QUEUED, send_after__lte=clock.now())), done=Count("pk", filter=~Q(state=State.QUEUED))
    )
    return Waiting(due=due + mails["due"], done=done + mails["done"])


def hurry() -> int:
    """Bring forward what waits for its next attempt; returns how many mails wait."""
    rows = list(Mail.objects.filter(state=State.QUEUED).values_list("pk", flat=True))
    Mail.objects.filter(pk__in=rows).update(send_after=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set scheduled_at = now() where status = 'todo' and scheduled_at > now()")
    return len(rows)


def kept(work: Work) -> list[str]:
    """Every acknowledged change that is not there, or there twice, in words."""
    told: dict[tuple[str, str], Counter[int]] = {}
    for verb, kind in {(each.verb, each.kind) for each in work.promises}:
        rows = Subject.objects.filter(entry__verb=verb, kind=kind).values_list("object_id", flat=True)
        told[verb, kind] = Counter(rows)
    wrong = []
    for each in work.promises:
        times = told[each.verb, each.kind][each.object_id]
        if times != 1:
            wrong.append(f"{each.verb} of {each.kind} {each.object_id} stands {times} times")
    return wrong


def half_done() -> list[str]:
    """What was done without all that belongs to it, acknowledged or not."""
    wrong = []
    asked = Candidate.objects.filter(state=CandidateState.ASKED)
    unplaced = asked.exclude(ledger_entry__kind="ask").count()
    if unplaced:
        wrong.append(f"{unplaced} customers were asked without a place in the ledger")
    twice = LedgerEntry.objects.filter(released_at=None).values("account").annotate(n=Count("pk")).filter(n__gt=1).count()
    if twice:
        wrong.append(f"{twice} customers hold two places")
    for verb, message in MAILS.items():
        entries = set(Subject.objects.filter(entry__verb=verb).values_list("entry_id", flat=True))
        written = set(Mail.objects.filter(message=message).values_list("context__entry", flat=True))
        if entries - written:
            wrong.append(f"{len(entries - written)} times nobody was told of {verb}")
    left = Mail.objects.filter(~Q(state__in=[State.SENT, State.CANCELLED])).values_list("message", "state", "error")
    wrong += [f"a mail that never left: {message}, {state}, {error}" for message, state, error in left]
    return wrong


def delivered(work: Work, taken: Mapping[str, list[str]]) -> list[str]:
    """Customers who were asked and have no mail, or two different ones; and mails of nobody."""
    wrong = [
        f"{address} was asked and got {len(set(taken.get(address, [])))} mails"
        for address in work.asked
        if len(set(taken.get(address, []))) != 1
    ]
    known = set(Mail.objects.filter(state=State.SENT).values_list("message_id", flat=True))
    brought = {each for ids in taken.values() for each in ids}
    if known - brought:
        wrong.append(f"{len(known - brought)} mails are said to have left and never arrived")
    nobodys = brought - set(Mail.objects.filter(message_id__in=brought).values_list("message_id", flat=True))
    if nobodys:
        wrong.append(f"{len(nobodys)} mails arrived that nobody wrote")
    return wrong


def repeats(taken: Mapping[str, list[str]]) -> int:
    """How many mails came a second time, with the Message-ID they had before."""
    return sum(len(ids) - len(set(ids)) for ids in taken.values())
