"""The lists of customers and deals."""

from datetime import date

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers import queries
from goodword.customers.kinds import ListKind, Standing
from goodword.customers.kinds.places import country_name
from goodword.customers.models import Account, Member, Opportunity
from goodword.people.models import User
from goodword.people.queries import regions
from goodword.ui import pages, tables
from goodword.ui.pieces import Action, Badge, BadgeTone, Person

STANDING_TONES: dict[str, BadgeTone] = {
    Standing.RECRUITED: "waiting",
    Standing.ACTIVE: "done",
    Standing.CAUTION: "held",
    Standing.PAUSED: "held",
    Standing.RETIRED: "ended",
    Standing.DECLINED: "ended",
}
NOT_A_MEMBER = "none"
CUSTOMERS = (
    tables.Column(key="name", label=gettext_lazy("Customer"), kind="link", order_by=("name",), phone="lead"),
    tables.Column(key="standing", label=gettext_lazy("Member"), kind="badge", order_by=("member__number",), phone="side"),
    tables.Column(key="industry", label=gettext_lazy("Industry"), order_by=("industry", "name")),
    tables.Column(key="segment", label=gettext_lazy("Segment"), order_by=("segment", "name"), phone="off"),
    tables.Column(key="owner", label=gettext_lazy("Owner"), kind="person", order_by=("owner__name", "name")),
    tables.Column(key="renewal", label=gettext_lazy("Renews"), kind="day", order_by=("renewal_on", "name"), phone="off"),
)
DEALS = (
    tables.Column(key="name", label=gettext_lazy("Deal"), kind="link", order_by=("name",), phone="lead"),
    tables.Column(key="stage", label=gettext_lazy("Stage"), kind="badge", phone="side"),
    tables.Column(key="owner", label=gettext_lazy("Owner"), kind="person", order_by=("owner__name", "name")),
    tables.Column(key="close", label=gettext_lazy("Closes"), kind="day", order_by=("close_on", "name")),
    tables.Column(key="amount", label=gettext_lazy("Worth"), kind="money", order_by=("amount", "name"), descending_first=True),
)


def standing_badge(member: Member | None, *, today: date | None = None) -> Badge | None:
    """The standing of a member as a badge; a pause that is over is active again."""
    if member is None:
        return None
    standing = member.standing
    if standing == Standing.PAUSED and today and member.paused_until and member.paused_until <= today:
        standing = Standing.ACTIVE.value
    return Badge(word=str(Standing(standing).label), tone=STANDING_TONES[standing], hint=member.reference_id)


def place_of(account: Account) -> str:
    """City and country in words."""
    return ", ".join(part for part in (account.city, country_name(account.country)) if part)


def _options(counted: dict[str, int], labels: dict[str, str]) -> tuple[tables.Option, ...]:
    known = [tables.Option(code, label, counted[code]) for code, label in labels.items() if counted.get(code)]
    strange = [tables.Option(code, code, n) for code, n in counted.items() if code and code not in labels]
    return (*known, *strange)


def _counted(rows: QuerySet[Account], field: str) -> dict[str, int]:
    return {str(value): n for value, n in rows.order_by().values_list(field).annotate(Count("pk")) if value not in ("", None)}


def _filters(rows: QuerySet[Account], labels: queries.Labels) -> tuple[tables.Filter, ...]:
    standings = _counted(rows, "member__standing")
    standings[NOT_A_MEMBER] = rows.filter(member=None).count()
    members = {**{value: str(label) for value, label in Standing.choices}, NOT_A_MEMBER: _("Not a member")}
    region_names = {region.code: region.name for region in regions()}
    shown = (tables.Option("members", _("Members only")), tables.Option("mine", _("Mine")))
    return (
        tables.Filter(key="show", label=_("Show"), options=shown, many=True),
        tables.Filter(key="standing", label=_("Member"), options=_options(standings, members), many=True),
        tables.Filter(
            key="industry", label=_("Industry"), options=_options(_counted(rows, "industry"), labels[ListKind.INDUSTRY]), many=True
        ),
        tables.Filter(key="segment", label=_("Segment"), options=_options(_counted(rows, "segment"), labels[ListKind.SEGMENT]), many=True),
        tables.Filter(key="region", label=_("Region"), options=_options(_counted(rows, "region__code"), region_names), many=True),
    )


def customers(request: HttpRequest, rows: QuerySet[Account], *, reader: User) -> tables.Table:
    """The list of customers; `show=members` shows members alone, `show=mine` those of the reader."""
    every = rows
    get = request.GET
    text = get.get("q", "").strip()
    rows = queries.by_name(rows, text)
    shown = get.getlist("show")
    if "members" in shown:
        rows = rows.filter(member__isnull=False)
    if "mine" in shown:
        rows = rows.filter(owner=reader) | rows.filter(csm=reader)
    labels = queries.labels()
    filters = _filters(every, labels)
    if chosen := get.getlist("standing"):
        wanted = rows.filter(member__standing__in=chosen)
        rows = wanted | rows.filter(member=None) if NOT_A_MEMBER in chosen else wanted
    for key, field in (("industry", "industry"), ("segment", "segment"), ("region", "region__code")):
        if chosen := get.getlist(key):
            rows = rows.filter(**{f"{field}__in": chosen})
    sort = tables.chosen_sort(request, CUSTOMERS, default="name")
    rows = rows.select_related("member", "owner")
    near = queries.nearest_first(rows, text).order_by("named", "-alike", *sort.order_by) if text and not get.get("sort") else None
    page = pages.paged(request, rows.order_by(*sort.order_by) if near is None else near)
    return tables.Table(
        request=request,
        columns=CUSTOMERS,
        page=page,
        sort=sort,
        filters=filters,
        search=_("Search by name"),
        label=_("Customers"),
        rows=[_customer_row(account, labels) for account in page.rows],
        empty=tables.Empty(
            title=_("No customers yet"),
            icon="building",
            text=_("Bring your company list: a CSV from your sales database is enough. Or write one down by hand."),
            action=Action(label=_("Write one down"), url=reverse("customers:new"), style="soft"),
        ),
    )


def _customer_row(account: Account, labels: queries.Labels) -> tables.Row:
    member = getattr(account, "member", None)
    owner = account.owner
    return tables.Row(
        (
            tables.Link(account.name, reverse("desk:account", args=[account.pk]), place_of(account)),
            standing_badge(member),
            queries.label_of(labels, ListKind.INDUSTRY, account.industry),
            queries.label_of(labels, ListKind.SEGMENT, account.segment),
            Person(name=owner.name, id=owner.pk) if owner else None,
            account.renewal_on,
        )
    )


def deals(request: HttpRequest, rows: QuerySet[Opportunity], *, reader: User) -> tables.Table:
    """The list of deals; `mine=1` those of the reader."""
    get = request.GET
    text = get.get("q", "").strip()
    counted = {str(value): n for value, n in rows.order_by().values_list("stage").annotate(Count("pk")) if value}
    stages = queries.list_items(ListKind.DEAL_STAGE)
    known = {item.code: item for item in stages}
    filters = (
        tables.Filter(
            key="stage", label=_("Stage"), options=_options(counted, {code: item.label for code, item in known.items()}), many=True
        ),
    )
    rows = queries.deals_by_name(rows, text)
    if get.get("mine"):
        rows = rows.filter(owner=reader)
    if chosen := get.getlist("stage"):
        rows = rows.filter(stage__in=chosen)
    sort = tables.chosen_sort(request, DEALS, default="name")
    page = pages.paged(request, rows.select_related("account", "owner").order_by(*sort.order_by))
    return tables.Table(
        request=request,
        columns=DEALS,
        page=page,
        sort=sort,
        filters=filters,
        search=_("Search deals"),
        label=_("Deals"),
        rows=[
            tables.Row(
                (
                    tables.Link(deal.name, reverse("desk:deal", args=[deal.pk]), deal.account.name if deal.account else ""),
                    stage_badge(deal.stage, known.get(deal.stage)),
                    Person(name=deal.owner.name, id=deal.owner.pk) if deal.owner else None,
                    deal.close_on,
                    (deal.amount, deal.currency) if deal.amount is not None else None,
                )
            )
            for deal in page.rows
        ],
        empty=tables.Empty(title=_("No deals yet"), icon="briefcase", text=_("Import them from your sales database, or write one down.")),
    )


def stage_badge(code: str, item: object | None) -> Badge | None:
    """The stage of a deal as a badge."""
    if not code:
        return None
    won, lost, label = getattr(item, "is_won", False), getattr(item, "is_lost", False), getattr(item, "label", code)
    return Badge(word=str(label), tone="done" if won else "ended" if lost else "moving")
