"""The quiet column of home: this quarter in figures, and who may be asked again soon."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.access import members_visible_to
from goodword.customers.kinds import Family, Standing
from goodword.customers.models import Member, SelfLimit
from goodword.kernel.clock import FiscalYear, Quarter
from goodword.ledger.models import Answer, LedgerEntry
from goodword.people import queries as people
from goodword.people.models import User
from goodword.requests.access import visible_to as requests_visible_to
from goodword.requests.states import REQUEST_OPEN, RequestState
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


def quiet(user: User, *, at: datetime) -> Quiet:
    """This quarter and the free days ahead: of the whole program for managers, of one's own customers and requests for others."""
    program, today = people.program(), people.today(at)
    quarter = FiscalYear(program.fiscal_first_month).quarter_of(today)
    members = members_visible_to(user).filter(standing__in=[Standing.ACTIVE, Standing.CAUTION, Standing.PAUSED])
    if not user.is_manager:
        members = members.filter(Q(account__owner=user) | Q(account__csm=user))
    return Quiet(quarter=_quarter_words(quarter, today), figures=_figures(user, members, quarter), free=_free(members, today))


def _quarter_words(quarter: Quarter, today: date) -> str:
    left = (quarter.end - today).days
    values = {"from": short_month_words(quarter.start), "to": short_month_words(quarter.last_day), "days": left}
    return ngettext("%(from)s to %(to)s, %(days)s day left", "%(from)s to %(to)s, %(days)s days left", left) % values


def _figures(user: User, members: QuerySet[Member], quarter: Quarter) -> list[Figure]:
    requests = requests_visible_to(user)
    if not user.is_manager:
        requests = requests.filter(requester=user)
    counted = requests.aggregate(
        open=Count("pk", filter=Q(state__in=REQUEST_OPEN)),
        done=Count(
            "pk", filter=Q(state__in=[RequestState.COMPLETED, RequestState.OUTCOME_REPORTED], submitted_at__date__gte=quarter.start)
        ),
    )
    figures = [
        Figure(
            _("Requests open") if user.is_manager else _("Your requests open"),
            counted["open"],
            ngettext("%(n)s asked this quarter is done", "%(n)s asked this quarter are done", counted["done"]) % {"n": counted["done"]}
            if counted["done"]
            else "",
            address("requests:list"),
        )
    ]
    if joined := members.count():
        asks = LedgerEntry.objects.filter(kind=LedgerEntry.ASK, asked_on__gte=quarter.start, asked_on__lt=quarter.end)
        if not user.is_manager:
            asks = asks.filter(account__member__in=members)
        answers = asks.aggregate(
            all=Count("pk"), yes=Count("pk", filter=Q(answer=Answer.ACCEPTED)), no=Count("pk", filter=Q(answer=Answer.DECLINED))
        )
        figures.append(
            Figure(
                _("Customers asked"), answers["all"], _("%(yes)s said yes, %(no)s said no") % answers if answers["all"] else _("Nobody yet")
            )
        )
        figures.append(
            Figure(_("Members") if user.is_manager else _("Your customers in the program"), joined, url=address("customers:list"))
        )
    return figures


def _free(members: QuerySet[Member], today: date) -> list[Free]:
    paused = members.filter(standing=Standing.PAUSED, paused_until__gt=today, paused_until__lte=today + SOON).select_related("account")
    found = [
        Free(row.account.name, _("Their pause ends"), row.paused_until, address("desk:account", row.account_id))
        for row in paused.order_by("paused_until", "pk")[:PAUSES]
        if row.paused_until
    ]
    resting = LedgerEntry.objects.filter(
        account__member__in=members, family=Family.CALL, released_at=None, from_on__lte=today, to_on__gt=today, to_on__lte=today + SOON
    )
    return sorted([*found, *_by_own_limit(members, today)[:PAUSES], *_resting(resting)], key=lambda free: free.on)[:SHOWN]


def _by_own_limit(members: QuerySet[Member], today: date) -> list[Free]:
    """Customers who have been called as often as they wanted: free when the oldest call that counts is old enough. Two statements."""
    limits = list(SelfLimit.objects.filter(member__in=members, contact=None, family=Family.CALL).select_related("member__account"))
    planned: dict[int, list[date]] = defaultdict(list)
    entries = LedgerEntry.objects.filter(account__in=[limit.member.account_id for limit in limits], family=Family.CALL, released_at=None)
    for account_id, day in entries.order_by("-planned_on").values_list("account_id", "planned_on"):
        planned[account_id].append(day)
    found = []
    for limit in limits:
        days = planned[limit.member.account_id]
        if not 0 < limit.most <= len(days):
            continue
        free_on = days[limit.most - 1] + timedelta(days=limit.days)
        if today < free_on <= today + SOON:
            account = limit.member.account
            found.append(Free(account.name, _("The limit they set for themselves"), free_on, address("desk:account", account.pk)))
    return sorted(found, key=lambda free: free.on)


def _resting(entries: QuerySet[LedgerEntry]) -> Iterable[Free]:
    why = _("Asked for a call lately")
    for row in entries.values("to_on").annotate(n=Count("holder", distinct=True)).order_by("to_on"):
        if row["n"] > 1:
            yield Free(ngettext("%(n)s customer", "%(n)s customers", row["n"]) % {"n": row["n"]}, why, row["to_on"], address("desk:find"))
        elif entry := entries.filter(to_on=row["to_on"]).select_related("account").first():
            yield Free(entry.account.name, why, row["to_on"], address("desk:account", entry.account_id))
