"""Part again what was merged, within a month: what came goes back as it was, what was added since stays where it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from goodword.customers.access import check_edit
from goodword.customers.actions.locks import lock_account, lock_contact, lock_families
from goodword.customers.models import Account, Contact, Member, Merge, SelfLimit
from goodword.customers.queries import ancestors
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.ledger.actions import keep_own_limits
from goodword.merges.actions import carry
from goodword.merges.queries.parting import why_not_split
from goodword.merges.queries.rows import row_of

MODELS: Final[dict[str, type[Any]]] = {"account": Account, "contact": Contact, "member": Member, "selflimit": SelfLimit}


def split(merge_id: int, *, by: Actor, at: datetime) -> Merge | Refused:
    """Take a merge of companies or of people apart. Raises NotAllowed, and NotFound for a merge that never was."""
    try:
        with transaction.atomic():
            return _split(merge_id, by=by, at=at)
    except IntegrityError:
        return refuse("busy", _("Something of the two does not fit apart any more, or somebody was just changing it. Nothing was changed."))


def _split(merge_id: int, *, by: Actor, at: datetime) -> Merge | Refused:
    seen = Merge.objects.filter(pk=merge_id).first()
    if seen is None:
        raise NotFound
    of_accounts = seen.kind == Merge.ACCOUNT
    if of_accounts:
        lock_families()
    account = _account_of(seen)
    if account is not None:
        lock_account(account.pk)
        check_edit(by, account)
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge_id)
    refused = why_not_split(merge, at=at)
    if refused is not None:
        return refused
    if account is None:
        return refuse("gone", _("Who stayed is not here any more."))
    kept: Account | Contact = account if of_accounts else lock_contact(merge.kept_id, account_id=account.pk)
    _as_it_was(merge, at=at)
    if of_accounts:
        _account_back(merge)
    else:
        _contact_back(merge, account)
    Merge.objects.filter(pk__in=merge.moved.get("merge", []), split_at=None, now_id=merge.kept_id).update(now_id=merge.gone_id)
    carry.check_pointers()
    merge.split_at = at
    merge.save(update_fields=["split_at"])
    gone = MODELS[merge.kind].objects.get(pk=merge.gone_id)
    about = [kept, gone] if of_accounts else [account, kept, gone]
    record(f"{merge.kind}.split", by=by, at=at, about=about, merge=merge.pk, gone=gone.pk, kept=kept.pk)
    return merge


def _account_of(merge: Merge) -> Account | None:
    if merge.kind == Merge.ACCOUNT:
        return Account.objects.filter(pk=merge.kept_id).first()
    contact = Contact.objects.select_related("account").filter(pk=merge.kept_id).first()
    return contact.account if contact else None


def _as_it_was(merge: Merge, *, at: datetime) -> None:
    """Write back what the merge changed in the row that stays, where nobody changed it since."""
    for noun, changed in merge.changed.items():
        model = MODELS[noun]
        now = row_of(model, id=merge.moved["member"][0] if noun == "member" else merge.kept_id)
        if now is None:
            continue
        carry.write(model, now["id"], {name: before for name, (before, after) in changed.items() if now[name] == after})
        if "updated_at" in now:
            model.objects.filter(pk=now["id"]).update(updated_at=at)


def _account_back(merge: Merge) -> None:
    carry.put_back(Account, merge.was)
    parent = Account.objects.filter(pk=merge.was.get("parent_id") or 0).first()
    below = set(merge.moved.get("goodword_account.parent_id", []))
    if parent is not None and below & {parent.pk, *(each.pk for each in ancestors(parent))}:
        Account.objects.filter(pk=merge.gone_id).update(parent=None)
    removed = sorted(merge.removed, key=lambda each: each["model"] != "member")
    for each in removed[:1]:
        if each["model"] == "member":
            carry.put_back(Member, each["row"])
    carry.carry_back(Account, merge.gone_id, merge.kept_id, merge.moved)
    _limits_back(merge)
    carry.put_back_all(each for each in merge.removed if each["model"] not in ("member", "selflimit"))
    with connection.cursor() as cursor:
        cursor.execute("select goodword_split_ledger(%s, %s, %s)", [merge.pk, merge.gone_id, merge.kept_id])
    keep_own_limits(merge.kept_id, merge.gone_id)


def _limits_back(merge: Merge) -> None:
    """Limits that the other membership brought go back to it; one that made room for a stricter one stands again."""
    membership = next((each["row"]["id"] for each in merge.removed if each["model"] == "member"), None)
    if membership is None:
        return
    SelfLimit.objects.filter(pk__in=merge.moved.get("limits", [])).update(member_id=membership)
    for each in merge.removed:
        row = each["row"]
        if (
            each["model"] == "selflimit"
            and not SelfLimit.objects.filter(member_id=row["member_id"], contact_id=row["contact_id"], family=row["family"]).exists()
        ):
            carry.put_back(SelfLimit, row)


def _contact_back(merge: Merge, account: Account) -> None:
    carry.put_back(Contact, {**merge.was, "account_id": account.pk})
    carry.carry_back(Contact, merge.gone_id, merge.kept_id, merge.moved)
    carry.put_back_all(merge.removed)
    with connection.cursor() as cursor:
        cursor.execute("select goodword_move_contact(%s, %s, %s)", [merge.moved.get("entries", []), merge.kept_id, merge.gone_id])
