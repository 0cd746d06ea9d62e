"""Begin a nomination."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.actions.locks import lock_account
from goodword.customers.models import Account, Contact, Member
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import User
from goodword.recruiting.access import can_nominate
from goodword.recruiting.kinds import Purpose, Source
from goodword.recruiting.models import Nomination
from goodword.recruiting.states import NOMINATION_OPEN, NominationState


@transaction.atomic
def start_nomination(
    account: Account,
    *,
    by: Actor,
    at: datetime,
    champion: Contact | None = None,
    purpose: str = Purpose.PROGRAM,
    source: str = Source.NOMINATED,
    briefing: Mapping[str, Any] | None = None,
) -> Nomination | Refused:
    """Begin a nomination as a draft of whoever acts; the draft they have goes on. Refuses when the customer is in already, or proposed."""
    nominator = User.objects.filter(pk=by.person_id or 0).first()
    if nominator is None or not can_nominate(nominator):
        raise NotAllowed
    locked = lock_account(account.pk)
    refused = _known_already(locked) if purpose == Purpose.PROGRAM else None
    if refused is not None:
        return refused
    open_one = Nomination.objects.filter(account=locked, purpose=purpose, state__in=NOMINATION_OPEN).first()
    if open_one is not None:
        return refuse("nominated_already", _("This customer is nominated already: %(number)s.") % {"number": open_one.reference})
    draft = Nomination.objects.filter(account=locked, purpose=purpose, nominator=nominator, state=NominationState.DRAFT).first()
    if draft is not None:
        return draft
    if champion is not None and champion.account_id != locked.pk:
        return refuse("champion", _("%(name)s is not with this customer. Choose somebody who is.") % {"name": champion.name})
    row = Nomination.objects.create(
        account=locked,
        purpose=purpose,
        source=source,
        champion=champion,
        nominator=nominator,
        briefing=dict(briefing or {}),
        state_at=at,
        created_at=at,
        edited_at=at,
    )
    record("nomination.started", by=by, at=at, about=[row], purpose=purpose, source=source)
    return row


def _known_already(account: Account) -> Refused | None:
    member = Member.objects.filter(account=account).first()
    if member is None:
        return None
    return refuse("already_member", _("This customer is a member already: %(number)s.") % {"number": member.reference_id})
