"""The quiet column of home: this quarter in figures, and who may be asked again soon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.kinds import Family, Standing
from goodword.customers.models import Member, SelfLimit
from goodword.desk.queries.glance import Glance, members_of
from goodword.kernel.clock import Quarter
from goodword.ledger.models import LedgerEntry
from goodword.people import queries as people
from goodword.people.models import User
from goodword.policy.queries import InForce, in_force, resting
from goodword.ui.dates import short_month_words
from goodword.ui.navigation import address

SOON: Final = timedelta(days=92)
SHOWN: Final = 5
PAUSES: Final = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of this quarter, with a note below."""

    label: str
    value: int
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Free:
    """Somebody may be asked again from a day on, and why not before."""

    label: str
    why: str
    on: date
    url: str = ""


@dataclass(frozen=True, slots=True)
class Quiet:
    """The quiet column."""

    quarter: str
    figures: list[Figure]
    free: list[Free]


def quiet(user: User, known: Glance, *, at: datetime) -> Quiet:
    """This quarter and the free days ahead: of the whole program for managers, of one's own customers and requests for others."""
    today = people.today(at)
    return Quiet(
        quarter=_quarter_words(known.quarter, today),
        figures=_figures(user, known),
        free=_free(members_of(user), in_force(at)) if known.members else [],
    )


def _quarter_words(quarter: Quarter, today: date) -> str:
    left = (quarter.end - today).days
    values = {"from": short_month_words(quarter.start), "to": short_month_words(quarter.last_day), "days": left}
    return ngettext("%(from)s to %(to)s, %(days)s day left", "%(from)s to %(to)s, %(days)s days left", left) % values


def _done_words(done: int) -> str:
    return ngettext("%(n)s asked this quarter is done", "%(n)s asked this quarter are done", done) % {"n": done}


def _figures(user: User, known: Glance) -> list[Figure]:
    figures = [
        Figure(
            _("Requests open") if user.is_manager else _("Your requests open"),
            known.requests_open,
            _done_words(known.requests_done) if known.requests_done else "",
            address("requests:list"),
        )
    ]
    if known.members:
        answers = {"yes": known.asks_accepted, "no": known.asks_declined}
        figures += [
            Figure(_("Customers asked"), known.asks, _("%(yes)s said yes, %(no)s said no") % answers if known.asks else _("Nobody yet")),
            Figure(_("Members") if user.is_manager else _("Your customers in the program"), known.members, url=address("customers:list")),
        ]
    return figures


def _free(members: QuerySet[Member], now: InForce) -> list[Free]:
    soon = resting(Family.CALL, now).filter(account__member__in=members, ends_on__lte=now.today + SOON)
    found = [*_by_their_own_word(members, now.today), *_resting(soon)]
    return sorted(found, key=lambda free: (free.on, free.label))[:SHOWN]


def _by_their_own_word(members: QuerySet[Member], today: date) -> list[Free]:
    """Customers whose pause ends, and those called as often as they wanted: free when the oldest call that counts is old enough."""
    limits = SelfLimit.objects.filter(member=OuterRef("pk"), contact=None, family=Family.CALL, most__gt=0)
    entries = LedgerEntry.objects.filter(account=OuterRef("account"), family=Family.CALL, released_at=None).order_by("-planned_on")
    pausing = Q(standing=Standing.PAUSED, paused_until__gt=today, paused_until__lte=today + SOON)
    rows = members.filter(pausing | Exists(limits)).annotate(
        most=Subquery(limits.values("most")[:1]),
        days=Subquery(limits.values("days")[:1]),
        planned=ArraySubquery(entries.values("planned_on")),
    )
    pauses, limited = [], []
    for row in rows.select_related("account"):
        url = address("desk:account", row.account_id)
        if row.standing == Standing.PAUSED and row.paused_until and today < row.paused_until <= today + SOON:
            pauses.append(Free(row.account.name, _("Their pause ends"), row.paused_until, url))
        if row.most is None or row.most > len(row.planned):
            continue
        free_on = row.planned[row.most - 1] + timedelta(days=row.days)
        if today < free_on <= today + SOON:
            limited.append(Free(row.account.name, _("The limit they set for themselves"), free_on, url))
    return [free for some in (pauses, limited) for free in sorted(some, key=lambda free: (free.on, free.label))[:PAUSES]]


def _resting(entries: QuerySet[Any]) -> Iterable[Free]:
    why = _("Asked for a call lately")
    by_day = entries.values("ends_on").annotate(n=Count("holder", distinct=True), only=Min("account_id"), name=Min("account__name"))
    for row in by_day.order_by("ends_on")[:SHOWN]:
        if row["n"] > 1:
            customers = ngettext("%(n)s customer", "%(n)s customers", row["n"]) % {"n": row["n"]}
            yield Free(customers, why, row["ends_on"], address("desk:find"))
        else:
            yield Free(row["name"], why, row["ends_on"], address("desk:account", row["only"]))
