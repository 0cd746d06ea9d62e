"""Reading the ledger: what occupies a customer, without saying what for."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from goodword.ledger.models import LedgerEntry


def of_accounts(account_ids: Iterable[int], *, since: date) -> QuerySet[LedgerEntry]:
    """Every entry of these accounts that is active or was planned since a day, oldest first."""
    return LedgerEntry.objects.filter(account_id__in=list(account_ids), planned_on__gte=since).order_by("planned_on", "pk")


def active_of_account(account_id: int, *, family: str, from_on: date, to_on: date) -> QuerySet[LedgerEntry]:
    """Active entries of one account and family that overlap `[from_on, to_on)`."""
    return LedgerEntry.objects.filter(
        account_id=account_id, family=family, released_at=None, from_on__lt=to_on, to_on__gt=from_on
    ).order_by("from_on", "pk")
