"""What rules do to the standing of a member, and taking that back. Which rule says what is the policy's business."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.access import check_edit
from goodword.customers.actions.locks import lock_member
from goodword.customers.actions.members import BY_RULE
from goodword.customers.models import HowEnded, Member, StandingChange
from goodword.customers.states import STANDING_MOVES, Standing
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import GoodwordError
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move

KEEP: Final = "keep"
_BACK: Final = {Standing.ACTIVE.value: "activate", Standing.CAUTION.value: "caution"}


def move_by_rule(locked: Member, *, verb: str, rule: str, fact: str, until: date | None, at: datetime) -> StandingChange:
    """Move a member that the caller has locked, or (`keep`) give what holds it another reason."""
    before = locked.standing
    _end(locked, HowEnded.REPLACED, at=at)
    if verb == KEEP:
        pause = locked.standing == Standing.PAUSED
        locked.standing_rule, locked.standing_fact = rule, fact
        locked.paused_until, locked.standing_until = (until, None) if pause else (None, until)
        locked.save(update_fields=["standing_rule", "standing_fact", "standing_until", "paused_until"])
    else:
        if (locked.standing_rule, locked.standing_fact) == (rule, fact):
            # The same reason leads further now; the database takes a move that leaves the reason alone for one by hand.
            Member.objects.filter(pk=locked.pk).update(standing_fact=KEEP)
        ends = {"paused_until": until, "standing_until": None} if verb == "pause" else {"paused_until": None, "standing_until": until}
        came_from = locked.standing_from if locked.standing_rule else before
        move(
            locked, STANDING_MOVES, verb, at=at, field="standing",
            standing_rule=rule, standing_fact=fact, standing_from=came_from, **ends,
        )  # fmt: skip
    change = StandingChange.objects.create(
        account_id=locked.account_id, rule=rule, fact=fact, before=before, after=locked.standing, at=at, until=until
    )
    record(
        "member.moved_by_rule",
        by=Actor.system(),
        at=at,
        about=[locked.account, locked],
        rule=rule,
        fact_on=fact,  # mostly a day: timelines put it into words
        before=before,
        after=locked.standing,
        change=change.pk,
    )
    return change


def back_by_rule(locked: Member, *, verb: str, at: datetime) -> Member:
    """Let a member that the caller has locked go back: the reason of the rule is gone, or the day that a person named has come."""
    rule = locked.standing_rule
    _end(locked, HowEnded.RETURNED, at=at)
    gone = {"paused_until": None, "standing_until": None, "standing_rule": "", "standing_from": ""}
    # Either differs from what was there, so that the database does not take it for a move by hand.
    before = move(locked, STANDING_MOVES, verb, at=at, field="standing", standing_fact="" if rule else "day", **gone)
    about = [locked.account, locked]
    record("member.returned", by=Actor.system(), at=at, about=about, rule=rule, before=before, after=locked.standing)
    return locked


@transaction.atomic
def reverse_by_rule(change: StandingChange, *, by: Actor, at: datetime) -> Member | Refused:
    """Take back what a rule did. The rule leaves the member alone until what it saw is another."""
    member = Member.objects.filter(account_id=change.account_id).first()
    if member is None:
        return refuse("gone", _("This customer is no member any more."))
    locked = lock_member(member.pk, account_id=member.account_id)
    check_edit(by, locked.account)
    row = StandingChange.objects.select_for_update().get(pk=change.pk)
    if row.ended_at is not None or locked.standing_rule != row.rule:
        return refuse("ended", _("This has been changed since. Nothing was taken back."))
    row.ended_at, row.ended_how, row.ended_by_id = at, HowEnded.REVERSED, by.person_id
    row.save(update_fields=["ended_at", "ended_how", "ended_by"])
    verb = _BACK.get(locked.standing_from, "activate")
    before = move(locked, STANDING_MOVES, verb, at=at, field="standing", paused_until=None, standing_until=None)
    locked.refresh_from_db(fields=BY_RULE)
    about = [locked.account, locked]
    record("member.rule_reversed", by=by, at=at, about=about, rule=row.rule, fact_on=row.fact, before=before, after=locked.standing)
    return locked


def reverse_many(changes: Iterable[StandingChange], *, by: Actor, at: datetime) -> tuple[int, int]:
    """Take back many, each for itself; returns how many were taken back and how many stay as they are."""
    done = left = 0
    for change in changes:
        try:
            refused = isinstance(reverse_by_rule(change, by=by, at=at), Refused)
        except GoodwordError:
            refused = True
        left, done = left + refused, done + (not refused)
    return done, left


def _end(locked: Member, how: HowEnded, *, at: datetime) -> None:
    StandingChange.objects.filter(account_id=locked.account_id, ended_at=None).update(ended_at=at, ended_how=how)
