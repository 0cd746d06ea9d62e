"""Taking a merge apart: until when, what goes back, and what was added since and stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.comments.models import Comment
from goodword.customers.models import Account, Contact, Merge
from goodword.customers.queries.history import values_in_words
from goodword.customers.queries.merges import merged
from goodword.journal.models import FieldChange
from goodword.kernel.refusal import Refused, refuse
from goodword.ledger.models import LedgerMerged
from goodword.merges.queries import known
from goodword.merges.queries.rows import row_of
from goodword.people.models import User
from goodword.people.queries import today
from goodword.ui.dates import day_words

FEW: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """What taking a merge apart would do, in words."""

    back: tuple[str, ...]
    stays: tuple[str, ...]
    fields: tuple[tuple[str, str, str], ...]
    left: tuple[str, ...]


def account_of(merge: Merge) -> Account | None:
    """The company that a merge left standing, or whose people it is about."""
    rows = Account.objects.select_related("parent")
    return rows.filter(pk=merge.now_id).first() if merge.kind == Merge.ACCOUNT else rows.filter(contacts=merge.now_id).first()


def name_of_kept(merge: Merge) -> str:
    """The name of who stays, as it is now."""
    model = Account if merge.kind == Merge.ACCOUNT else Contact
    return str((row_of(model, id=merge.now_id) or {}).get("name", ""))


def why_not_split(merge: Merge, *, at: datetime) -> Refused | None:
    """Why a merge cannot be taken apart (any more), in words; None when it can."""
    day = today(at)
    if merge.split_at is not None:
        return refuse("split", _("This merge has been taken apart already."))
    if day > merge.until:
        words = _("This merge could be taken apart until %(day)s. What belongs to whom can only be changed by hand now.")
        return refuse("late", words % {"day": day_words(merge.until, today=day)})
    if merge.now_id != merge.kept_id:
        later = merged(merge.kind).filter(gone_id=merge.kept_id).first()
        name = later.name if later else ""
        return refuse("merged_on", _("%(name)s was merged with another one since. Take that merge apart first.") % {"name": name})
    if merge.kind == Merge.ACCOUNT and (people := _people_across(merge)):
        words = _("People of both were merged since. Take these merges apart first: %(names)s.")
        return refuse("people", words % {"names": ", ".join(people)})
    return None


def _people_across(merge: Merge) -> list[str]:
    """The names of people of whom one row came with the company that went and the other did not."""
    came = set(merge.moved.get("goodword_contact.account_id", []))
    later = merged(Merge.CONTACT).filter(
        merged_at__gte=merge.merged_at, now_id__in=Contact.objects.filter(account_id=merge.kept_id).values("pk")
    )
    return [each.name for each in later.order_by("pk") if (each.gone_id in came) != (each.kept_id in came)]


def parting(merge: Merge, *, reader: User, at: datetime) -> Parting:
    """What goes back, what stays, and which fields were changed since; counted is what the reader may know of."""
    model = Account if merge.kind == Merge.ACCOUNT else Contact
    day = today(at)
    now = row_of(model, id=merge.kept_id) or {}
    changed = merge.changed.get(merge.kind, {})
    back = [name for name, (_before, after) in changed.items() if now.get(name) == after]
    rows = [
        FieldChange(kind=merge.kind, object_id=merge.kept_id, field=name, before=changed[name][1], after=changed[name][0]) for name in back
    ]
    left = [FieldChange(kind=merge.kind, object_id=0, field=name) for name in changed if name not in back]
    return Parting(
        back=tuple(_moved(merge, reader)),
        stays=tuple(_added(merge, reader)) if merge.kind == Merge.ACCOUNT else tuple(_asked_since(merge, reader)),
        fields=tuple(values_in_words(rows, today=day)),
        left=tuple(label for label, _one, _two in values_in_words(left, today=day)),
    )


def _moved(merge: Merge, reader: User) -> list[str]:
    came_along = LedgerMerged.objects.filter(merge_id=merge.pk, came=True).values("entry_id")
    came = known.places(reader).filter(Q(pk__in=came_along) | Q(pk__in=merge.moved.get("entries", []))).count()

    def keys(*names: str) -> set[int]:
        return {key for name in names for key in merge.moved.get(name, [])}

    def of(*names: str) -> int:
        return sum(len(merge.moved.get(name, [])) for name in names)

    people, deals, children = of("goodword_contact.account_id"), of("goodword_opportunity.account_id"), of("goodword_account.parent_id")
    candidacies = keys("goodword_candidate.account_id", "goodword_candidate.contact_id")
    asked, said = known.candidates(reader).filter(pk__in=candidacies).count(), of("goodword_comment.subject_id")
    links = known.links(reader).filter(pk__in=keys("goodword_link.contact_id")).count()
    mails = known.mails(reader).filter(pk__in=keys("goodword_mail.to_contact_id")).count()
    words = [
        (people, ngettext("%(n)s person", "%(n)s people", people)),
        (deals, ngettext("%(n)s deal", "%(n)s deals", deals)),
        (asked, ngettext("%(n)s candidacy", "%(n)s candidacies", asked)),
        (came, ngettext("%(n)s ask or hold in all", "%(n)s asks and holds in all", came)),
        (links, ngettext("%(n)s link in their mailbox", "%(n)s links in their mailbox", links)),
        (mails, ngettext("%(n)s mail", "%(n)s mails", mails)),
        (said, ngettext("%(n)s comment", "%(n)s comments", said)),
        (children, ngettext("%(n)s company below it", "%(n)s companies below it", children)),
    ]
    return [text % {"n": f"{n:,}"} for n, text in words if n]


def _added(merge: Merge, reader: User) -> list[str]:
    account, since = merge.kept_id, merge.merged_at
    people = Contact.objects.filter(account_id=account, created_at__gt=since).exclude(
        pk__in=merge.moved.get("goodword_contact.account_id", [])
    )
    deals = Account(pk=account).opportunities.filter(created_at__gt=since)
    deals = deals.exclude(pk__in=merge.moved.get("goodword_opportunity.account_id", []))
    said = Comment.objects.filter(subject_kind="account", subject_id=account, created_at__gt=since).count()
    asked = known.places(reader).filter(account_id=account, created_at__gt=since).count()
    named = [*(each.name for each in people.order_by("pk")[:FEW]), *(each.name for each in deals.order_by("pk")[:FEW])]
    counted = [
        (asked, ngettext("%(n)s ask or hold in all", "%(n)s asks and holds in all", asked)),
        (said, ngettext("%(n)s comment", "%(n)s comments", said)),
    ]
    return [*named, *(text % {"n": f"{n:,}"} for n, text in counted if n)]


def _asked_since(merge: Merge, reader: User) -> list[str]:
    asked = known.candidates(reader).filter(contact_id=merge.kept_id, asked_at__gt=merge.merged_at)
    n = asked.exclude(pk__in=merge.moved.get("goodword_candidate.contact_id", [])).count()
    return [ngettext("%(n)s ask", "%(n)s asks", n) % {"n": n}] if n else []
