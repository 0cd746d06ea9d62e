"""What the pages of this slice show, as files: what Find found, and what was asked of one customer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from goodword.customers.access import accounts_visible_to
from goodword.customers.models import Account
from goodword.desk.queries.find import Sought, hits_of
from goodword.ledger.models import LedgerEntry
from goodword.ledger.queries import history_of
from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.ui import exports
from goodword.ui.exports import Sheet


def found(request: HttpRequest, sought: Sought, *, reader: User, at: datetime) -> Sheet:
    """Everybody whom a search finds; with `show=blocked` those who cannot be asked, as on the page."""
    members = accounts_visible_to(reader).filter(member__isnull=False)
    free, blocked, explained = hits_of(request, members, sought, at=at)
    pools = [blocked] if request.GET.get("show") == "blocked" else [free, blocked]

    def rows() -> Iterator[Sequence[Any]]:
        for pool, can in zip(pools, (len(pools) > 1, False), strict=False):
            for some in exports.portions(pool):
                for hit in explained(some):
                    account = hit.account
                    yield (
                        account.name,
                        hit.place,
                        account.member.reference_id,
                        account.owner.email if account.owner else "",
                        can,
                        hit.verdict.title,
                        "; ".join(hit.verdict.reasons),
                        hit.fit.figure,
                        "; ".join(hit.fit.reasons),
                    )

    heads = [
        _("Customer"),
        _("Place"),
        _("Reference ID"),
        _("Account owner"),
        _("Can be asked"),
        _("Word"),
        _("Why"),
        _("Fit"),
        _("What fits"),
    ]
    return Sheet(name=_("Find"), heads=heads, total=sum(pool.count() for pool in pools), rows=rows)


def asked_of(account: Account, *, reader: User) -> Sheet:
    """Every ask and standing hold of a customer, newest first, as far as the reader may know of it."""
    entries = history_of(account.pk, circle_ids=circles_of(reader))
    heads = (_("Day"), _("What"), _("Kind of help"), _("For"), _("Asked on"), _("Answer"), _("Over the limit"), _("From before Goodword"))
    return Sheet(
        name=_("Asks of %(name)s") % {"name": account.name},
        heads=heads,
        total=entries.count(),
        rows=lambda: map(_entry, entries.iterator(chunk_size=exports.LINES_AT_ONCE)),
    )


def _entry(entry: LedgerEntry) -> Sequence[Any]:
    return (
        entry.planned_on,
        entry.get_kind_display(),
        entry.get_family_display(),
        entry.get_activity_type_display(),
        entry.asked_on,
        entry.get_answer_display() if entry.answer else "",
        entry.over_limit,
        entry.recorded,
    )
