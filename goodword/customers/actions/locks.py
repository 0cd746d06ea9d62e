"""Locking rows in the house's order: the account first."""

from goodword.customers.models import Account, Contact, Member
from goodword.kernel.errors import NotFound


def lock_account(pk: int) -> Account:
    """Read an account again under its row lock."""
    account = Account.objects.select_for_update().filter(pk=pk).first()
    if account is None:
        raise NotFound
    return account


def lock_member(pk: int, *, account_id: int) -> Member:
    """Read a member again under the lock of its account, then its own."""
    account = lock_account(account_id)
    member = Member.objects.select_for_update().filter(pk=pk).first()
    if member is None:
        raise NotFound
    member.account = account
    return member


def lock_contact(pk: int, *, account_id: int) -> Contact:
    """Read a contact again under the lock of its account, then its own."""
    account = lock_account(account_id)
    contact = Contact.objects.select_for_update().filter(pk=pk, account=account).first()
    if contact is None:
        raise NotFound
    contact.account = account
    return contact
