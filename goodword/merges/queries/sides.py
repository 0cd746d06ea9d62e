"""What a merge would do: which values differ, what moves and what overlaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.comments.models import Comment
from goodword.customers.kinds import Family
from goodword.customers.kinds.activities import pace_words
from goodword.customers.models import Account, Contact, Member, SelfLimit
from goodword.customers.queries.differences import (
    ACCOUNT_FIELDS,
    BOTH,
    CONTACT_FIELDS,
    GONE,
    KEPT,
    MEMBER_FIELDS,
    Difference,
    differences,
)
from goodword.customers.queries.history import values_in_words
from goodword.journal.models import FieldChange
from goodword.kernel.references import member_number
from goodword.ledger.models import LedgerEntry
from goodword.merges.queries import known
from goodword.merges.queries.rows import row_of
from goodword.people.models import User
from goodword.requests.states import CANDIDATE_OUT
from goodword.ui.dates import day_words

Rows = Mapping[str, Any]
# Columns that go with the one before them and say nothing to a reader.
UNSAID = ("standing_at", "how_joined", "bounced_at", "comfort_days", "comfort_effort")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One field that differs, as it is drawn: its name, what each row says, and what is ticked."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    picked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two rows: what it is called, what tells it apart, and what hangs on it."""

    pk: int
    name: str
    url: str
    facts: tuple[str, ...]
    has: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """A place that will be over a limit once both count as one; it is kept and flagged."""

    words: str
    whose: str


def account_choices(kept: Account, gone: Account, picks: Mapping[str, str], *, today: date) -> list[Choice]:
    """Every field of two companies, and of their memberships, that somebody has to choose."""
    found = _choices("account", ACCOUNT_FIELDS, row_of(Account, id=kept.pk), row_of(Account, id=gone.pk), picks, today=today)
    members = row_of(Member, account_id=kept.pk), row_of(Member, account_id=gone.pk)
    if members[0] is None or members[1] is None:
        return found
    options = tuple((side, member_number(row["number"])) for side, row in zip((KEPT, GONE), members, strict=True) if row)
    number = Choice(
        name="member_number",
        label=_("Reference ID"),
        options=options,
        picked=picks.get("member_number", KEPT),
    )
    return [*found, number, *_choices("member", MEMBER_FIELDS, *members, picks, today=today, prefix="member_")]


def contact_choices(kept: Contact, gone: Contact, picks: Mapping[str, str], *, today: date) -> list[Choice]:
    """Every field of two people that somebody has to choose."""
    return _choices("contact", CONTACT_FIELDS, row_of(Contact, id=kept.pk), row_of(Contact, id=gone.pk), picks, today=today)


def _choices(
    kind: str,
    fields: Mapping[str, tuple[str, ...]],
    kept: Rows | None,
    gone: Rows | None,
    picks: Mapping[str, str],
    *,
    today: date,
    prefix: str = "",
) -> list[Choice]:
    if kept is None or gone is None:
        return []
    found = differences(fields, kept, gone)
    words = {(each.field, side): text for each, side, text in _words(kind, found, today=today)}
    return [
        Choice(
            name=f"{prefix}{each.key}",
            label=words[each.columns[0], "label"],
            options=_options(each, words),
            picked=picks.get(f"{prefix}{each.key}", each.proposed),
        )
        for each in found
    ]


def _options(each: Difference, words: Mapping[tuple[str, str], str]) -> tuple[tuple[str, str], ...]:
    def said(side: str) -> str:
        shown = (words[name, side] for name in each.columns if name not in UNSAID)
        if each.key == "comfort" and not words["comfort", side]:
            days = (each.kept if side == KEPT else each.gone)["comfort_days"]
            return _("One thing %(pace)s") % {"pace": pace_words(days)} if days else _("nothing")
        return ", ".join(text for text in shown if text) or (
            _("whatever the company agreed to") if each.key == "agreed_types" else _("nothing")
        )

    both = ((BOTH, _("Both together")),) if each.may_be_both else ()
    return ((KEPT, said(KEPT)), (GONE, said(GONE)), *both)


def _words(kind: str, found: list[Difference], *, today: date) -> list[tuple[FieldChange, str, str]]:
    rows = [
        FieldChange(kind=kind, object_id=0, field=name, before=each.kept[name], after=each.gone[name])
        for each in found
        for name in each.columns
    ]
    said = []
    for row, (label, before, after) in zip(rows, values_in_words(rows, today=today), strict=True):
        said += [(row, "label", label), (row, KEPT, before), (row, GONE, after)]
    return said


def account_side(account: Account, *, reader: User) -> Side:
    """A company as it stands beside another; counted is what the reader may know of."""
    member: Member | None = getattr(account, "member", None)
    facts = (member.reference_id if member else _("Not a member"), account.city, account.external_id, account.website)
    candidates = known.candidates(reader).filter(account=account)
    requests = candidates.aggregate(n=Count("reference_request", distinct=True))["n"]
    open_now = candidates.filter(ledger_entry__isnull=False).exclude(state__in=(*CANDIDATE_OUT, "done")).count()
    has = (
        _counted(ngettext("%(n)s person", "%(n)s people", n := account.contacts.count()), n),
        _counted(ngettext("%(n)s deal", "%(n)s deals", n := account.opportunities.count()), n),
        _counted(ngettext("%(n)s request", "%(n)s requests", requests), requests),
        _counted(ngettext("%(n)s open hold or ask", "%(n)s open holds or asks", open_now), open_now),
        _counted(
            ngettext("%(n)s ask or hold in all", "%(n)s asks and holds in all", n := known.places(reader).filter(account=account).count()),
            n,
        ),
        _counted(
            ngettext(
                "%(n)s limit of their own", "%(n)s limits of their own", n := SelfLimit.objects.filter(member__account=account).count()
            ),
            n,
        ),
        _counted(
            ngettext(
                "%(n)s question to an owner", "%(n)s questions to owners", n := known.questions(reader).filter(account=account).count()
            ),
            n,
        ),
        _counted(ngettext("%(n)s comment", "%(n)s comments", n := _comments("account", account.pk)), n),
        _counted(ngettext("%(n)s company below it", "%(n)s companies below it", n := account.children.count()), n),
        _counted(ngettext("%(n)s entry in its history", "%(n)s entries in its history", n := _entries("account", account.pk, reader)), n),
    )
    url = reverse("desk:account", args=[account.pk])
    return Side(pk=account.pk, name=account.name, url=url, facts=tuple(filter(None, facts)), has=tuple(filter(None, has)))


def contact_side(contact: Contact, *, reader: User) -> Side:
    """A person as they stand beside another; counted is what the reader may know of."""
    has = (
        _counted(ngettext("%(n)s request", "%(n)s requests", n := known.candidates(reader).filter(contact=contact).count()), n),
        _counted(
            ngettext("%(n)s ask or hold in all", "%(n)s asks and holds in all", n := known.places(reader).filter(contact=contact).count()),
            n,
        ),
        _counted(
            ngettext(
                "%(n)s link in their mailbox", "%(n)s links in their mailbox", n := known.links(reader).filter(contact=contact).count()
            ),
            n,
        ),
        _counted(ngettext("%(n)s mail", "%(n)s mails", n := known.mails(reader).filter(to_contact=contact).count()), n),
        _counted(ngettext("%(n)s limit of their own", "%(n)s limits of their own", n := contact.self_limits.count()), n),
        _counted(ngettext("%(n)s entry in the history", "%(n)s entries in the history", n := _entries("contact", contact.pk, reader)), n),
    )
    facts = (contact.title, contact.email, contact.phone, contact.external_id)
    url = f"{reverse('desk:account', args=[contact.account_id])}#people"
    return Side(pk=contact.pk, name=contact.name, url=url, facts=tuple(filter(None, facts)), has=tuple(filter(None, has)))


def _counted(words: str, n: int) -> str:
    return words % {"n": f"{n:,}"} if n else ""


def _comments(kind: str, pk: int) -> int:
    return Comment.objects.filter(subject_kind=kind, subject_id=pk).count()


def _entries(kind: str, pk: int, reader: User) -> int:
    return known.entries(reader).filter(subjects__kind=kind, subjects__object_id=pk).count()


def overlaps(kept: Account, gone: Account, *, today: date) -> list[Overlap]:
    """The places of both that together are more than a limit allows: they stay, and are flagged."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select o from goodword_over_together(array[%(one)s, %(two)s, goodword_ledger_top(%(one)s), goodword_ledger_top(%(two)s)]) o
            except select o from goodword_over_together(array[%(one)s, goodword_ledger_top(%(one)s)]) o
            except select o from goodword_over_together(array[%(two)s, goodword_ledger_top(%(two)s)]) o
            except select id from goodword_ledgerentry where over_limit and account_id in (%(one)s, %(two)s)""",
            {"one": kept.pk, "two": gone.pk},
        )
        keys = [key for (key,) in cursor.fetchall()]
    return overlap_words(LedgerEntry.objects.filter(pk__in=keys), today=today)


def overlap_words(entries: QuerySet[LedgerEntry], *, today: date) -> list[Overlap]:
    """Places of the ledger, without saying what for."""
    return [
        Overlap(words=f"{Family(entry.family).label}, {day_words(entry.planned_on, today=today)}", whose=entry.account.name)
        for entry in entries.select_related("account").order_by("planned_on", "pk")
    ]


def likely_same_people(account: Account, other: Account) -> list[str]:
    """The names of people who are written down at both."""
    theirs = list(other.contacts.values_list("search_name", "email"))
    names, mails = {name for name, _mail in theirs}, {mail.lower() for _name, mail in theirs if mail}
    return [each.name for each in account.contacts.order_by("name") if each.search_name in names or each.email.lower() in mails]


def same_as(contact: Contact) -> QuerySet[Contact]:
    """The colleagues of a person, those who look like the same first."""
    alike = Q(search_name=contact.search_name) | (Q(email__iexact=contact.email) if contact.email else Q(pk=None))
    rows = Contact.objects.filter(account_id=contact.account_id).exclude(pk=contact.pk)
    return rows.annotate(alike=Count("pk", filter=alike)).order_by("-alike", "name", "pk")
