"""The list of reference leads: its columns, its filters, one lead as a row of it; on the page and as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import ListKind
from goodword.customers.queries import Labels, label_of, labels
from goodword.kernel.references import parse_key
from goodword.kernel.text import Words
from goodword.people.models import User
from goodword.people.queries import regions
from goodword.policy.explain.leads import LEAD_TERMS
from goodword.recruiting.kinds.leads import AGAINST, FOR
from goodword.recruiting.models import LeadReport
from goodword.recruiting.queries.lead_words import Sayer
from goodword.recruiting.queries.leads import MEMBER, NEVER, NOMINATED, NOT_NOW, NUDGED, OPEN, STATES, YES, named
from goodword.ui import exports, pages, tables
from goodword.ui.dates import day_words
from goodword.ui.exports import Sheet
from goodword.ui.pieces import Action, Badge, BadgeTone, Person

NOBODY: Final = "none"
WORDS: Final[Mapping[str, Words]] = {
    OPEN: gettext_lazy("Not asked about yet"),
    NUDGED: gettext_lazy("Owner asked"),
    YES: gettext_lazy("Yes"),
    NOT_NOW: gettext_lazy("Not now"),
    NEVER: gettext_lazy("Never"),
    NOMINATED: gettext_lazy("Nominated"),
    MEMBER: gettext_lazy("Member"),
}
TONES: Final[Mapping[str, BadgeTone]] = {
    OPEN: "",
    NUDGED: "waiting",
    YES: "moving",
    NOT_NOW: "held",
    NEVER: "ended",
    NOMINATED: "moving",
    MEMBER: "done",
}


def columns() -> tuple[tables.Column, ...]:
    """The columns, in the reader's language."""
    return (
        tables.Column(key="place", label=_("Place"), kind="number", order_by=("place",), phone="off"),
        tables.Column(
            key="name", label=_("Customer"), kind="link", order_by=("account__search_name",), phone="lead", note_label=_("Place and kind")
        ),
        tables.Column(key="points", label=_("Points"), kind="number", order_by=("points",), descending_first=True),
        tables.Column(key="why", label=_("Why"), is_wide=True),
        tables.Column(key="owner", label=_("Owner"), kind="person", order_by=("account__owner__name",)),
        tables.Column(key="last", label=_("Last time"), order_by=("last_place",), phone="off", is_short=True),
        tables.Column(key="state", label=_("Answer"), kind="badge", phone="side"),
    )


def narrowed(request: HttpRequest, leads: QuerySet[Any]) -> QuerySet[Any]:
    """The leads that the address asks for."""
    get = request.GET

    def chosen(key: str) -> list[str]:
        return [each for each in get.getlist(key) if each]

    for key, field in (("industry", "account__industry"), ("segment", "account__segment"), ("region", "account__region__code")):
        if values := chosen(key):
            leads = leads.filter(**{f"{field}__in": values})
    if cases := chosen("use_case"):
        leads = leads.filter(account__use_cases__overlap=cases)
    if reasons := chosen("reason"):
        leads = leads.filter(reasons__overlap=reasons)
    if states := chosen("state"):
        leads = leads.filter(stands__in=states)
    if owners := chosen("owner"):
        keys = [pk for each in owners if (pk := parse_key(each)) is not None]
        leads = leads.filter(Q(account__owner__in=keys) | (Q(account__owner=None) if NOBODY in owners else Q(pk__in=[])))
    if words := get.get("q", "").strip():
        leads = named(leads, words)
    return leads


def filters(leads: QuerySet[Any], known: Labels) -> tuple[tables.Filter, ...]:
    """What the list can be narrowed by: only what is in it, reasons and answers with how many have them."""
    plain = leads.order_by()
    there = {
        "industry": plain.values_list("account__industry", flat=True).distinct(),
        "segment": plain.values_list("account__segment", flat=True).distinct(),
    }
    stands = dict(plain.values_list("stands").annotate(n=Count("pk")))
    owners = plain.values_list("account__owner", "account__owner__name").distinct().order_by("account__owner__name")
    people = tuple(tables.Option(str(pk), name) if pk else tables.Option(NOBODY, _("Nobody")) for pk, name in owners)

    def listed(key: str, kind: ListKind) -> tuple[tables.Option, ...]:
        codes = set(there[key])
        return tuple(tables.Option(code, label) for code, label in known.get(kind, {}).items() if code in codes)

    reasons = tuple(tables.Option(code, str(LEAD_TERMS[code])) for code in (*FOR, *AGAINST))
    found = (
        tables.Filter(
            key="state",
            label=_("Answer"),
            options=tuple(tables.Option(code, WORDS[code], stands[code]) for code in STATES if stands.get(code)),
            many=True,
        ),
        tables.Filter(
            key="reason",
            label=_("Reason"),
            options=reasons,
            many=True,
        ),
        tables.Filter(key="region", label=_("Region"), options=tuple(tables.Option(each.code, each.name) for each in regions()), many=True),
        tables.Filter(key="industry", label=_("Industry"), options=listed("industry", ListKind.INDUSTRY), many=True),
        tables.Filter(key="segment", label=_("Segment"), options=listed("segment", ListKind.SEGMENT), many=True),
        tables.Filter(
            key="use_case",
            label=_("Use case"),
            options=tuple(tables.Option(code, label) for code, label in known.get(ListKind.USE_CASE, {}).items()),
            many=True,
        ),
        tables.Filter(key="owner", label=_("Owner"), options=people, many=True),
    )
    return tuple(each for each in found if each.options)


def badge_of(lead: Any, *, today: date) -> Badge:
    """How a lead stands; not now says until when."""
    return Badge(word=_until(lead, today=today) or str(WORDS[lead.stands]), tone=TONES[lead.stands])


def _until(lead: Any, *, today: date) -> str:
    if lead.stands != NOT_NOW or not lead.said_until:
        return ""
    return _("Not before %(day)s") % {"day": day_words(lead.said_until, today=today)}


def _owner(lead: Any, *, today: date, on_page: bool) -> Person | None:
    """The owner, on a page with the day until which they want to wait."""
    owner = lead.account.owner
    return Person(name=owner.name, id=owner.pk, note=_until(lead, today=today) if on_page else "") if owner else None


def _answer(lead: Any, *, today: date, on_page: bool) -> Badge | None:
    """How it stands, in a word where there is little room."""
    if lead.stands == OPEN:
        return None
    return Badge(word=str(WORDS[lead.stands]), tone=TONES[lead.stands]) if on_page else badge_of(lead, today=today)


def place_words(lead: Any, known: Labels, *, with_segment: bool = True) -> str:
    """Industry, segment and region of a lead's customer."""
    account = lead.account
    said = (
        label_of(known, ListKind.INDUSTRY, account.industry) if account.industry else "",
        label_of(known, ListKind.SEGMENT, account.segment) if account.segment and with_segment else "",
        account.region.name if account.region else "",
    )
    return " · ".join(filter(None, said))


def _rows(some: Iterable[Any], sayer: Sayer, *, has_last: bool, on_page: bool = False) -> Iterator[tables.Row]:
    for lead in some:
        where = place_words(lead, sayer.labels, with_segment=not on_page)
        last = "" if not has_last else str(lead.last_place) if lead.last_place else _("new")
        yield tables.Row(
            (
                lead.place,
                tables.Link(lead.account.name, reverse("recruiting:lead", args=[lead.pk]), where),
                lead.points,
                sayer.short(lead) if on_page else ", ".join(sayer.reasons(lead)),
                _owner(lead, today=sayer.today, on_page=on_page),
                last,
                _answer(lead, today=sayer.today, on_page=on_page),
            ),
            key=lead.pk,
        )


def leads_table(
    request: HttpRequest, report: LeadReport | None, leads: QuerySet[Any], *, reader: User, has_last: bool, today: date
) -> tables.Table:
    """The list of a report, filtered as the address says."""
    shown, known = columns(), labels()
    sort = tables.chosen_sort(request, shown, default="place")
    page = pages.paged(request, narrowed(request, leads).select_related("account__region", "account__owner").order_by(*sort.order_by))
    nudging = (tables.Option("nudge", _("Ask their owners")),)
    bulk = tables.Bulk(
        url=f"{reverse('recruiting:nudge')}?{request.GET.urlencode()}",
        options=nudging,
        ticked=_("About the ticked ones"),
        all_of_them=_("All owners of this list"),
        what_label=_("What to do"),
        note=_("Each owner gets one mail with their own short list, and then not again for a while."),
    )
    return tables.Table(
        request=request,
        columns=shown,
        rows=list(_rows(page.rows, Sayer.here(known, today=today), has_last=has_last, on_page=True)),
        page=page,
        sort=sort,
        filters=filters(leads, known) if report is not None else (),
        search=_("Search by name") if report is not None else "",
        label=_("Reference leads"),
        exported=True,
        bulk=bulk if reader.is_manager and report is not None else None,
        empty=_empty(report),
    )


def _empty(report: LeadReport | None) -> tables.Empty:
    if report is None:
        return tables.Empty(
            title=_("No report yet"),
            text=_("It is made by itself when a fiscal quarter begins. Whoever runs the program can have it made on any day."),
            icon="bulb",
        )
    return tables.Empty(
        title=_("Nobody worth asking was found"),
        text=_("All customers are members already, were left out, or have too few points. The policy says how they are counted."),
        icon="bulb",
        action=Action(label=_("Policy"), url=reverse("policy:index"), style="soft"),
    )


def leads_sheet(request: HttpRequest, report: LeadReport, leads: QuerySet[Any], *, has_last: bool, today: date) -> Sheet:
    """Every lead that the address asks for."""
    rows = narrowed(request, leads).select_related("account__region", "account__owner").order_by("place", "pk")

    def written() -> Iterator[tables.Row]:
        sayer = Sayer.here(labels(), today=today)
        for some in exports.portions(rows):
            yield from _rows(some, sayer, has_last=has_last)

    return exports.as_shown(_("Reference leads %(quarter)s") % {"quarter": report.quarter}, columns(), total=rows.count(), rows=written)
