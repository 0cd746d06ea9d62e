"""The results: who can be asked, best first, and who cannot, each with every reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.customers import queries as customers
from goodword.customers.access import accounts_visible_to, sees_every_account
from goodword.customers.kinds import ActivityType
from goodword.customers.kinds.places import language_name
from goodword.customers.models import Account
from goodword.customers.tables import place_of
from goodword.desk.queries.deal import ask_url
from goodword.desk.queries.find.facets import facets, value_label
from goodword.desk.queries.find.sought import DIMENSIONS, Sought
from goodword.people.models import User
from goodword.people.queries import regions
from goodword.policy.explain import count_reasons, explain, explain_fit, marks_of
from goodword.policy.facts import CandidateFacts, Judgement
from goodword.policy.fit import Need, score
from goodword.policy.queries import (
    FREE,
    InForce,
    Inquiry,
    best_members,
    blocked_pool,
    count_blocked,
    free_pool,
    in_force,
    judge_accounts,
    rank_pool,
)
from goodword.ui import pages, tables
from goodword.ui.pieces import Family, FitLine, VerdictLine
from goodword.ui.strip import YearStrip, quarters_around, year_strip

PER_PAGE = 15
BLOCKED_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One customer found: fit, verdict and year, each in words."""

    account: Account
    place: str
    fit: FitLine
    verdict: VerdictLine
    strip: YearStrip
    ask_url: str
    why_url: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that was chosen, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A search at one moment: what rules and ranking need."""

    sought: Sought
    now: InForce
    inquiry: Inquiry
    need: Need
    labels: customers.Labels
    region_name: str = ""

    @property
    def flat_labels(self) -> dict[str, str]:
        """Every code with its label, for fits in words."""
        named = {code: label for kind in self.labels.values() for code, label in kind.items()}
        need = self.need
        region = self.region_name or need.region
        return named | {code: language_name(code) for code in need.languages} | {need.region: region}


def look(sought: Sought, *, at: datetime) -> Looked:
    """Fix a search at a moment."""
    now = in_force(at)
    need = sought.need()
    region = regions().filter(code=need.region).first() if need.region else None
    return Looked(sought, now, sought.inquiry(now), need, customers.labels(), region.name if region else "")


def find_page(request: HttpRequest, sought: Sought, *, reader: User, at: datetime) -> dict[str, Any]:
    """Return the context of the page, in a constant number of statements."""
    looked = look(sought, at=at)
    members = accounts_visible_to(reader).filter(member__isnull=False)
    narrowed = sought.narrowed(members, looked.now.today)
    counts = count_blocked(narrowed, looked.inquiry, looked.now)
    total, free_total = sum(counts.values()), counts.pop(FREE)
    free = free_pool(narrowed, looked.inquiry, looked.now)
    kept_back = blocked_pool(narrowed, looked.inquiry, looked.now)
    sorts = sorts_for(request, sought)
    only_blocked, sort = request.GET.get("show") == "blocked", next(each.key for each in sorts if each.chosen)
    if sort == "fit":
        among = None if sought.is_everybody and sees_every_account(reader) else narrowed
        orders: list[pages.Sliceable] = [BestFirst(looked, among, blocked=blocked) for blocked in (False, True)]
    else:
        orders = [ranked(rows, looked, sort=sort) for rows in (free, kept_back)]
    can, cannot = orders
    shown, count = (cannot, total - free_total) if only_blocked else (can, free_total)
    page = pages.paged(request, shown, per_page=PER_PAGE, total=count)
    blocked = list(cannot[:BLOCKED_SHOWN]) if total > free_total and not only_blocked else []
    found = [short(hit, request) for hit in hits([*page.rows, *blocked], looked)]
    return {
        "sought": sought,
        "activity": sought.activity,
        "facets": facets(sought, members, looked.labels, today=looked.now.today),
        "chips": chips(request, sought, looked.labels),
        "page": page,
        "hits": found[: len(page.rows)],
        "blocked": found[len(page.rows) :],
        "blocked_total": total - free_total,
        "blocked_words": count_reasons(counts),
        "blocked_url": pages.link(request, show="blocked"),
        "free_url": pages.link(request, show=None),
        "only_blocked": only_blocked,
        "free_total": free_total,
        "is_none_free": free_total == 0,
        "total": total,
        "is_empty": not members.exists() if not total else False,
        "sorts": sorts,
        "sort": next(each for each in sorts if each.chosen),
        "clear_url": request.path,
        "files": tables.files(request, total),
        "carried": carried(sought),
        "deal_words": deal_words(looked),
    }


@dataclass(frozen=True, slots=True)
class BestFirst:
    """Those who can be asked (or cannot), best fit first: only those that are drawn are read as accounts."""

    looked: Looked
    among: QuerySet[Account] | None
    blocked: bool

    def count(self) -> int:
        """Return how many there are."""
        return self._members().count()

    def __getitem__(self, index: slice, /) -> list[Account]:
        """Return some of them."""
        keys = list(self._members().values_list("pk", flat=True)[index])
        found = Account.objects.select_related("owner", "region").in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def _members(self) -> QuerySet[Any]:
        looked = self.looked
        return best_members(looked.need, looked.inquiry, looked.now, among=self.among, blocked=self.blocked)


Rows = QuerySet[Any, Account]  # annotated with fit and, for a text, with how near the name is


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """An order to choose: its words, its address; `is_usual` when nothing needs to be said in the address."""

    key: str
    label: str
    url: str
    chosen: bool
    is_usual: bool


def sorts_for(request: HttpRequest, sought: Sought) -> list[Sort]:
    """The orders that make sense: without a text nothing matches better than anything else."""
    labels = {"match": _("Best match first")} if sought.text else {}
    labels |= {"fit": _("Best fit first"), "name": _("By name")}
    usual = next(iter(labels))
    chosen = request.GET.get("sort", "")
    chosen = chosen if chosen in labels else usual
    return [
        Sort(key=key, label=label, url=pages.link(request, sort=None if key == usual else key), chosen=key == chosen, is_usual=key == usual)
        for key, label in labels.items()
    ]


def ranked(accounts: QuerySet[Account], looked: Looked, *, sort: str) -> Rows:
    """Order accounts by fit, by name, or by how well they match the text: the name itself, then by fit, guesses last."""
    rows: Rows = cast("Rows", rank_pool(accounts, looked.need, looked.inquiry, looked.now)).select_related("owner", "region")
    if sort == "name":
        return rows.order_by("search_name", "pk")
    if sort != "match":
        return rows.order_by("-fit", "search_name", "pk")
    ordered: QuerySet[Any] = customers.best_match(rows, looked.sought.asked).order_by("match", "-guess", "-fit", "search_name", "pk")
    return ordered


def hits(accounts: Iterable[Account], looked: Looked) -> list[Hit]:
    """Explain accounts: the same rules and the same sum that filtered and ranked them, in words."""
    rows = list(accounts)
    judged = judge_accounts([row.pk for row in rows], looked.inquiry, looked.now)
    quarters = quarters_around(looked.now.today, looked.now.fiscal)
    names = looked.flat_labels
    return [_hit(row, *judged[row.pk], looked=looked, quarters=quarters, names=names) for row in rows]


def hits_of(
    request: HttpRequest, members: QuerySet[Account], sought: Sought, *, at: datetime
) -> tuple[Rows, Rows, Callable[[Iterable[Account]], list[Hit]]]:
    """Everybody who can be asked, everybody who cannot, each in their order, and how some of them are explained."""
    looked = look(sought, at=at)
    narrowed = sought.narrowed(members, looked.now.today)
    sort = next(each.key for each in sorts_for(request, sought) if each.chosen)
    free, blocked = (
        ranked(pool(narrowed, looked.inquiry, looked.now), looked, sort=sort).select_related("member") for pool in (free_pool, blocked_pool)
    )
    return free, blocked, lambda some: hits(some, looked)


def short(hit: Hit, request: HttpRequest) -> Hit:
    """Leave the full list of rules for whoever asks for it: a page of fifteen customers would carry two hundred."""
    query = request.GET.urlencode()
    url = reverse("desk:why", args=[hit.account.pk])
    return replace(hit, verdict=replace(hit.verdict, rules=()), why_url=f"{url}?{query}" if query else url)


def why_page(pk: int, sought: Sought, *, reader: User, at: datetime) -> dict[str, Any] | None:
    """Return one customer with every rule, as the search judges it; None when the reader may not know of it."""
    row = accounts_visible_to(reader).select_related("owner", "region").filter(pk=pk).first()
    return None if row is None else {"hit": hits([row], look(sought, at=at))[0], "carried": carried(sought)}


def _hit(row: Account, facts: CandidateFacts, judgement: Judgement, *, looked: Looked, quarters: Any, names: dict[str, str]) -> Hit:
    now = looked.now
    family = cast("Family", looked.inquiry.family)  # a family by its code
    policy = _("policy %(number)s") % {"number": now.version.number}
    return Hit(
        account=row,
        place=place_of(row),
        fit=explain_fit(score(facts, looked.need, now.numbers), today=now.today, labels=names),
        verdict=explain(judgement, family=family, today=now.today, policy=policy),
        strip=year_strip(marks=marks_of(facts, now.numbers), quarters=quarters, today=now.today, name=row.name, asked_for=family),
        ask_url=_ask(row, looked.sought),
    )


def _ask(row: Account, sought: Sought) -> str:
    if sought.activity != ActivityType.SALES_CALL:
        return ""
    return ask_url(account=row.pk, **dict(carried(sought, plain=True)))


def carried(sought: Sought, *, plain: bool = False) -> list[tuple[str, Any]]:
    """What other pages take over from a search: the deal and the chosen facets."""
    found: list[tuple[str, Any]] = [("opportunity", sought.deal.pk)] if sought.deal else []
    if not plain and sought.text:
        found.append(("q", sought.text))
    if not plain and sought.activity != ActivityType.SALES_CALL:
        found.append(("activity", sought.activity.value))
    for key, codes in sought.chosen.items():
        if codes:
            found += [(key, list(codes))] if plain else [(key, code) for code in codes]
    return found


def chips(request: HttpRequest, sought: Sought, labels: customers.Labels) -> list[Chip]:
    """What was chosen, each with the address that takes it away."""
    found = []
    if sought.deal:
        found.append(Chip(_("For the deal %(name)s") % {"name": sought.deal.name}, pages.link(request, opportunity=None)))
    if sought.activity != ActivityType.SALES_CALL:
        found.append(Chip(_("For: %(activity)s") % {"activity": sought.activity.label}, pages.link(request, activity=None)))
    for dimension in DIMENSIONS:
        codes = list(sought.chosen[dimension.key])
        for code in codes:
            rest = [each for each in codes if each != code]
            found.append(Chip(value_label(dimension.key, code, labels), pages.link(request, **{dimension.key: rest})))
    return found


def deal_words(looked: Looked) -> str:
    """What the ranking takes from the deal, in words."""
    if looked.sought.deal is None:
        return ""
    names, need = looked.flat_labels, looked.need
    codes = [*sorted(need.industries), need.segment, *sorted(need.use_cases), *sorted(need.competitors)]
    said = [names.get(code, code) for code in codes if code]
    if not said:
        return _("The deal says nothing that customers could be ranked by. Choose on the left.")
    return _("Ranked for the deal: %(facts)s") % {"facts": ", ".join(said)}


def clean_address(request: HttpRequest) -> str:
    """The address of a search without what is empty, for the address bar."""
    kept = [(key, value) for key, values in request.GET.lists() for value in values if value and (key, value) != ("activity", "sales_call")]
    return f"{reverse('desk:find')}?{urlencode(kept)}" if kept else reverse("desk:find")
