"""The list of campaigns."""

from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers import queries
from goodword.customers.kinds import ListKind
from goodword.customers.kinds.places import country_name
from goodword.customers.models import Campaign
from goodword.customers.tables import Found, came_with, options_of
from goodword.journal.queries import touched_by_import
from goodword.kernel.references import parse_key
from goodword.people.queries import regions
from goodword.ui import pages, tables
from goodword.ui.navigation import address
from goodword.ui.pieces import Action

NO_DAY = "none"
CAMPAIGNS = (
    tables.Column(key="name", label=gettext_lazy("Campaign"), kind="link", order_by=("search_name",), phone="lead"),
    tables.Column(key="kind", label=gettext_lazy("Kind"), order_by=("kind", "search_name"), is_short=True),
    tables.Column(key="day", label=gettext_lazy("Day"), kind="day", order_by=("held_on", "search_name"), descending_first=True),
    tables.Column(key="region", label=gettext_lazy("Region"), order_by=("region__name", "search_name"), phone="off"),
    tables.Column(
        key="spoke", label=gettext_lazy("Who spoke"), kind="number", order_by=("spoke", "search_name"), descending_first=True, phone="side"
    ),
)


def place_of(campaign: Campaign) -> str:
    """City and country in words."""
    return ", ".join(part for part in (campaign.city, country_name(campaign.country)) if part)


def find_campaigns(request: HttpRequest, rows: QuerySet[Campaign]) -> Found[Campaign]:
    """The campaigns that the address asks for, by name, kind, year and region."""
    get, labels = request.GET, queries.labels()
    rows = queries.campaigns_by_name(rows, get.get("q", "").strip())
    if (run := parse_key(get.get("import", ""))) is not None:
        rows = rows.filter(pk__in=touched_by_import("campaign", run))
    known = list(regions())
    codes = {region.pk: region.code for region in known}
    kinds = {kind: n for kind, n in rows.order_by().values_list("kind").annotate(Count("pk")) if kind}
    years = dict(rows.order_by().values_list(ExtractYear("held_on")).annotate(n=Count("pk")))
    in_regions = {codes[pk]: n for pk, n in rows.order_by().values_list("region_id").annotate(Count("pk")) if pk in codes}
    said = {str(year): str(year) for year in sorted((year for year in years if year), reverse=True)} | {NO_DAY: _("No day known")}
    counted = {NO_DAY if year is None else str(year): n for year, n in years.items()}
    filters = (
        *came_with(get),
        *(
            tables.Filter(key=key, label=label, options=options_of(found, words, get.getlist(key)), many=True)
            for key, label, found, words in (
                ("kind", _("Kind"), kinds, labels[ListKind.CAMPAIGN_KIND]),
                ("year", _("Year"), counted, said),
                ("region", _("Region"), in_regions, {region.code: region.name for region in known}),
            )
        ),
    )
    if chosen := get.getlist("kind"):
        rows = rows.filter(kind__in=chosen)
    if chosen := get.getlist("year"):
        wanted = Q(held_on__year__in=[int(year) for year in chosen if year.isdecimal() and len(year) == len("2000")])
        rows = rows.filter(wanted | Q(held_on=None) if NO_DAY in chosen else wanted)
    if chosen := get.getlist("region"):
        rows = rows.filter(region__code__in=chosen)
    sort = tables.chosen_sort(request, CAMPAIGNS, default="-day")
    total = rows.count()
    rows = rows.annotate(spoke=queries.how_many_spoke())
    # Whatever has no day stands at the end, not before the newest.
    order = [F("held_on").desc(nulls_last=True) if each == "-held_on" else each for each in sort.order_by]
    return Found(rows=rows.order_by(*order, "pk"), total=total, sort=sort, filters=filters, labels=labels)


def campaigns(request: HttpRequest, found: Found[Campaign], *, may_create: bool, may_import: bool = False) -> tables.Table:
    """The list of campaigns; while it is empty, the one step is to bring a list, for whoever may."""
    page = pages.paged(request, found.rows.select_related("region"), total=found.total)
    step = Action(label=_("Write one down"), url=reverse("customers:campaign_new"), style="soft") if may_create else None
    text = _("Events and webinars with the customers who spoke at them.")
    if may_import:
        step = Action(label=_("Bring a list"), url=f"{address('imports:upload')}?kind=campaigns", style="soft")
        text = _("Events and webinars with the customers who spoke at them. Bring a list of them, or write one down above.")
    return tables.Table(
        request=request,
        columns=CAMPAIGNS,
        page=page,
        sort=found.sort,
        filters=found.filters,
        exported=True,
        search=_("Search campaigns"),
        label=_("Campaigns"),
        rows=[_row(campaign, found.labels) for campaign in page.rows],
        empty=tables.Empty(
            title=_("No campaigns yet"),
            icon="calendar-event",
            text=text,
            action=step,
        ),
    )


def _row(campaign: Campaign, labels: queries.Labels) -> tables.Row:
    held: date | None = campaign.held_on
    spoke: int = getattr(campaign, "spoke", 0)
    return tables.Row(
        (
            tables.Link(campaign.name, reverse("desk:campaign", args=[campaign.pk]), place_of(campaign)),
            queries.label_of(labels, ListKind.CAMPAIGN_KIND, campaign.kind) if campaign.kind else "",
            held,
            campaign.region.name if campaign.region else "",
            spoke or None,
        )
    )
