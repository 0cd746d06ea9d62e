"""Reading the ledger: what occupies a customer, without saying what for."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from goodword.ledger.models import LedgerEntry


def of_accounts(account_ids: Iterable[int], *, since: date) -> QuerySet[LedgerEntry]:
    """Every entry of these accounts that is active or was planned since a day, oldest first."""
    return LedgerEntry.objects.filter(account_id__in=list(account_ids), planned_on__gte=since).order_by("planned_on", "pk")


def of_contact(contact_id: int) -> QuerySet[LedgerEntry]:
    """Every active entry of one person, oldest first."""
    return LedgerEntry.objects.filter(contact_id=contact_id, released_at=None).order_by("planned_on", "pk")
