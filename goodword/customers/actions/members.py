"""Joining the program, moving in it, and being looked at again."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.access import check_customer_or_edit, check_edit
from goodword.customers.actions.locks import lock_account, lock_member
from goodword.customers.kinds import ActivityType, Standing
from goodword.customers.models import Account, Contact, Member
from goodword.customers.states import STANDING_MOVES
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import can_move, move
from goodword.people.queries import today

# What may end by itself on a day that is named.
MAY_END: Final = ("caution", "pause", "retire")
# What the database sets when a person moves a member.
BY_RULE: Final = ("standing_until", "standing_rule", "standing_fact", "standing_from", "standing_seen")


@transaction.atomic
def make_member(
    account: Account,
    *,
    by: Actor,
    at: datetime,
    agreed_types: Iterable[str] = (),
    refused_types: Iterable[str] = (),
    comfort: str = "",
    comfort_days: int | None = None,
    comfort_effort: int | None = None,
    territories: Iterable[str] = (),
    is_confidential: bool = False,
    preferences: str = "",
    champion: Contact | None = None,
    standing: str = Standing.ACTIVE,
    how_joined: str = "by_hand",
    note: str = "",
) -> Member | Refused:
    """Let an account join the program and give it the next reference ID; refuses kindly when it is a member already."""
    locked = lock_account(account.pk)
    check_edit(by, locked)
    member = Member.objects.filter(account=locked).first()
    if member is not None:
        return refuse("already_member", _("This customer is a member already: %(number)s.") % {"number": member.reference_id})
    agreed = sorted(set(agreed_types))
    member = Member.objects.create(
        account=locked,
        standing=standing,
        standing_at=at,
        agreed_types=agreed,
        refused_types=sorted(set(refused_types) - set(agreed)),
        comfort=comfort.strip(),
        comfort_days=comfort_days,
        comfort_effort=comfort_effort,
        territories=sorted(set(territories)),
        is_confidential=is_confidential,
        preferences=preferences,
        champion=champion,
        joined_on=today(at),
        verified_on=today(at),
        how_joined=how_joined,
    )
    record("member.joined", by=by, at=at, about=[locked, member], note=note, standing=standing, agreed=agreed, how=how_joined)
    return member


@transaction.atomic
def change_standing(member: Member, *, verb: str, by: Actor, at: datetime, reason: str, until: date | None = None) -> Member | Refused:
    """Move a member by a verb of `states.STANDING_MOVES`, with the reason in words; a pause needs its last day's morrow.

    Caution and leaving may have one too. No rule moves it then before a day or a person does. A present contact may pause or leave
    for itself.
    """
    locked = lock_member(member.pk, account_id=member.account_id)
    if verb in ("pause", "retire", "decline"):
        check_customer_or_edit(by, locked.account)
    else:
        check_edit(by, locked.account)
    if not reason.strip():
        return refuse("reason_needed", _("Please say why in a few words. Whoever looks next will want to know."))
    if not can_move(STANDING_MOVES, verb, locked.standing):
        return refuse(
            "wrong_state", _("This customer is “%(standing)s” now, so that is not possible.") % {"standing": locked.get_standing_display()}
        )
    if verb == "pause" and (until is None or until <= today(at)):
        return refuse("day_needed", _("A pause needs a day in the future on which it ends."))
    ends = until if verb in MAY_END else None
    if ends is not None and ends <= today(at):
        return refuse("day_over", _("This day is over. Name one in the future, or none."))
    pause = ends if verb == "pause" else None
    before = move(locked, STANDING_MOVES, verb, at=at, field="standing", paused_until=pause, standing_until=None if pause else ends)
    locked.refresh_from_db(fields=BY_RULE)
    record(
        "member.standing_changed",
        by=by,
        at=at,
        about=[locked.account, locked],
        note=reason.strip(),
        move=verb,
        before=before,
        after=locked.standing,
        until=ends.isoformat() if ends else None,
    )
    return locked


@transaction.atomic
def agree(
    member: Member,
    *,
    by: Actor,
    at: datetime,
    agreed_types: Iterable[str],
    refused_types: Iterable[str] = (),
    comfort: str | None = None,
    comfort_days: int | None = None,
    comfort_effort: int | None = None,
    territories: Iterable[str] | None = None,
    is_confidential: bool | None = None,
    preferences: str | None = None,
    champion: Contact | None = None,
    note: str = "",
) -> Member:
    """Write down what the customer agreed to and refused, and how it likes to be asked; that also verifies the record."""
    locked = lock_member(member.pk, account_id=member.account_id)
    check_customer_or_edit(by, locked.account)
    agreed = sorted({ActivityType(each).value for each in agreed_types})
    refused = sorted({ActivityType(each).value for each in refused_types} - set(agreed))
    before = (locked.agreed_types, locked.refused_types)
    locked.agreed_types, locked.refused_types = agreed, refused
    if comfort is not None:
        locked.comfort, locked.comfort_days, locked.comfort_effort = comfort.strip(), comfort_days, comfort_effort
    if territories is not None:
        locked.territories = sorted(set(territories))
    if is_confidential is not None:
        locked.is_confidential = is_confidential
    if preferences is not None:
        locked.preferences = preferences.strip()
    if champion is not None and champion.account_id == locked.account_id:
        locked.champion = champion
    locked.verified_on, locked.verify_asked_on, locked.retire_proposed_on = today(at), None, None
    locked.save()
    record(
        "member.agreed",
        by=by,
        at=at,
        about=[locked.account, locked],
        note=note.strip(),
        agreed=agreed,
        refused=refused,
        agreed_before=before[0],
        refused_before=before[1],
    )
    return locked


@transaction.atomic
def verify(member: Member, *, by: Actor, at: datetime, stands_in: bool = False) -> Member:
    """Say that the record is right as it stands. `stands_in`: the caller knows that the owner is away, and whose deputy this is."""
    locked = lock_member(member.pk, account_id=member.account_id)
    if not stands_in:
        check_customer_or_edit(by, locked.account)
    locked.verified_on, locked.verify_asked_on, locked.retire_proposed_on = today(at), None, None
    locked.save(update_fields=["verified_on", "verify_asked_on", "retire_proposed_on"])
    record("member.verified", by=by, at=at, about=[locked.account, locked])
    return locked


@transaction.atomic
def propose_retiring(member: Member, *, by: Actor, at: datetime, reason: str, stands_in: bool = False) -> Member | Refused:
    """The owner says that this is no reference any more. The manager decides; nobody asks the owner again meanwhile."""
    locked = lock_member(member.pk, account_id=member.account_id)
    if not stands_in:
        check_edit(by, locked.account)
    if not reason.strip():
        return refuse("reason_needed", _("Please say why in a few words. Whoever looks next will want to know."))
    if locked.retire_proposed_on is None:
        locked.retire_proposed_on = today(at)
        locked.save(update_fields=["retire_proposed_on"])
        record("member.retire_proposed", by=by, at=at, about=[locked.account, locked], note=reason.strip())
    return locked
