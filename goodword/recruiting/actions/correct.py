"""Correcting what a nomination says, and whom it names, after it was sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.models import Contact
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.policy.queries import in_force
from goodword.recruiting import access
from goodword.recruiting.actions.locks import lock_nomination, person
from goodword.recruiting.models import Nomination
from goodword.recruiting.queries.tracks import track_of
from goodword.recruiting.states import NOMINATION_OPEN

CHAMPION = "champion"


def why_not_champion(row: Nomination, champion: Contact | None) -> Refused | None:
    """What keeps somebody from being the champion of a nomination."""
    if champion is None or champion.account_id == row.account_id:
        return None
    said = _("%(name)s is not with this customer. Choose somebody who is, or write down the name; what you wrote is kept.")
    return refuse(CHAMPION, said % {"name": champion.name})


@transaction.atomic
def correct_briefing(
    row: Nomination, *, by: Actor, at: datetime, briefing: Mapping[str, Any], champion: Contact | None, begun_from: datetime
) -> Nomination | Refused:
    """Write down what is right, unless somebody else did since `begun_from`; the track follows the segment.

    Raises NotAllowed for who has no part in it or has not the ball, WrongState once it is decided.
    """
    locked, user = lock_nomination(row), person(by)
    if not access.stands_to(user, locked):
        raise NotAllowed
    if locked.state not in NOMINATION_OPEN:
        raise WrongState("correct", locked.state)
    if not access.can_correct(user, locked):
        raise NotAllowed
    refused = why_not_champion(locked, champion)
    if refused is not None:
        return refused
    if locked.edited_at != begun_from:
        return refuse("overtaken", _("Somebody changed it since you began. What you wrote is still here: look at theirs, then save again."))
    changed = [code for code, value in briefing.items() if (locked.briefing.get(code) or None) != (value or None)]
    changed += [CHAMPION] if locked.champion_id != (champion.pk if champion is not None else None) else []
    if not changed:
        return locked
    locked.briefing = {**locked.briefing, **briefing}
    locked.champion, locked.edited_at = champion, at
    locked.track = track_of(str(locked.briefing.get("segment") or locked.account.segment), in_force(at).numbers)
    locked.save(update_fields=["briefing", "champion", "edited_at", "track"])
    record("nomination.corrected", by=by, at=at, about=[locked], fields=sorted(set(changed)))
    return locked
