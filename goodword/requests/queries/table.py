"""The table of members that an event, or a request for many, chooses from: by distance or area, with who is free beside the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import F, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import ActivityType
from goodword.customers.kinds.places import country_name
from goodword.customers.models import Account, CampaignSpeaker
from goodword.customers.queries import by_name
from goodword.kernel.globe import Spot
from goodword.ledger.queries import standing
from goodword.people.models import User
from goodword.policy.explain import explain, explain_fit
from goodword.policy.models import PoolMember
from goodword.policy.queries import InForce, Inquiry, best_members, count_free, in_area, nearness_to, within
from goodword.requests import access
from goodword.requests.kinds import KINDS, Course
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.cards import seen_since, strips_of
from goodword.requests.queries.judging import family_of, inquiry_of, judge_many, labels, need_of
from goodword.requests.queries.pool import members
from goodword.requests.states import CANDIDATE_OUT, RequestState
from goodword.ui.pieces import FitLine, VerdictLine
from goodword.ui.strip import YearStrip

KILOMETRES: Final = (25, 50, 100, 250, 500)
USUAL: Final = "250"
STATE, COUNTRY, REGION, ANYWHERE = "state", "country", "region", "any"
DISTANCE, FIT, NAME, REST = "distance", "fit", "name", "rest"
SORTS: Final = {
    DISTANCE: gettext_lazy("Nearest first"),
    FIT: gettext_lazy("Best fit first"),
    NAME: gettext_lazy("By name"),
    REST: gettext_lazy("Longest not asked first"),
}
MOST_TALKS: Final = 2
MOST_IN_FILE: Final = 5_000


@dataclass(frozen=True, slots=True)
class Sought:
    """What the table shows: where, who, in which order; `blocked` are those who are not free instead."""

    where: str
    sort: str
    words: str = ""
    blocked: bool = False
    any_size: bool = False

    @property
    def km(self) -> int | None:
        """The distance, when one is chosen."""
        return int(self.where) if self.where.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Ground:
    """What a table stands on: the request as policy sees it, and where it takes place."""

    row: ReferenceRequest
    inquiry: Inquiry
    now: InForce
    wheres: tuple[str, ...]
    size: str

    @property
    def spot(self) -> Spot:
        """Where it takes place; nowhere, when that does not count."""
        return self.inquiry.near or Spot()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One customer as the table shows it."""

    account: Account
    place: str
    km: int | None
    fit: FitLine
    verdict: VerdictLine
    strip: YearStrip | None
    last_asked_on: date | None
    known: tuple[str, ...]
    is_blocked: bool


def has_table(row: ReferenceRequest) -> bool:
    """Is a request of those that choose from a table: events, and those that turn to many customers."""
    return KINDS[row.kind].course in (Course.EVENT, Course.MANY)


def with_ground(rows: QuerySet[ReferenceRequest]) -> QuerySet[ReferenceRequest]:
    """Load beside requests what their table and its reader's standing are read from; not who has the ball."""
    beside = ("requester", "manager", "team", "region", "opportunity__account", "circle")
    return rows.select_related(*beside).prefetch_related("circle__people")


def pool_url(row: ReferenceRequest, reader: User) -> str:
    """Where somebody looks through the table, for whoever may."""
    open_to = has_table(row) and row.state != RequestState.DRAFT and access.standings(reader, row)
    return reverse("requests:pool", args=[row.pk]) if open_to else ""


def ground_of(row: ReferenceRequest, *, now: InForce) -> Ground:
    """Read what a table stands on; where the city is not known only its state and country can be chosen."""
    inquiry = inquiry_of(row, ask_on=now.today)
    spot = inquiry.near or Spot()
    offered = [
        *(map(str, KILOMETRES) if spot.point else ()),
        *([STATE] if spot.area else ()),
        *([COUNTRY] if row.place_country and not row.is_online else ()),
        *([REGION] if row.region_id else ()),
        ANYWHERE,
    ]
    kind = KINDS[row.kind]
    size = str(row.details.get(kind.size_by) or "")
    return Ground(row, inquiry, now, tuple(offered), size if size in kind.sizes else "")


def read(query: QueryDict, ground: Ground) -> Sought:
    """What the address asks for; whatever cannot be is as usual."""
    where, sort = query.get("where", ""), query.get("sort", "")
    usual = USUAL if USUAL in ground.wheres else ground.wheres[0]
    sorts = sorts_of(ground)
    return Sought(
        where=where if where in ground.wheres else usual,
        sort=sort if sort in sorts else next(iter(sorts)),
        words=query.get("q", "").strip()[:200],
        blocked=query.get("show") == "blocked",
        any_size=query.get("size") == "any",
    )


def sorts_of(ground: Ground) -> dict[str, str]:
    """The orders that make sense, the usual one first."""
    return {key: str(label) for key, label in SORTS.items() if key != DISTANCE or ground.spot.point}


def pool(ground: Ground, sought: Sought) -> QuerySet[Any]:
    """The members that a table shows, by key with their `fit`, in its order; without those considered already."""
    among = by_name(members(), sought.words) if sought.words else None
    best = best_members(need_of(ground.row), ground.inquiry, ground.now, among=among, blocked=sought.blocked)
    return _ordered(_narrowed(best, ground, sought), ground, sought).only("pk")


def counts(ground: Ground, sought: Sought) -> tuple[int, int]:
    """How many of the members that a table could show are free, and how many are not: all there are, less those that are free."""
    among = by_name(members(), sought.words) if sought.words else None
    everybody = PoolMember.objects.all() if among is None else PoolMember.objects.filter(pk__in=among.order_by().values("pk"))
    free, whole = count_free(_narrowed(everybody, ground, sought), ground.inquiry, ground.now)
    return free, whole - free


def _narrowed(rows: QuerySet[Any], ground: Ground, sought: Sought) -> QuerySet[Any]:
    row, spot = ground.row, ground.spot
    rows = rows.exclude(pk__in=row.candidates.exclude(state__in=CANDIDATE_OUT).values("account_id"))
    if ground.size and not sought.any_size:
        rows = rows.filter(segment__in=KINDS[ground.row.kind].sizes[ground.size].segments)
    if sought.km is not None:
        rows = within(rows, spot, sought.km)
    elif sought.where == STATE:
        rows = in_area(rows, spot)
    elif sought.where == COUNTRY:
        rows = rows.filter(country=row.place_country)
    elif sought.where == REGION:
        rows = rows.filter(region_id=row.region_id)
    return rows


def _ordered(rows: QuerySet[Any], ground: Ground, sought: Sought) -> QuerySet[Any]:
    orders: dict[str, tuple[Any, ...]] = {
        FIT: ("-fit", "search_name", "pk"),
        NAME: ("search_name", "pk"),
        REST: (F("last_asked_on").asc(nulls_first=True), "-fit", "search_name", "pk"),
    }
    if sought.sort == DISTANCE:
        rows = rows.alias(near=nearness_to(ground.spot))
        return rows.order_by(F("near").desc(nulls_last=True), "-fit", "search_name", "pk")
    return rows.order_by(*orders[sought.sort])


def lines(found: Iterable[PoolMember], ground: Ground) -> list[Line]:
    """Some members of the pool in words, in a constant number of statements."""
    keys, now, row = [each.pk for each in found], ground.now, ground.row
    accounts = Account.objects.filter(pk__in=keys).select_related("owner", "csm", "region", "member", "ledger_summary")
    judged = judge_many(row, accounts, now=now)
    names, family = labels(), family_of(row)
    strips = strips_of(keys, standing(keys, since=seen_since(now)), now=now, family=family)
    talks = talks_of(keys)
    policy = _("policy %(number)s") % {"number": now.version.number}
    return [
        Line(
            account=each.account,
            place=", ".join(part for part in (each.account.city, country_name(each.account.country)) if part),
            km=each.facts.account.km,
            fit=explain_fit(each.fit, today=now.today, labels=names),
            verdict=explain(each.judgement, family=family, today=now.today, policy=policy),
            strip=strips.get(each.account.pk),
            last_asked_on=each.facts.ledger.last_asked_on,
            known=known_of(each.account, talks),
            is_blocked=bool(each.judgement.blocks),
        )
        for each in (judged[key] for key in keys if key in judged)
    ]


def talks_of(account_ids: Iterable[int]) -> dict[int, list[str]]:
    """Where some customers spoke, the latest first."""
    found: dict[int, list[str]] = {}
    rows = CampaignSpeaker.objects.filter(account_id__in=list(account_ids)).order_by(F("campaign__held_on").desc(nulls_last=True), "-pk")
    for account_id, name in rows.values_list("account_id", "campaign__name"):
        told = found.setdefault(account_id, [])
        if name not in told and len(told) < MOST_TALKS:
            told.append(name)
    return found


def known_of(account: Account, talks: Mapping[int, list[str]]) -> tuple[str, ...]:
    """What is known of a customer as a speaker: where they spoke, else which of such things they agreed to."""
    if told := talks.get(account.pk):
        return tuple(_("Spoke at %(name)s") % {"name": name} for name in told)
    member = getattr(account, "member", None)
    agreed = [str(ActivityType(code).label) for code in (member.agreed_types if member else ()) if code in _ON_STAGE]
    return (_("Open to: %(types)s") % {"types": ", ".join(agreed)},) if agreed else ()


_ON_STAGE: Final = (
    ActivityType.EVENT_TALK,
    ActivityType.WEBINAR,
    ActivityType.PODCAST,
    ActivityType.PANEL,
    ActivityType.SITE_VISIT,
)

