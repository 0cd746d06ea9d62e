"""Locking rows in the house's order: the account first.

Without the key: rows that only point to a locked one (a new contact of the account) need not wait for it.
"""

from typing import NoReturn, TypeVar

from django.db.models import Model, QuerySet

from goodword.customers.models import Account, Contact, Member, Merge
from goodword.customers.queries.merges import now_at
from goodword.kernel.errors import NotFound, WrongState
from goodword.kernel.kept import Given, Kept
from goodword.kernel.turns import take_turns

Row = TypeVar("Row", bound=Model)


def _locking(rows: QuerySet[Row]) -> QuerySet[Row]:
    return rows.select_for_update(of=("self",), no_key=True)


_ACCOUNT = Kept(lambda: _locking(Account.objects.select_related("owner", "csm", "region")).filter(pk=Given("account")))
_WAIT = Kept(lambda: _locking(Account.objects.filter(pk=Given("account")).only("pk")))


def lock_families() -> None:
    """Wait until nobody else puts a company under another; taken before any account, to the end of the transaction.

    Two who each look at the parents and then change one could otherwise close a circle between them.
    """
    take_turns("goodword parents")


def lock_account(pk: int) -> Account:
    """Lock one account and read it afresh. Raises NotFound, and WrongState for one that was merged into another meanwhile."""
    account = _ACCOUNT.first(account=pk)
    return account if account is not None else _gone(pk)


def wait_for_account(pk: int) -> None:
    """Lock one account, to read it later. Raises as `lock_account` does."""
    if _WAIT.first(account=pk) is None:
        _gone(pk)


def _gone(pk: int) -> NoReturn:
    if now_at(Merge.ACCOUNT, pk) is not None:
        raise WrongState("change", "merged")
    raise NotFound


def lock_member(pk: int, *, account_id: int) -> Member:
    """Read a member again under the lock of its account, then its own."""
    account = lock_account(account_id)
    member = _locking(Member.objects.all()).filter(pk=pk).first()
    if member is None:
        raise NotFound
    member.account = account
    return member


def lock_contact(pk: int, *, account_id: int) -> Contact:
    """Read a contact again under the lock of its account, then its own."""
    account = lock_account(account_id)
    contact = _locking(Contact.objects.all()).filter(pk=pk, account=account).first()
    if contact is None:
        if now_at(Merge.CONTACT, pk) is not None:
            raise WrongState("change", "merged")
        raise NotFound
    contact.account = account
    return contact
