"""Members that were never asked, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.customers.kinds import ActivityType, ListKind
from goodword.kernel.references import member_number
from goodword.kernel.text import Words
from goodword.reports.kinds.figures import Block, Empty, Report, Tone
from goodword.reports.queries import never
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.never import AGREED, CLOSED, CONFIDENTIAL, CONSIDERED, FREE, HEALTH, REACH, REASONS, STANDING
from goodword.reports.queries.scope import Scope
from goodword.reports.tables import stacks
from goodword.reports.tables.bar import Names, behind, chosen_of, filters_of, tabs_of
from goodword.reports.tables.listing import Listing
from goodword.reports.tables.stacks import Piled, Stacks
from goodword.ui import tables
from goodword.ui.navigation import address

WORDS: Final[Mapping[str, Words]] = {
    FREE: gettext_lazy("Nobody thought of them"),
    CONSIDERED: gettext_lazy("Put forward, then not asked"),
    STANDING: gettext_lazy("Not introduced yet, or paused"),
    CLOSED: gettext_lazy("Not to be contacted, or an escalation"),
    AGREED: gettext_lazy("Agreed to nothing yet"),
    REACH: gettext_lazy("Nobody there can be written to"),
    CONFIDENTIAL: gettext_lazy("For confidential requests only"),
    HEALTH: gettext_lazy("In poor health"),
}
TONES: Final[Mapping[str, Tone]] = {
    FREE: "good",
    CONSIDERED: "slate",
    STANDING: "care",
    CLOSED: "stop",
    AGREED: "sand",
    REACH: "moss",
    CONFIDENTIAL: "quiet",
    HEALTH: "accent",
}
BY: Final[Mapping[str, Words]] = {"region": gettext_lazy("By region"), "segment": gettext_lazy("By segment")}
HEADS: Final[Mapping[str, Words]] = {"region": gettext_lazy("Region"), "segment": gettext_lazy("Segment")}


def report(request: HttpRequest, scope: Scope, names: Names) -> Report:
    """The page of those who were never asked."""
    by = chosen_of(request, "by", BY)
    found: dict[str, dict[str, int]] = {}
    for group, why, n in never.by_reason(never.never_asked(scope), by=by):
        found.setdefault(group, {})[why] = n
    known = list(names.regions if by == "region" else names.of(ListKind.SEGMENT))
    order = sorted(found, key=lambda code: (code == NONE, known.index(code) if code in known else len(known), code))
    piles = [Piled(code, _group(by, code, names), found[code]) for code in order]
    total = sum(pile.total for pile in piles)
    free = sum(pile.counts.get(FREE, 0) for pile in piles)

    def url(code: str | None, why: str | None) -> str:
        return behind(scope, "never_list", **({} if code is None else {by: code}), **({} if why is None else {"why": why}))

    of = Stacks(words=WORDS, tones=TONES, url=url, label=_("Members that were never asked, and why"), head=HEADS[by])
    never_words = ngettext("%(n)s member was never asked for anything.", "%(n)s members were never asked for anything.", total) % {
        "n": total
    }
    free_words = ngettext(
        "Of them %(n)s could be asked: nobody thought of them.", "Of them %(n)s could be asked: nobody thought of them.", free
    )
    return Report(
        title=_("Never asked"),
        lead=_("Members who joined and were never asked: the quiet half of the pool, and why it is quiet."),
        sentences=(never_words, *((free_words % {"n": free},) if free else ())) if total else (),
        tabs=tabs_of(request, "by", BY, by),
        filters=("region", "family"),
        empty=None
        if total
        else Empty(
            title=_("Every member was asked already"),
            text=_("A member who joins stands here until the first ask."),
            url=address("customers:list"),
            step=_("Go to customers"),
        ),
        blocks=(
            Block(
                code="never",
                title=BY[by],
                chart=stacks.chart(piles, of),
                figures=stacks.figures(piles, of),
                url=behind(scope, "never_list"),
                url_words=_("All of them"),
                notes=(_("Of several reasons the first that keeps them from being asked is counted."),),
            ),
        )
        if total
        else (),
    )


def _group(by: str, code: str, names: Names) -> str:
    if by == "region":
        return names.group("region", code)
    return _("No segment") if code == NONE else names.label(ListKind.SEGMENT, code)


def listing(request: HttpRequest, scope: Scope, names: Names) -> Listing:
    """The members behind the figures."""
    shown = (
        tables.Column(
            key="name", label=_("Customer"), kind="link", order_by=("account__search_name",), phone="lead", note_label=_("Reference ID")
        ),
        tables.Column(key="why", label=_("Why"), order_by=("why",)),
        tables.Column(key="since", label=_("Member since"), kind="day", order_by=("joined_on",)),
        tables.Column(key="region", label=_("Region"), order_by=("account__region__name",)),
        tables.Column(key="segment", label=_("Segment"), order_by=("account__segment",), phone="off"),
        tables.Column(key="agreed", label=_("Agreed to"), phone="off"),
    )
    rows = never.never_asked(scope)
    if request.GET.get("why", "") in REASONS:
        rows = rows.filter(why=request.GET["why"])
    segments = [code for code in request.GET.getlist("segment") if code]
    if segments:
        rows = rows.filter(account__segment__in=["" if code == NONE else code for code in segments])
    sort = tables.chosen_sort(request, shown, default="since")

    def line(each: Any) -> tables.Row:
        account = each.account
        return tables.Row(
            (
                tables.Link(account.name, reverse("desk:account", args=[account.pk]), member_number(each.number)),
                str(WORDS[each.why]),
                each.joined_on,
                account.region.name if account.region else "",
                names.label(ListKind.SEGMENT, account.segment) if account.segment else "",
                ", ".join(str(ActivityType(code).label) for code in each.agreed_types),
            )
        )

    reasons = tables.Filter(key="why", label=_("Why"), options=tuple(tables.Option(code, label) for code, label in WORDS.items()))
    options = [tables.Option(code, label) for code, label in names.of(ListKind.SEGMENT).items()]
    segment = tables.Filter(key="segment", label=_("Segment"), options=(*options, tables.Option(NONE, _("No segment"))), many=True)
    return Listing(
        title=_("Never asked"),
        lead=_("Members who joined and were never asked."),
        columns=shown,
        rows=rows.select_related("account__region").order_by(*sort.order_by),
        lines=lambda some: [line(each) for each in some],
        sort=sort,
        filters=(*filters_of(scope, names, ("region", "family")), segment, reasons),
        empty=tables.Empty(
            title=_("Every member was asked already"), text=_("A member who joins stands here until the first ask."), icon="users"
        ),
    )
