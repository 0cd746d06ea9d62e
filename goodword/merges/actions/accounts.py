"""Two rows of one company become one: everything moves to the row that stays, in one transaction, and can be parted again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, connection, transaction

from goodword.customers.access import check_edit, person_of
from goodword.customers.actions.locks import lock_families
from goodword.customers.models import Account, Member, Merge, SelfLimit
from goodword.customers.queries import ancestors
from goodword.customers.queries.differences import ACCOUNT_FIELDS, GONE, KEPT, MEMBER_FIELDS, settled
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.ledger.actions import keep_own_limits
from goodword.merges.actions import carry, steps
from goodword.merges.queries import hindrances
from goodword.merges.queries.rows import row_of
from goodword.recruiting.actions.upkeep import make_one

# The ledger and its sums move by a function of the database; own limits in force are written anew from what the customer set.
LEDGER: Final = ("goodword_ledgerentry", "goodword_ledgersummary", "goodword_ledgerholder", "goodword_limitinforce")
NUMBER: Final = "number"


def merge_accounts(*, kept_id: int, gone_id: int, picks: Mapping[str, str], by: Actor, at: datetime) -> Merge | Refused:
    """Merge one company into another; `picks` says of a field which value stays (`kept`, `gone`, `both`), else the proposed one does.

    Fields of the membership begin with `member_`; `member_number` says which reference ID stays. Raises NotAllowed.
    """
    try:
        with transaction.atomic():
            return _merge(kept_id, gone_id, picks, by=by, at=at)
    except IntegrityError:
        return steps.busy()


def _merge(kept_id: int, gone_id: int, picks: Mapping[str, str], *, by: Actor, at: datetime) -> Merge | Refused:
    lock_families()
    rows = Account.objects.select_for_update(of=("self",), no_key=True).filter(pk__in={kept_id, gone_id}).order_by("pk")
    found = {row.pk: row for row in rows}
    for row in found.values():
        check_edit(by, row)
    for pk in (kept_id, gone_id):
        if pk not in found:
            return steps.merged_already(Merge.ACCOUNT, pk)
    kept, gone = found[kept_id], found[gone_id]
    refused = hindrances.between_companies(kept, gone, reader=person_of(by))
    if refused is not None:
        return refused
    was, before = row_of(Account, id=gone.pk) or {}, row_of(Account, id=kept.pk) or {}
    merge = steps.begin(Merge.ACCOUNT, kept, gone, was=was, by=by, at=at)
    merge.country = gone.country
    make_one(kept, gone, by=by, at=at)
    memberships = _one_membership(merge, kept, gone, picks)
    merge.removed += steps.keep_stricter_answer(kept, gone)
    merge.removed += carry.twins(Account, gone.pk, kept.pk, but=(*LEDGER, Member._meta.db_table))
    merge.moved = memberships | carry.carry(Account, gone.pk, kept.pk, but=LEDGER)
    merge.moved["merge"] = steps.hand_on(Merge.ACCOUNT, gone.pk, kept.pk, but=merge.pk)
    keep_own_limits(kept.pk, gone.pk)
    with connection.cursor() as cursor:
        cursor.execute("select goodword_merge_ledger(%s, %s, %s)", [merge.pk, gone.pk, kept.pk])
        merge.over = cursor.fetchone()[0]
    values = settled(ACCOUNT_FIELDS, before, was, picks)
    steps.take_id(values, before, was)
    _keep_unmapped(values, before, was)
    _keep_out_of_circles(kept, values)
    steps.change(Account, merge, before, values, at=at)
    carry.check_pointers()
    merge.save()
    record(
        "account.merged",
        by=by,
        at=at,
        about=[kept, gone],
        merge=merge.pk,
        gone=gone.pk,
        kept=kept.pk,
        fields=steps.fields_of(values),
        over=merge.over,
    )
    return merge


def _keep_unmapped(values: dict[str, Any], before: Mapping[str, Any], was: Mapping[str, Any]) -> None:
    """What no list knew is kept of both."""
    if "unmapped" in before and (unmapped := {**was["unmapped"], **before["unmapped"]}) != before["unmapped"]:
        values["unmapped"] = unmapped


def _keep_out_of_circles(kept: Account, values: dict[str, Any]) -> None:
    """A parent that stands below the company that stays is not taken."""
    parent = Account.objects.filter(pk=values.get("parent_id") or 0).first()
    if parent is not None and kept.pk in {parent.pk, *(each.pk for each in ancestors(parent))}:
        del values["parent_id"]


def _one_membership(merge: Merge, kept: Account, gone: Account, picks: Mapping[str, str]) -> dict[str, list[int]]:
    """Of two memberships one stays; its row takes what was picked, the other's number still finds the customer. Returns what moved."""
    stays, goes = row_of(Member, account_id=kept.pk), row_of(Member, account_id=gone.pk)
    if stays is None or goes is None:
        return {}
    of_company = SelfLimit.objects.filter(contact=None)
    removed = steps.keep_stricter(of_company.filter(member_id=stays["id"]), of_company.filter(member_id=goes["id"]))
    came = SelfLimit.objects.filter(member_id=goes["id"])
    over = {"member": [stays["id"]], "limits": sorted(came.values_list("pk", flat=True))}
    came.update(member_id=stays["id"])
    chosen = {name.removeprefix("member_"): pick for name, pick in picks.items() if name.startswith("member_")}
    values = settled(MEMBER_FIELDS, stays, goes, chosen)
    after = {**stays, **values}
    agreed, refused = after["agreed_types"], after["refused_types"]
    if set(agreed) & set(refused):
        values["agreed_types"] = [each for each in agreed if each not in refused]
    merge.number = goes["number"]
    if chosen.get(NUMBER, KEPT) == GONE:
        merge.number, values[NUMBER] = stays["number"], goes["number"]
    carry.take_out(Member, goes["id"])
    steps.change(Member, merge, stays, values, at=merge.merged_at)
    merge.removed = [*removed, {"model": "member", "row": goes}]
    return over
