"""Events that are over and whose campaign lacks something, with one click to mend each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.customers.access import can_edit_campaigns
from goodword.customers.models import Campaign
from goodword.kernel.text import Words
from goodword.reports.kinds.figures import Bar, Block, Cell, Chart, Empty, Figures, Line, Report, stacked
from goodword.reports.queries import unfinished
from goodword.reports.queries.scope import Scope
from goodword.reports.queries.unfinished import LACKS, NO_ID, NOBODY, ON_DEMAND, UNLISTED, UNRECORDED, Lack
from goodword.reports.tables.bar import Names, behind
from goodword.reports.tables.groups import count
from goodword.reports.tables.listing import Listing
from goodword.ui import tables
from goodword.ui.navigation import address
from goodword.ui.pieces import Action

WORDS: Final[Mapping[str, Words]] = {
    NOBODY: gettext_lazy("No speaker is written down"),
    UNLISTED: gettext_lazy("A customer spoke and is not on the list"),
    NO_ID: gettext_lazy("A speaker has no reference ID"),
    ON_DEMAND: gettext_lazy("Recorded, and no on-demand campaign"),
    UNRECORDED: gettext_lazy("A speaker is missing on demand"),
}


def report(request: HttpRequest, scope: Scope, names: Names) -> Report:
    """The page of events that are not written up."""
    del names
    counts = unfinished.counted(scope)
    total, events = unfinished.lacking(scope).count(), unfinished.past(scope).count()
    chosen = request.GET.get("lacks", "")
    most = max(counts.values(), default=0)
    links = {lack: behind(scope, "unfinished", lacks=lack) for lack in LACKS}
    bars = tuple(
        Bar(
            str(WORDS[lack]),
            stacked([(counts[lack], "care", f"{WORDS[lack]}: {counts[lack]}", links[lack], count(counts[lack]))], most=most),
        )
        for lack in LACKS
        if counts[lack]
    )
    lines = tuple(Line(str(WORDS[lack]), (Cell(count(counts[lack]), counts[lack], links[lack]),), links[lack]) for lack in LACKS)
    listing = _listing(request, scope, chosen)
    found = ngettext(
        "Of %(n)s event that is over, %(lack)s lacks something.", "Of %(n)s events that are over, %(lack)s lack something.", events
    )
    step = Empty(
        title=_("Every event that is over is written up"),
        text=_("An event stands here after its last day when a speaker or the campaign of its recording is not written down."),
        url=address("customers:campaigns"),
        step=_("Go to campaigns"),
    )
    chart = Chart(label=_("What events lack"), bars=bars)
    title = WORDS[chosen] if chosen in LACKS else _("Which events, and what to do")
    return Report(
        title=_("Events to write up"),
        lead=_("Events that are over whose campaign lacks a speaker's reference ID, or the campaign under which the recording is offered."),
        sentences=(found % {"n": count(events), "lack": count(total)},) if total else (),
        filters=("period", "region"),
        empty=None if total else step,
        blocks=(
            Block(code="lacks", title=_("What is missing"), chart=chart, figures=Figures(heads=(_("What"), _("Events")), lines=lines)),
            Block(code="events", title=title, listing=listing, sheet=listing.sheet),
        )
        if total
        else (),
    )


def _listing(request: HttpRequest, scope: Scope, chosen: str) -> Listing:
    shown = (
        tables.Column(key="name", label=_("Campaign"), kind="link", order_by=("search_name",), phone="lead"),
        tables.Column(key="day", label=_("Day"), kind="day", order_by=("held_on",), descending_first=True),
        tables.Column(key="lacks", label=_("What is missing")),
        tables.Column(key="mend", label=_("Mend it"), kind="action"),
    )
    sort = tables.chosen_sort(request, shown, default="-day")
    may = can_edit_campaigns(scope.reader)

    def lines(some: Sequence[Campaign]) -> list[tables.Row]:
        lacks = unfinished.lacks_of(some, scope)
        return [_line(each, _first(lacks[each.pk], chosen), may=may) for each in some]

    options = tuple(tables.Option(lack, WORDS[lack]) for lack in LACKS)
    return Listing(
        title=_("Events to write up"),
        lead="",
        columns=shown,
        rows=unfinished.lacking(scope, chosen).select_related("on_demand").order_by(*sort.order_by),
        lines=lines,
        sort=sort,
        filters=(tables.Filter(key="lacks", label=_("What is missing"), options=options),),
        empty=tables.Empty(title=_("No event lacks this"), icon="circle-check"),
        exported=False,
    )


def _first(lacks: Sequence[Lack], chosen: str) -> list[Lack]:
    """What one asked for comes first, so that its button stands there."""
    return sorted(lacks, key=lambda lack: lack.what != chosen)


def _line(campaign: Campaign, lacks: Sequence[Lack], *, may: bool) -> tables.Row:
    link = tables.Link(campaign.name, reverse("desk:campaign", args=[campaign.pk]))
    said = "; ".join(_words(lack, campaign) for lack in lacks)
    return tables.Row((link, campaign.held_on, said, _mend(campaign, lacks[0]) if may and lacks else None))


def _words(lack: Lack, campaign: Campaign) -> str:
    name = lack.account.name if lack.account else ""
    words = {
        UNLISTED: _("%(name)s spoke and is not on the list"),
        NO_ID: _("%(name)s has no reference ID"),
        UNRECORDED: _("%(name)s is not on the list of %(campaign)s"),
    }
    if lack.what not in words:
        return str(WORDS[lack.what])
    return words[lack.what] % {"name": name, "campaign": campaign.on_demand.name if campaign.on_demand else ""}


def _mend(campaign: Campaign, lack: Lack) -> Action:
    """The one click (or the one page) that mends it."""
    account = lack.account
    if account is None:
        if lack.what == NOBODY:
            return Action(label=_("Say who spoke"), url=reverse("customers:campaign_speaker", args=[campaign.pk]), style="soft")
        return Action(
            label=_("Name its campaign"), url=f"{reverse('customers:campaign_edit', args=[campaign.pk])}#id_on_demand_name", style="soft"
        )
    if lack.what == NO_ID:
        return Action(label=_("Make it a member"), url=reverse("desk:account", args=[account.pk]), style="soft")
    where = campaign.pk if lack.what == UNLISTED or campaign.on_demand_id is None else campaign.on_demand_id
    member: Any = getattr(account, "member", None)
    called = member.reference_id if member is not None else account.name
    label = _("Add %(name)s") % {"name": account.name if len(account.name) < _SHORT else called}
    return Action(
        label=label,
        url=reverse("customers:campaign_speaker", args=[where]),
        method="post",
        style="soft",
        fields=(("account_name", called),),
    )


_SHORT: Final = 30
