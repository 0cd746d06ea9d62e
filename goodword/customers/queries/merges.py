"""Who became one with whom: names, numbers and IDs of rows that were merged away still find whoever stays.

The row that went is in no table, list or count any more. The row of `Merge` points to who stays (`now_id`, also after a further merge)
and knows how it is still found; `was` is the row that went, `changed` what it changed in the other, `moved` which rows of which columns
came over, `removed` rows that had no place beside another.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from goodword.customers.models import Account, Merge
from goodword.kernel import names


def merged(kind: str) -> QuerySet[Merge]:
    """The merges of a kind that hold."""
    return Merge.objects.filter(kind=kind, split_at=None)


def now_at(kind: str, pk: int) -> int | None:
    """Who stays in place of a row that was merged away, or None when it was not."""
    return merged(kind).filter(gone_id=pk).values_list("now_id", flat=True).first()


def who_stays(kind: str, pk: int) -> Account | None:
    """The company that stays in place of one, or of whose person it is, that was merged away."""
    stays = now_at(kind, pk)
    if stays is None:
        return None
    return Account.objects.filter(Q(pk=stays) if kind == Merge.ACCOUNT else Q(contacts=stays)).first()


def gone_into(kind: str, pks: Iterable[int]) -> list[int]:
    """The rows that were merged into some that stay."""
    return list(merged(kind).filter(now_id__in=list(pks)).values_list("gone_id", flat=True))


def once_named(name: names.Typed, *, near: bool = True) -> "QuerySet[Merge, Any]":
    """The accounts that stay for a name which was merged away, as a subquery of keys."""
    words = names.nears(name) if near else names.holds(name)
    return merged(Merge.ACCOUNT).filter(words).order_by().values("now_id")


def once_known_as(external_id: str) -> "QuerySet[Merge, Any]":
    """The accounts that stay for an ID of another system which was merged away, as a subquery of keys."""
    return merged(Merge.ACCOUNT).filter(external_id__iexact=external_id).order_by().values("now_id")


def once_numbered(number: int) -> Q:
    """The condition on accounts: a reference ID that was theirs, or of somebody who was merged into them."""
    return Q(member__number=number) | Q(pk__in=merged(Merge.ACCOUNT).filter(number=number).order_by().values("now_id"))


def names_of_gone(kind: str, pks: Collection[int]) -> dict[int, str]:
    """The names of rows that were merged away, also of those that came back since."""
    return dict(Merge.objects.filter(kind=kind, gone_id__in=pks).order_by("pk").values_list("gone_id", "name")) if pks else {}
