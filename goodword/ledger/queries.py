"""Reading the ledger: what occupies a customer, without saying what for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from goodword.ledger.models import LedgerEntry


def of_accounts(account_ids: Iterable[int], *, since: date) -> QuerySet[LedgerEntry]:
    """Every entry of these accounts that is active or was planned since a day, oldest first."""
    return LedgerEntry.objects.filter(account_id__in=list(account_ids), planned_on__gte=since).order_by("planned_on", "pk")


def standing(account_ids: Iterable[int], *, since: date) -> list[LedgerEntry]:
    """Every entry of some accounts that nobody released and that was asked or planned since a day, is held or not answered yet."""
    lately = Q(asked_on__gte=since) | Q(planned_on__gte=since)
    open_ones = Q(kind=LedgerEntry.HOLD) | Q(answer="")
    rows = LedgerEntry.objects.filter(lately | open_ones, account_id__in=list(account_ids), released_at=None)
    return list(rows.order_by("planned_on", "pk"))


def of_contact(contact_id: int) -> QuerySet[LedgerEntry]:
    """Every active entry of one person, oldest first."""
    return LedgerEntry.objects.filter(contact_id=contact_id, released_at=None).order_by("planned_on", "pk")


def history_of(account_id: int, *, circle_ids: QuerySet[Any, int]) -> QuerySet[LedgerEntry]:
    """Every ask and every standing hold of one account, newest first, less those of circles the reader is not in."""
    known = Q(circle=None) | Q(circle__in=circle_ids)
    stands = Q(kind=LedgerEntry.ASK) | Q(released_at=None)
    return LedgerEntry.objects.filter(known & stands, account_id=account_id).order_by("-planned_on", "-pk")
