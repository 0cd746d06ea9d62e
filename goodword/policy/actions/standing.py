"""The night's work: members go where the rules lead, and back when a reason has gone."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction

from goodword.customers.actions import back_by_rule, move_by_rule
from goodword.customers.actions.locks import lock_member
from goodword.customers.models import StandingNight
from goodword.kernel.errors import GoodwordError
from goodword.policy.actions.verifying import ask_owners_to_confirm, tell_of_overdue_records
from goodword.policy.queries.force import InForce, in_force
from goodword.policy.queries.standing import facts_of_member, to_move
from goodword.policy.rules.moves import next_step

log = logging.getLogger(__name__)
# By the clock of the program: after the day has begun everywhere that counts it, before anybody works.
HOUR: Final = 2
# A night that has not ended by then was broken off, and is begun again.
BROKEN_OFF: Final = timedelta(hours=1)
# A customer who was well in between is looked at anew: the same word is another fact then.
_FORGET: Final = """
update goodword_member m set standing_seen = m.standing_seen - 'health'
from goodword_account a where a.id = m.account_id and m.standing_seen ? 'health' and m.standing_seen ->> 'health' <> a.health
"""


def sweep_standing(at: datetime) -> tuple[int, int]:
    """Move every member that the rules lead elsewhere; returns how many were moved, and how many went back. Safe to run twice."""
    now = in_force(at)
    with connection.cursor() as cursor:
        cursor.execute(_FORGET)
    moved = back = 0
    for pk, account_id in to_move(now):
        try:
            verdict = follow_rules(pk, account_id=account_id, now=now)
        except GoodwordError:
            continue
        except Exception:
            log.exception("the standing of member %s could not be looked at", pk)
            continue
        moved, back = moved + (verdict == "moved"), back + (verdict == "back")
    return moved, back


@transaction.atomic
def follow_rules(pk: int, *, account_id: int, now: InForce) -> str:
    """Judge one member again under the lock and move it; says `moved`, `back`, or nothing where somebody was faster."""
    locked = lock_member(pk, account_id=account_id)
    step = next_step(facts_of_member(locked, now), now.numbers)
    if step is None:
        return ""
    if step.ends:
        back_by_rule(locked, verb=step.verb, at=now.at)
        return "back"
    move_by_rule(locked, verb=step.verb, rule=step.rule, fact=step.fact, until=step.until, at=now.at)
    return "moved"


def sweep_standing_nightly(at: datetime) -> StandingNight | None:
    """Sweep once a day, from two o'clock by the program's clock on; None when it is too early, or done."""
    now = in_force(at)
    if at.astimezone(now.zone).hour < HOUR:
        return None
    night, is_new = StandingNight.objects.get_or_create(day=now.today, defaults={"began_at": at})
    if not is_new and (night.ended_at is not None or night.began_at > at - BROKEN_OFF):
        return None
    night.began_at = at
    moved, returned = sweep_standing(at)
    ask_owners_to_confirm(at)
    tell_of_overdue_records(at)
    night.moved, night.returned, night.ended_at = night.moved + moved, night.returned + returned, at
    night.save()
    return night
