"""The lists of customers and deals."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers import queries
from goodword.customers.kinds import ListKind, Standing
from goodword.customers.kinds.bulk import BulkWhat
from goodword.customers.kinds.places import country_name
from goodword.customers.models import Account, Member, Opportunity
from goodword.customers.queries.leafing import Leaves
from goodword.customers.queries.rows import Place, labels_and_regions
from goodword.customers.tables import doing
from goodword.journal.models import FieldChange
from goodword.journal.queries import touched_by_import
from goodword.kernel.references import member_number, parse_key
from goodword.people.models import User
from goodword.ui import exports, pages, tables
from goodword.ui.exports import Sheet
from goodword.ui.navigation import address
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
NO_STANDING = "-"
T_co = TypeVar("T_co", bound=Model, covariant=True)
CUSTOMERS = (
    tables.Column(key="name", label=gettext_lazy("Customer"), kind="link", order_by=("search_name",), phone="lead"),
    tables.Column(key="standing", label=gettext_lazy("Member"), kind="badge", order_by=("member__number",), phone="side"),
    tables.Column(key="industry", label=gettext_lazy("Industry"), order_by=("industry", "search_name")),
    tables.Column(key="segment", label=gettext_lazy("Segment"), order_by=("segment", "search_name"), phone="off", is_short=True),
    tables.Column(key="owner", label=gettext_lazy("Owner"), kind="person", order_by=("owner__name", "search_name")),
    tables.Column(key="renewal", label=gettext_lazy("Renews"), kind="day", order_by=("renewal_on", "search_name"), phone="off"),
)
# What a row of the list of customers shows, and nothing else of the account, its member and its owner is read.
SHOWN = (
    "pk",
    "owner_id",
    "name",
    "city",
    "country",
    "tags",
    "industry",
    "segment",
    "renewal_on",
    "owner__name",
    "member__number",
    "member__standing",
)
DEALS = (
    tables.Column(key="name", label=gettext_lazy("Deal"), kind="link", order_by=("search_name",), phone="lead"),
    tables.Column(key="stage", label=gettext_lazy("Stage"), kind="badge", phone="side"),
    tables.Column(key="owner", label=gettext_lazy("Owner"), kind="person", order_by=("owner__name", "search_name")),
    tables.Column(key="close", label=gettext_lazy("Closes"), kind="day", order_by=("close_on", "search_name")),
    tables.Column(key="amount", label=gettext_lazy("Worth"), kind="money", order_by=("amount", "search_name"), descending_first=True),
)


def standing_badge(member: Member | None, *, today: date | None = None) -> Badge | None:
    """The standing of a member as a badge; a pause that is over is active again."""
    if member is None:
        return None
    standing = member.standing
    if standing == Standing.PAUSED and today and member.paused_until and member.paused_until <= today:
        standing = Standing.ACTIVE.value
    return _badge(standing, member.reference_id)


def _badge(standing: str, reference_id: str) -> Badge:
    return Badge(word=str(Standing(standing).label), tone=STANDING_TONES[standing], hint=reference_id)


def place_and_tags(account: Account, labels: queries.Labels) -> str:
    """Where they are, and the tags they wear."""
    return " · ".join(filter(None, (place_of(account), *(queries.label_of(labels, ListKind.TAG, code) for code in account.tags))))


def place_of(account: Account) -> str:
    """City and country in words."""
    return ", ".join(part for part in (account.city, country_name(account.country)) if part)


def options_of(counted: Mapping[str, int], labels: Mapping[str, str], chosen: Collection[str]) -> tuple[tables.Option, ...]:
    """The options of a filter with their figures; what is chosen stays, also with none."""
    known = [tables.Option(code, label, counted.get(code, 0)) for code, label in labels.items() if counted.get(code) or code in chosen]
    strange = [tables.Option(code, code, n) for code, n in counted.items() if code and code not in labels]
    return (*known, *strange)


def _filters(get: QueryDict, counted: queries.Counts, labels: queries.Labels, known: Sequence[Place]) -> tuple[tables.Filter, ...]:
    by = counted.by_filter
    members = {value: str(label) for value, label in Standing.choices} | {NOT_A_MEMBER: _("Not a member")}
    standings = {(value or NOT_A_MEMBER): n for value, n in by["standing"].items()}
    codes = {region.pk: region.code for region in known}
    in_regions = {codes[pk]: n for pk, n in by["region"].items() if pk in codes}
    shown = (tables.Option("members", _("Members only")), tables.Option("mine", _("Mine")))
    return (
        tables.Filter(key="show", label=_("Show"), options=shown, many=True),
        *came_with(get),
        *(
            tables.Filter(key=key, label=label, options=options_of(found, words, get.getlist(key)), many=True)
            for key, label, found, words in (
                ("standing", _("Member"), standings, members),
                ("industry", _("Industry"), by["industry"], labels[ListKind.INDUSTRY]),
                ("segment", _("Segment"), by["segment"], labels[ListKind.SEGMENT]),
                ("region", _("Region"), in_regions, {region.code: region.name for region in known}),
                ("tag", _("Tag"), by["tag"], labels[ListKind.TAG]),
            )
        ),
        *doing.filters(),
    )


def came_with(get: QueryDict) -> tuple[tables.Filter, ...]:
    """The filter that an import's page leads to; it stands there only while it is chosen."""
    run = parse_key(get.get("import", ""))
    options = (tables.Option(str(run), _("Came with one list")),)
    return (tables.Filter(key="import", label=_("Came with"), options=options),) if run is not None else ()


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the address asks the list of customers for."""

    text: str
    mine: bool
    brought_by: int | None
    values: dict[str, list[Any]]


def _chosen(get: QueryDict, known: Sequence[Place]) -> _Chosen:
    pks = {region.code: region.pk for region in known}
    values: dict[str, list[Any]] = {
        "standing": [code if code != NOT_A_MEMBER else "" for code in get.getlist("standing")],
        "industry": get.getlist("industry"),
        "segment": get.getlist("segment"),
        "region": [pks.get(code, 0) for code in get.getlist("region")],
        "tag": get.getlist("tag"),
    }
    shown = get.getlist("show")
    if "members" in shown:
        values["standing"] = [code for code in values["standing"] or Standing.values if code] or [NO_STANDING]
    return _Chosen(get.get("q", "").strip(), "mine" in shown, parse_key(get.get("import", "")), values)


def _narrowed(rows: QuerySet[Account], values: dict[str, list[Any]]) -> QuerySet[Account]:
    if (standings := values["standing"]) == list(Standing.values):
        rows = rows.filter(member__isnull=False)
    elif standings:
        wanted = rows.filter(member__standing__in=[code for code in standings if code])
        rows = wanted | rows.filter(member=None) if "" in standings else wanted
    for key, column in (("industry", "industry"), ("segment", "segment"), ("region", "region_id")):
        if values[key]:
            rows = rows.filter(**{f"{column}__in": values[key]})
    return rows.filter(tags__overlap=values["tag"]) if values["tag"] else rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[T_co]):
    """What a list was asked for: all its rows in their order, how many they are, how they are sorted, and what one may filter by."""

    rows: QuerySet[T_co]
    total: int
    sort: tables.Sort
    filters: tuple[tables.Filter, ...]
    labels: queries.Labels = field(default_factory=dict)
    leaves: Leaves | None = None


def find_customers(request: HttpRequest, rows: QuerySet[Account], *, reader: User) -> Found[Account]:
    """The customers that the address asks for; `show=members` members alone, `show=mine` those of the reader."""
    labels, known = labels_and_regions()
    chosen = _chosen(request.GET, known)
    rows = queries.by_name(rows, chosen.text)
    if chosen.mine:
        rows = rows.filter(owner=reader) | rows.filter(csm=reader)
    if chosen.brought_by is not None:
        rows = rows.filter(pk__in=touched_by_import("account", chosen.brought_by))
    rows = doing.narrowed(rows, request.GET)
    among = rows if rows.query.where else None
    counted = queries.counts(chosen.values, among=among)
    rows = _narrowed(rows, chosen.values)
    sort = tables.chosen_sort(request, CUSTOMERS, default="name")
    order = sort.order_by
    if chosen.text and not request.GET.get("sort"):
        rows, order = queries.nearest_first(rows, chosen.text), ("named", "-alike", *order)
    filters = _filters(request.GET, counted, labels, known)
    leaves = Leaves(rows=rows, order=order, counted=counted, chosen=chosen.values, shown=SHOWN) if among is None else None
    return Found(rows=rows.order_by(*order), total=counted.total, sort=sort, filters=filters, labels=labels, leaves=leaves)


def customers(request: HttpRequest, found: Found[Account], *, may_change: bool = False, may_import: bool = False) -> tables.Table:
    """The list of customers; who may change some of them can tick rows. While it is empty, the one step is for whoever may take it."""
    rows = found.leaves or found.rows.values_list(*SHOWN, named=True)
    page = pages.paged(request, rows, total=found.total)
    leads_to = pages.addresses("desk:account")
    return tables.Table(
        request=request,
        columns=CUSTOMERS,
        page=page,
        sort=found.sort,
        filters=found.filters,
        exported=True,
        search=_("Search by name"),
        label=_("Customers"),
        bulk=_bulk(request) if may_change else None,
        rows=[_customer_row(account, found.labels, leads_to(account.pk)) for account in page.rows],
        empty=_no_customers(may_create=may_change, may_import=may_import),
    )


def _no_customers(*, may_create: bool, may_import: bool) -> tables.Empty:
    title, icon = _("No customers yet"), "building"
    if may_import:
        text = _("Bring your company list: a CSV from your sales database is enough. Or write one down by hand, above.")
        step = Action(label=_("Bring a list"), url=f"{address('imports:upload')}?kind=accounts", style="soft")
        return tables.Empty(title=title, icon=icon, text=text, action=step)
    if may_create:
        step = Action(label=_("Write one down"), url=reverse("customers:new"), style="soft")
        return tables.Empty(
            title=title, icon=icon, text=_("Write the first one down. A reference manager can bring a whole list."), action=step
        )
    return tables.Empty(title=title, icon=icon, text=_("Nobody has brought a list of companies yet. A reference manager does."))


def _bulk(request: HttpRequest) -> tables.Bulk:
    query = request.GET.urlencode()
    return tables.Bulk(
        url=f"{reverse('customers:bulk_begin')}?{query}",
        options=tuple(tables.Option(value, label) for value, label in BulkWhat.choices),
        made_url=reverse("customers:bulk_made"),
    )


def _customer_row(account: Any, labels: queries.Labels, url: str) -> tables.Row:
    owner, number = account.owner__name, account.member__number
    return tables.Row(
        (
            tables.Link(account.name, url, place_and_tags(account, labels)),
            _badge(account.member__standing, member_number(number)) if number is not None else None,
            queries.label_of(labels, ListKind.INDUSTRY, account.industry),
            queries.label_of(labels, ListKind.SEGMENT, account.segment),
            Person(name=owner, id=account.owner_id) if owner else None,
            account.renewal_on,
        ),
        key=account.pk,
    )


def find_deals(request: HttpRequest, rows: QuerySet[Opportunity], *, reader: User) -> Found[Opportunity]:
    """The deals that the address asks for; `mine=1` those of the reader."""
    get = request.GET
    text = get.get("q", "").strip()
    counted = {str(value): n for value, n in rows.order_by().values_list("stage").annotate(Count("pk")) if value}
    words = {item.code: item.label for item in queries.list_items(ListKind.DEAL_STAGE)}
    stage = tables.Filter(key="stage", label=_("Stage"), options=options_of(counted, words, get.getlist("stage")), many=True)
    filters = (stage, *came_with(get))
    rows = queries.deals_by_name(rows, text)
    if (run := parse_key(get.get("import", ""))) is not None:
        rows = rows.filter(pk__in=touched_by_import("opportunity", run))
    if get.get("mine"):
        rows = rows.filter(owner=reader)
    if chosen := get.getlist("stage"):
        rows = rows.filter(stage__in=chosen)
    sort = tables.chosen_sort(request, DEALS, default="name")
    return Found(rows=rows.order_by(*sort.order_by), total=rows.count(), sort=sort, filters=filters)


def deals(request: HttpRequest, found: Found[Opportunity]) -> tables.Table:
    """The list of deals."""
    known = {item.code: item for item in queries.list_items(ListKind.DEAL_STAGE)}
    page = pages.paged(request, found.rows.select_related("account", "owner"), total=found.total)
    return tables.Table(
        request=request,
        columns=DEALS,
        page=page,
        sort=found.sort,
        filters=found.filters,
        exported=True,
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


CHANGES = (
    tables.Column(key="field", label=gettext_lazy("What"), phone="lead"),
    tables.Column(key="before", label=gettext_lazy("Before")),
    tables.Column(key="after", label=gettext_lazy("After")),
    tables.Column(key="who", label=gettext_lazy("By")),
    tables.Column(key="at", label=gettext_lazy("When"), kind="moment", phone="side"),
)


def changes(request: HttpRequest, account: Account, *, today: date) -> tables.Table:
    """What changed in the fields of a customer, its people and its deals, newest first."""
    page = pages.paged(request, queries.changed_fields_of(account))
    empty = tables.Empty(
        title=_("Nothing was changed yet"),
        text=_("From the first change on, each field stands here with what it was, what it is, and who changed it."),
        icon="history",
    )
    rows = list(_changed(account, page.rows, today=today))
    return tables.Table(request=request, columns=CHANGES, rows=rows, page=page, label=_("Changes"), empty=empty, exported=True)


def changes_sheet(account: Account, *, today: date) -> Sheet:
    """Every change of a customer."""
    found = queries.changed_fields_of(account)
    return exports.as_shown(
        _("Changes"),
        CHANGES,
        total=found.count(),
        rows=lambda: (row for some in exports.portions(found) for row in _changed(account, some, today=today)),
    )


def _changed(account: Account, changes: Iterable[FieldChange], *, today: date) -> Iterator[tables.Row]:
    for each in queries.changes_in_words(account, changes, today=today):
        yield tables.Row((_whose(each), each.before or _("empty"), each.after or _("empty"), _maker(each), each.at))


def _whose(change: queries.Change) -> str:
    return _("%(whose)s: %(field)s") % {"whose": change.whose, "field": change.field} if change.whose else change.field


def _maker(change: queries.Change) -> str:
    if change.import_id is None:
        return change.who or _("Goodword")
    return _("%(who)s, by import %(number)s") % {"who": change.who or _("Goodword"), "number": change.import_id}


def stage_badge(code: str, item: object | None) -> Badge | None:
    """The stage of a deal as a badge."""
    if not code:
        return None
    won, lost, label = getattr(item, "is_won", False), getattr(item, "is_lost", False), getattr(item, "label", code)
    return Badge(word=str(label), tone="done" if won else "ended" if lost else "moving")
