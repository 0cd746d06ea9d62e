"""What one company is part of, and what became one with it: its family of companies, and the merges that can be taken apart."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.models import Account, Contact, Merge
from goodword.customers.queries.rows import family_of
from goodword.kernel.references import member_number
from goodword.ledger.models import LedgerEntry
from goodword.policy.queries import InForce
from goodword.ui import dates

ACCOUNT: Final = Merge.ACCOUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRow:
    """A company or person that became one with this one: in words, and until when it can be taken apart."""

    merge: Merge
    words: str
    over: str
    until: str
    may_split: bool


def merges_on(account: Account, people: Collection[Contact]) -> list[Merge]:
    """What was merged into an account or its people, latest first."""
    here = Q(kind=Merge.ACCOUNT, now_id=account.pk) | Q(kind=Merge.CONTACT, now_id__in=[contact.pk for contact in people])
    return list(Merge.objects.filter(here, split_at=None).order_by("-merged_at", "-pk"))


def merge_row(merge: Merge, day: date) -> MergeRow:
    """Say in words what was merged, and until when it can be taken apart."""
    late = day > merge.until
    until = dates.day_words(merge.until, today=day)
    over = ngettext("%(n)s place over a limit was flagged", "%(n)s places over a limit were flagged", merge.over) % {"n": merge.over}
    return MergeRow(
        merge=merge,
        words=", ".join(part for part in (merge.name, member_number(merge.number) if merge.number else "", merge.external_id) if part),
        over=over if merge.over else "",
        until=(_("Could be taken apart until %(day)s") if late else _("Can be taken apart until %(day)s")) % {"day": until},
        may_split=not late,
    )


def family_words(account: Account, now: InForce) -> str:
    """How many companies the family has and what was asked of all of them; nothing for a company that stands alone."""
    asked = Q(ledger__kind=LedgerEntry.ASK, ledger__asked_on__gt=now.today - timedelta(days=365))
    found = family_of(account).aggregate(companies=Count("pk", distinct=True), asks=Count("ledger", filter=asked))
    if found["companies"] <= 1:
        return ""
    companies = ngettext("%(n)s company", "%(n)s companies", found["companies"]) % {"n": found["companies"]}
    asks = ngettext("%(n)s ask in twelve months", "%(n)s asks in twelve months", found["asks"]) % {"n": found["asks"]}
    counted = _("limits count the whole family") if now.counts_per_parent else _("limits count each company alone")
    return _("The whole family: %(companies)s, %(asks)s; %(counted)s.") % {"companies": companies, "asks": asks, "counted": counted}
