"""Two rows of one person become one: their asks, links, mails and limits move along, and links in their mailbox keep working."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import IntegrityError, connection, transaction

from goodword.customers.access import check_edit
from goodword.customers.actions.locks import lock_account
from goodword.customers.models import Contact, Merge, SelfLimit
from goodword.customers.queries.differences import CONTACT_FIELDS, settled
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.merges.actions import carry, steps
from goodword.merges.queries import hindrances
from goodword.merges.queries.rows import row_of

LEDGER: Final = ("goodword_ledgerentry",)


def merge_contacts(*, kept_id: int, gone_id: int, picks: Mapping[str, str], by: Actor, at: datetime) -> Merge | Refused:
    """Merge one person of a customer into another; `picks` as for companies. Raises NotAllowed."""
    try:
        with transaction.atomic():
            return _merge(kept_id, gone_id, picks, by=by, at=at)
    except IntegrityError:
        return steps.busy()


def _merge(kept_id: int, gone_id: int, picks: Mapping[str, str], *, by: Actor, at: datetime) -> Merge | Refused:
    where = Contact.objects.filter(pk__in={kept_id, gone_id}).values_list("account_id", flat=True)
    for account_id in sorted(set(where)):
        check_edit(by, lock_account(account_id))
    rows = Contact.objects.select_for_update(of=("self",), no_key=True).filter(pk__in={kept_id, gone_id}).order_by("pk")
    found = {row.pk: row for row in rows}
    for pk in (kept_id, gone_id):
        if pk not in found:
            return steps.merged_already(Merge.CONTACT, pk)
    kept, gone = found[kept_id], found[gone_id]
    refused = hindrances.between_people(kept, gone)
    if refused is not None:
        return refused
    was, before = row_of(Contact, id=gone.pk) or {}, row_of(Contact, id=kept.pk) or {}
    merge = steps.begin(Merge.CONTACT, kept, gone, was=was, by=by, at=at)
    merge.email = gone.email
    merge.removed = steps.keep_stricter(SelfLimit.objects.filter(contact=kept), SelfLimit.objects.filter(contact=gone))
    merge.removed += carry.twins(Contact, gone.pk, kept.pk, but=LEDGER)
    merge.moved = carry.carry(Contact, gone.pk, kept.pk, but=LEDGER)
    merge.moved["merge"] = steps.hand_on(Merge.CONTACT, gone.pk, kept.pk, but=merge.pk)
    with connection.cursor() as cursor:
        cursor.execute("select goodword_move_contact(null, %s, %s)", [gone.pk, kept.pk])
        merge.moved["entries"] = cursor.fetchone()[0]
    carry.take_out(Contact, gone.pk)
    values = settled(CONTACT_FIELDS, before, was, picks)
    steps.take_id(values, before, was)
    steps.change(Contact, merge, before, values, at=at)
    carry.check_pointers()
    merge.save()
    about = [lock_account(kept.account_id), kept, gone]
    record("contact.merged", by=by, at=at, about=about, merge=merge.pk, gone=gone.pk, kept=kept.pk, fields=steps.fields_of(values))
    return merge
