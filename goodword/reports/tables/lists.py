"""The smaller lists behind figures: what customers said, and deals."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.customers.access import opportunities_visible_to
from goodword.customers.kinds import ListKind
from goodword.reports.queries import deals, feedback
from goodword.reports.queries.asked_for import DEAL_RESULTS, deal_result
from goodword.reports.queries.scope import Scope
from goodword.reports.tables.bar import Names, filters_of
from goodword.reports.tables.deals import TONES, WITH, WITHOUT, WORDS
from goodword.reports.tables.feedback import ANSWERS, answer_words
from goodword.reports.tables.listing import Listing
from goodword.requests.queries.words import request_url
from goodword.ui import tables
from goodword.ui.pieces import Badge, BadgeTone, Person

OF_SCOPE = ("period", "team", "region", "kind", "family")
BADGES: dict[str, BadgeTone] = {"good": "done", "stop": "ended", "slate": "moving"}


def said(request: HttpRequest, scope: Scope, names: Names) -> Listing:
    """What customers answered, one line each, with what they wrote."""
    shown = (
        tables.Column(key="customer", label=_("Customer"), kind="link", order_by=("candidate__account__search_name",), phone="lead"),
        tables.Column(key="who", label=_("Who"), phone="off"),
        tables.Column(key="said", label=_("Their answer"), order_by=("result",), phone="side"),
        tables.Column(key="words", label=_("In their words")),
        tables.Column(key="request", label=_("Request"), kind="link", order_by=("candidate__reference_request",)),
        tables.Column(key="day", label=_("When"), kind="day", order_by=("at",), descending_first=True),
    )
    words, sort = answer_words(), tables.chosen_sort(request, shown, default="-day")
    rows = feedback.with_who(feedback.said_by_customers(scope))
    if request.GET.get("said", "") in words:
        rows = rows.filter(result=request.GET["said"])
    if request.GET.get("words", "") == "yes":
        rows = rows.exclude(words="")
    rows = rows.order_by(*sort.order_by)

    def line(each: Any) -> tables.Row:
        row, contact = each.candidate.reference_request, each.candidate.contact
        return tables.Row(
            (
                tables.Link(each.candidate.account.name, reverse("desk:account", args=[each.candidate.account_id])),
                contact.name if contact else "",
                words[each.result],
                each.words,
                tables.Link(row.number, request_url(row)),
                each.at.astimezone(scope.now.zone).date(),
            )
        )

    answers = tables.Filter(key="said", label=_("Their answer"), options=tuple(tables.Option(code, words[code]) for code in ANSWERS))
    wrote = tables.Filter(key="words", label=_("Words"), options=(tables.Option("yes", _("With words")),))
    return Listing(
        title=_("What customers said"),
        lead=_("The one question that each customer is asked afterwards, about requests sent in this period."),
        columns=shown,
        rows=rows,
        lines=lambda some: [line(each) for each in some],
        sort=sort,
        filters=(*filters_of(scope, names, OF_SCOPE), answers, wrote),
        empty=tables.Empty(
            title=_("No customer has answered yet"),
            text=_("After a call or an event each customer is asked one question, and may write a line."),
            icon="mood-smile",
        ),
    )


def deal_rows(request: HttpRequest, scope: Scope, names: Names) -> Listing:
    """Deals that close in a period, with a reference or without."""
    shown = (
        tables.Column(key="name", label=_("Deal"), kind="link", order_by=("search_name",), phone="lead"),
        tables.Column(key="end", label=_("The deal is"), kind="badge", order_by=("end",), phone="side"),
        tables.Column(key="stage", label=_("Stage"), order_by=("stage",), phone="off"),
        tables.Column(key="owner", label=_("Owner"), kind="person", order_by=("owner__name",)),
        tables.Column(key="close", label=_("Closes"), kind="day", order_by=("close_on",), descending_first=True),
        tables.Column(key="amount", label=_("Worth"), kind="money", order_by=("amount",), descending_first=True),
    )
    sort = tables.chosen_sort(request, shown, default="-close")
    rows = deals.closing_in(opportunities_visible_to(scope.reader), scope).annotate(end=deal_result())
    side, end = request.GET.get("reference", ""), request.GET.get("deal", "")
    if side in (WITH, WITHOUT):
        heard = deals.with_reference(scope).order_by().values("pk")
        rows = rows.filter(pk__in=heard) if side == WITH else rows.exclude(pk__in=heard)
    if end in DEAL_RESULTS:
        rows = rows.filter(end=end)
    rows = rows.select_related("owner", "account").order_by(*sort.order_by)

    def line(each: Any) -> tables.Row:
        note = each.account.name if each.account else ""
        return tables.Row(
            (
                tables.Link(each.name, reverse("desk:deal", args=[each.pk]), note),
                Badge(word=str(WORDS[each.end]), tone=BADGES[TONES[each.end]]),
                names.label(ListKind.DEAL_STAGE, each.stage) if each.stage else "",
                Person(name=each.owner.name, id=each.owner_id) if each.owner else None,
                each.close_on,
                (each.amount, each.currency) if each.amount is not None else None,
            )
        )

    sides = (tables.Option(WITH, _("With a reference")), tables.Option(WITHOUT, _("Without")))
    ends = tuple(tables.Option(code, label) for code, label in WORDS.items())
    filters = (
        tables.Filter(key="reference", label=_("Reference"), options=sides),
        tables.Filter(key="deal", label=_("Deal"), options=ends),
    )
    return Listing(
        title=_("Deals"),
        lead=_("By the day on which they close. With a reference: a customer spoke for it, whenever that was."),
        columns=shown,
        rows=rows,
        lines=lambda some: [line(each) for each in some],
        sort=sort,
        filters=(*filters_of(scope, names, ("period",)), *filters),
        empty=tables.Empty(
            title=_("No deal closes in this period"), text=_("Deals stand here by the day on which they close."), icon="briefcase"
        ),
    )
