"""Locking a registration: the account that it is matched to first, then the row, read afresh."""

from collections.abc import Iterable
from contextlib import suppress

from django.db import transaction

from goodword.customers.actions.locks import lock_account
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound, WrongState
from goodword.kernel.turns import take_turns
from goodword.people.models import User
from goodword.recruiting.access import can_review_registration
from goodword.recruiting.models import Registration

TRIES = 3


def one_at_a_time(*registrations: Registration) -> None:
    """Wait until nobody else opens one of the same address and program; taken before any row, to the end of the transaction."""
    for program, email in sorted({(each.program, each.email) for each in registrations}):
        take_turns(f"goodword.registration:{program}:{email}")


class _MatchedAnew(Exception):
    """Somebody chose another customer meanwhile; what was locked is let go of."""


def lock_registration(pk: int, *, beside: int | None = None) -> Registration:
    """One registration under the lock of its account, and of another account where it is to be matched to that.

    Raises NotFound, and WrongState when it is matched anew all the time.
    """
    return lock_registrations([pk], beside=beside)[0]


def lock_registrations(keys: Iterable[int], *, beside: int | None = None) -> list[Registration]:
    """Several at once, accounts before rows, each in the order of its key, so that two who do the same take turns."""
    wanted = sorted(set(keys))
    for _turn in range(TRIES):
        with suppress(_MatchedAnew), transaction.atomic():
            return _locked(wanted, beside)
    raise WrongState("change", "matched")


def _locked(wanted: list[int], beside: int | None) -> list[Registration]:
    accounts = dict(Registration.objects.filter(pk__in=wanted).values_list("pk", "account_id"))
    if len(accounts) < len(wanted):
        raise NotFound
    for account_id in sorted({each for each in (*accounts.values(), beside) if each}):
        try:
            lock_account(account_id)
        except (WrongState, NotFound):
            if account_id == beside:
                raise
            raise _MatchedAnew from None  # merged into another meanwhile, and the registration went along
    rows = list(Registration.objects.filter(pk__in=wanted).select_for_update(of=("self",)).order_by("pk"))
    if {each.pk: each.account_id for each in rows} != accounts:
        raise _MatchedAnew
    return rows


def lock_if_there(pk: int) -> Registration | None:
    """One registration as `lock_registration`, or nothing when there is none."""
    try:
        return lock_registration(pk)
    except NotFound:
        return None


def reviewer(by: Actor, row: Registration) -> User:
    """The colleague who acts, who may decide about this one. Raises NotAllowed."""
    user = User.objects.filter(pk=by.person_id or 0).first()
    if user is None or not can_review_registration(user, row):
        raise NotAllowed
    return user
