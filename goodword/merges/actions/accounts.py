"""Two rows of one company become one: everything moves to the row that stays, in one transaction, and can be parted again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from goodword.customers.access import check_edit, person_of
from goodword.customers.actions.locks import lock_families
from goodword.customers.models import Account, Member, Merge, SelfLimit
from goodword.customers.queries import ancestors
from goodword.customers.queries.differences import ACCOUNT_FIELDS, GONE, KEPT, MEMBER_FIELDS, settled
from goodword.customers.queries.merges import merged
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.ledger.actions import keep_own_limits
from goodword.merges.actions import carry
from goodword.merges.queries.rows import row_of
from goodword.merges.queries.sides import why_not
from goodword.people.queries import today

# How long a merge can be taken apart.
DAYS_TO_SPLIT: Final = 31
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
        return refuse("busy", _("Somebody was just changing one of the two. Nothing was merged. Please try again."))


def _merge(kept_id: int, gone_id: int, picks: Mapping[str, str], *, by: Actor, at: datetime) -> Merge | Refused:
    lock_families()
    rows = Account.objects.select_for_update(of=("self",), no_key=True).filter(pk__in={kept_id, gone_id}).order_by("pk")
    found = {row.pk: row for row in rows}
    for row in found.values():
        check_edit(by, row)
    for pk in (kept_id, gone_id):
        if pk not in found:
            return merged_already(Merge.ACCOUNT, pk)
    kept, gone = found[kept_id], found[gone_id]
    refused = why_not(kept, gone, reader=person_of(by))
    if refused is not None:
        return refused
    was, before = row_of(Account, id=gone.pk) or {}, row_of(Account, id=kept.pk) or {}
    merge = Merge.objects.create(
        kind=Merge.ACCOUNT,
        gone_id=gone.pk,
        kept_id=kept.pk,
        now_id=kept.pk,
        name=gone.name,
        country=gone.country,
        was=was,
        merged_at=at,
        merged_by=person_of(by),
        until=today(at) + timedelta(days=DAYS_TO_SPLIT),
    )
    memberships = _one_membership(merge, kept, gone, picks)
    merge.removed += carry.twins(Account, gone.pk, kept.pk, but=(*LEDGER, Member._meta.db_table))
    merge.moved = memberships | carry.carry(Account, gone.pk, kept.pk, but=LEDGER)
    merge.moved["merge"] = hand_on(Merge.ACCOUNT, gone.pk, kept.pk, but=merge.pk)
    keep_own_limits(kept.pk, gone.pk)
    with connection.cursor() as cursor:
        cursor.execute("select goodword_merge_ledger(%s, %s, %s)", [merge.pk, gone.pk, kept.pk])
        merge.over = cursor.fetchone()[0]
    values = settled(ACCOUNT_FIELDS, before, was, picks)
    _known_by(merge, values, before, was)
    _keep_out_of_circles(kept, values)
    change(Account, merge, before, values, at=at)
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
        fields=fields_of(values),
        over=merge.over,
    )
    return merge


def merged_already(kind: str, pk: int) -> Refused:
    """The words for a row that somebody merged a moment ago; raises NotFound when it never was here."""
    merge = merged(kind).filter(gone_id=pk).first()
    if merge is None:
        raise NotFound
    return refuse("merged", _("Somebody was faster: %(name)s has been merged already. Nothing was done twice.") % {"name": merge.name})


def hand_on(kind: str, gone: int, kept: int, *, but: int) -> list[int]:
    """Whoever was merged into a row before stays found after it is merged itself; returns these merges."""
    rows = merged(kind).filter(now_id=gone).exclude(pk=but)
    keys = sorted(rows.values_list("pk", flat=True))
    Merge.objects.filter(pk__in=keys).update(now_id=kept)
    return keys


def change(model: type[Any], merge: Merge, before: Mapping[str, Any], values: dict[str, Any], *, at: datetime) -> None:
    """Write the settled values into the row that stays, and keep what stood there."""
    if values:
        noun = model._meta.model_name
        merge.changed[noun] = {name: [before[name], value] for name, value in values.items()}
        carry.write(model, before["id"], values)
        if "updated_at" in before:
            model.objects.filter(pk=before["id"]).update(updated_at=at)


def fields_of(values: Mapping[str, Any]) -> list[str]:
    """The names of changed fields as the journal keeps them."""
    return sorted({name.removesuffix("_id") if name != "external_id" else name for name in values})


def _known_by(merge: Merge, values: dict[str, Any], before: Mapping[str, Any], was: Mapping[str, Any]) -> None:
    """An ID of the other system moves to a row that has none; else the merge knows it. What no list knew is kept of both."""
    if was["external_id"] and not before["external_id"]:
        values.update(external_id=was["external_id"], source=was["source"])
    merge.source, merge.external_id = was["source"], was["external_id"]
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
    removed = _looser_limits(stays["id"], goes["id"])
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
    change(Member, merge, stays, values, at=merge.merged_at)
    merge.removed = [*removed, {"model": "member", "row": goes}]
    return over


def _looser_limits(stays: int, goes: int) -> list[dict[str, Any]]:
    """Where both set a limit for the same, the stricter stays."""
    removed = []
    ours = {limit.family: limit for limit in SelfLimit.objects.filter(member_id=stays, contact=None)}
    for theirs in SelfLimit.objects.filter(member_id=goes, contact=None, family__in=ours):
        mine = ours[theirs.family]
        loose = theirs if mine.most * theirs.days <= theirs.most * mine.days else mine
        removed.append({"model": "selflimit", "row": row_of(SelfLimit, id=loose.pk)})
        carry.take_out(SelfLimit, loose.pk)
    return removed
