"""Locking a nomination in the house's order: its account first."""

from goodword.customers.actions.locks import lock_account
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.people.models import User
from goodword.recruiting.models import Nomination


def lock_nomination(row: Nomination) -> Nomination:
    """Read a nomination again under the lock of the account that it is about now, then its own."""
    account_id = Nomination.objects.filter(pk=row.pk).values_list("account_id", flat=True).first()
    if account_id is None:
        raise NotFound
    account = lock_account(account_id)
    locked = (
        Nomination.objects.select_for_update(of=("self",), no_key=True)
        .select_related("champion", "nominator", "manager")
        .filter(pk=row.pk, account=account)
        .first()
    )
    if locked is None:
        raise NotFound
    locked.account = account
    return locked


def person(by: Actor) -> User:
    """The active colleague who acts; nobody else does these."""
    found = User.objects.filter(pk=by.person_id or 0, is_active=True).first()
    if found is None:
        raise NotAllowed
    return found
