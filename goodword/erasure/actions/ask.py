"""Asking for an erasure: by the person, twice over their own mailbox; or by one of us, for a person who asked."""

from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from goodword.customers.actions.locks import lock_contact
from goodword.customers.models import Contact
from goodword.erasure.access import check_erase
from goodword.erasure.models import Erasure
from goodword.erasure.queries.traces import traces_of
from goodword.erasure.states import State
from goodword.journal.actions import record
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.text import fold
from goodword.links.actions import A_DAY, count_try

ERASE: Final = "goodword.erasure.erase"
MOST_MAILS_A_DAY: Final = 5


@transaction.atomic
def send_erasure_link(contact: Contact, *, by: Actor, at: datetime) -> bool:
    """Send the person the mail with the link that erases them; whoever holds an open page of theirs cannot do it without their mailbox.

    False, and nothing is sent, when there is no address, or after too many in a day.
    """
    row = lock_contact(contact.pk, account_id=contact.account_id)
    if by.kind is not ActorKind.CONTACT or by.id != row.pk:
        raise NotAllowed
    if not row.email or count_try(f"erase {row.pk}", at=at, within=A_DAY) > MOST_MAILS_A_DAY:
        return False
    record("contact.erasure_link_asked", by=by, at=at, about=[row.account, row])
    return True


@transaction.atomic
def ask_erasure(contact: Contact, *, by: Actor, at: datetime, reason: str = "", typed_name: str = "") -> Erasure | Refused:
    """Have a person erased: a job begins with it at once, and there is no way back. Asked twice, there is one erasure.

    One of us says why, and types the name. Raises NotAllowed.
    """
    row = lock_contact(contact.pk, account_id=contact.account_id)
    check_erase(by, row)
    if by.kind is not ActorKind.CONTACT:
        if not reason.strip():
            return refuse("reason", _("Say how this person asked for it, and when."))
        if fold(typed_name) != fold(row.name):
            return refuse("typed_name", _("Type the name as it stands above. Nothing was erased."))
    standing = Erasure.objects.filter(person=row.pk).exclude(state=State.DONE).first()
    if standing is not None:
        return standing
    themselves = by.kind is ActorKind.CONTACT
    erasure = Erasure.objects.create(
        person=row.pk,
        by_themselves=themselves,
        reason=reason.strip(),
        asked_at=at,
        state_at=at,
        seeking={"traces": asdict(traces_of(row))},  # should their row be gone, or merged, before the job begins
    )
    # The contact first: nobody asks them between now and the job.
    Contact.objects.filter(pk=row.pk).update(do_not_contact=True)
    record("contact.erasure_asked", by=by, at=at, about=[row.account, row], erasure=erasure.pk)
    # One at a time: the last mail leaves once.
    app.configure_task(ERASE, lock=f"{ERASE}:{erasure.pk}").defer(erasure_id=erasure.pk)
    return erasure
