"""What a nominator writes before it is sent, or when they are asked for more."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.models import Contact
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.policy.queries import in_force
from goodword.recruiting import access
from goodword.recruiting.actions.correct import why_not_champion
from goodword.recruiting.actions.locks import lock_nomination, person
from goodword.recruiting.models import Nomination
from goodword.recruiting.queries.deciding import decider_for
from goodword.recruiting.queries.tracks import missing_in, track_of
from goodword.recruiting.states import NOMINATION_MOVES, NOMINATION_OPEN, NominationState


@transaction.atomic
def save_briefing(
    row: Nomination, *, by: Actor, at: datetime, briefing: Mapping[str, Any], champion: Contact | None
) -> Nomination | Refused:
    """Keep what was typed in a draft; answers to questions that are not asked any more stay. Raises NotAllowed, or WrongState once sent."""
    locked = lock_nomination(row)
    if person(by).pk != locked.nominator_id:
        raise NotAllowed
    if locked.state != NominationState.DRAFT:
        raise WrongState("write", locked.state)
    refused = why_not_champion(locked, champion)
    if refused is not None:
        return refused
    locked.briefing = {**locked.briefing, **briefing}
    locked.champion, locked.edited_at = champion, at
    locked.save(update_fields=["briefing", "champion", "edited_at"])
    return locked


@transaction.atomic
def submit(row: Nomination, *, by: Actor, at: datetime) -> Nomination | Refused:
    """Send a nomination to whoever decides. Refuses when something needed is missing, or the customer is in or proposed by now."""
    locked = lock_nomination(row)
    if person(by).pk != locked.nominator_id:
        raise NotAllowed
    if locked.state != NominationState.DRAFT:
        raise WrongState("submit", locked.state)
    refused = _why_not(locked)
    if refused is not None:
        return refused
    now = in_force(at)
    track = track_of(str(locked.briefing.get("segment") or locked.account.segment), now.numbers)
    missing = missing_in(locked.briefing, track, now.numbers)
    if missing:
        names = ", ".join(str(each.label) for each in missing)
        return refuse("missing", _("Still to be answered: %(what)s. What you wrote is kept.") % {"what": names})
    manager = decider_for(locked)
    move(
        locked,
        NOMINATION_MOVES,
        "submit",
        at=at,
        track=track,
        manager=manager,
        submitted_at=at,
        due_at=at + timedelta(days=now.numbers.nomination_days),
    )
    record(
        "nomination.submitted",
        by=by,
        at=at,
        about=[locked, locked.account],
        purpose=locked.purpose,
        track=track,
        to=manager.pk if manager is not None else None,
    )
    return locked


@transaction.atomic
def discard_draft(row: Nomination, *, by: Actor) -> None:
    """Throw a draft away. Nobody else ever saw it, so nothing is left of it."""
    locked = lock_nomination(row)
    if person(by).pk != locked.nominator_id:
        raise NotAllowed
    if locked.state != NominationState.DRAFT:
        raise WrongState("discard", locked.state)
    locked.delete()


def _why_not(row: Nomination) -> Refused | None:
    account = row.account
    if account.do_not_contact:
        return refuse("closed", _("Nobody of this company may be contacted any more, so it cannot be nominated. Your draft is kept."))
    if access.is_of_program(row) and hasattr(account, "member"):
        number = account.member.reference_id
        return refuse("already_member", _("This customer has become a member meanwhile: %(number)s.") % {"number": number})
    other = Nomination.objects.filter(account=account, purpose=row.purpose, state__in=NOMINATION_OPEN).exclude(pk=row.pk).first()
    if other is not None:
        said = _("Somebody was faster: %(who)s nominated this customer, as %(number)s. Your draft is kept.")
        return refuse("nominated_already", said % {"who": other.nominator.name, "number": other.reference})
    return None
