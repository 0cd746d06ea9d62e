"""The rows that facts are made of: each kind for all accounts at once, by a statement that is made once per process."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, DateField, Q

from goodword.customers.models import Account, Contact, SelfLimit
from goodword.kernel.kept import Given, Kept, OneOf
from goodword.ledger.models import LedgerEntry

# What is read beside an account: whoever reads accounts under a lock to have them judged reads these too, and they are not read again.
BESIDE: Final = ("member", "region", "ledger_summary")


_BESIDE: Final[list[Any]] = [Account._meta.get_field(name) for name in BESIDE]


def _given(name: str) -> Given:
    return Given(name, ArrayField(BigIntegerField()))


_ACCOUNTS = Kept(lambda: Account.objects.select_related(*BESIDE).filter(OneOf("pk", _given("ids"))))
_PEOPLE = Kept(lambda: Contact.objects.filter(OneOf("account_id", _given("ids"))).order_by("account_id", "pk"))
_LIMITS = Kept(lambda: SelfLimit.objects.select_related("member").filter(OneOf("member__account_id", _given("ids"))).order_by("pk"))
_ENTRIES = Kept(
    lambda: LedgerEntry.objects.filter(
        Q(OneOf("holder_id", _given("holders"))) | Q(OneOf("account_id", _given("ids"))),
        # An open hold counts however long ago its day was: until it ends somebody has this customer in hand.
        Q(to_on__gt=Given("since", DateField())) | Q(planned_on__gt=Given("since", DateField())) | Q(kind=LedgerEntry.HOLD),
        ~Q(OneOf("pk", _given("without"))),
        released_at=None,
    ).order_by("planned_on", "pk")
)


def accounts_of(ids: Iterable[int], known: Iterable[Account]) -> dict[int, Account]:
    """Some accounts by id with their member, region and summary; of those that are known with all three nothing is read."""
    found = {account.pk: account for account in known if all(each.is_cached(account) for each in _BESIDE)}
    missing = [pk for pk in ids if pk not in found]
    return {**found, **{account.pk: account for account in _ACCOUNTS.rows(ids=missing)}} if missing else found


def people_of(ids: Iterable[int]) -> dict[int, list[Contact]]:
    """Everybody at some accounts."""
    found: dict[int, list[Contact]] = defaultdict(list)
    for contact in _PEOPLE.rows(ids=list(ids)):
        found[contact.account_id].append(contact)
    return found


def limits_set_by(ids: Iterable[int]) -> dict[int, list[SelfLimit]]:
    """The limits that some accounts and their people set for themselves."""
    found: dict[int, list[SelfLimit]] = defaultdict(list)
    for limit in _LIMITS.rows(ids=list(ids)):
        found[limit.member.account_id].append(limit)
    return found


def entries_of(ids: Collection[int], *, holders: Collection[int], since: date, without: Collection[int]) -> list[LedgerEntry]:
    """The standing places of accounts, or of those they count for, that reach beyond a day, and every open hold; the earliest first."""
    return _ENTRIES.rows(ids=list(ids), holders=list(holders), since=since, without=list(without))
