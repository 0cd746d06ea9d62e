"""What a change in bulk does to each customer, and the list of such changes."""

from collections.abc import Callable
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.customers.kinds.bulk import TAGS, BulkWhat, Verdict
from goodword.customers.models import Account, BulkEdit
from goodword.customers.queries.bulk import Judged, Wording, count_verdicts, customers_in, verdict_on
from goodword.customers.states import BulkState
from goodword.people.models import User
from goodword.ui import exports, pages, tables
from goodword.ui.exports import Sheet
from goodword.ui.pieces import Badge, BadgeTone

TONES: dict[str, BadgeTone] = {
    Verdict.CHANGES: "moving",
    Verdict.SAME: "ended",
    Verdict.NOT_YOURS: "held",
    Verdict.NOT_MEMBER: "held",
    Verdict.WRONG_STATE: "held",
    Verdict.BACK: "done",
    Verdict.LEFT: "held",
}
STATES: dict[str, BadgeTone] = {BulkState.DRAFT: "waiting", BulkState.DONE: "done", BulkState.UNDONE: "ended"}
MADE = (
    tables.Column(key="what", label=gettext_lazy("What"), kind="link", phone="lead"),
    tables.Column(key="state", label=gettext_lazy("State"), kind="badge", phone="side"),
    tables.Column(key="customers", label=gettext_lazy("Customers"), kind="number"),
    tables.Column(key="who", label=gettext_lazy("By")),
    tables.Column(key="when", label=gettext_lazy("When"), kind="moment"),
)


def title_of(bulk: BulkEdit, count: int) -> str:
    """What a change in bulk is about, in words."""
    words = {
        BulkWhat.OWNER: ngettext("Account owner of %(n)s customer", "Account owner of %(n)s customers", count),
        BulkWhat.CSM: ngettext("Success manager of %(n)s customer", "Success manager of %(n)s customers", count),
        BulkWhat.REGION: ngettext("Region of %(n)s customer", "Region of %(n)s customers", count),
        BulkWhat.STANDING: ngettext("Standing of %(n)s customer", "Standing of %(n)s customers", count),
        BulkWhat.ADD_TAGS: ngettext("More tags for %(n)s customer", "More tags for %(n)s customers", count),
        BulkWhat.REMOVE_TAGS: ngettext("Fewer tags for %(n)s customer", "Fewer tags for %(n)s customers", count),
    }
    return words[BulkWhat(bulk.what)] % {"n": f"{count:,}"}


def verdict_words(verdict: str, *, of: BulkEdit) -> str:
    """A verdict in plain words; what would change before it is made has changed afterwards."""
    if verdict == Verdict.CHANGES:
        return _("Will change") if of.state == BulkState.DRAFT else _("Changed")
    if verdict == Verdict.SAME and of.what in TAGS:
        return _("Has them already") if of.what == BulkWhat.ADD_TAGS else _("Has none of them")
    return str(Verdict(verdict).label)


def _tone(verdict: str, *, of: BulkEdit) -> BadgeTone:
    return "done" if verdict == Verdict.CHANGES and of.state != BulkState.DRAFT else TONES[verdict]


def summary(bulk: BulkEdit, rows: Judged) -> list[tuple[str, str, int]]:
    """How many customers have each verdict: its code, its words, how many."""
    return [(code, verdict_words(code, of=bulk), count) for code, count in count_verdicts(rows).items()]


def _verdict_label(bulk: BulkEdit) -> str:
    return _("What happens") if bulk.state == BulkState.DRAFT else _("What happened")


def _columns(bulk: BulkEdit) -> tuple[tables.Column, ...]:
    is_draft = bulk.state == BulkState.DRAFT
    seen = (
        tables.Column(key="now", label=_("Now")),
        *((tables.Column(key="then", label=_("Then")),) if is_draft and bulk.values else ()),
    )
    verdict = tables.Column(key="verdict", label=_verdict_label(bulk), kind="badge", phone="side")
    return (
        tables.Column(key="name", label=_("Customer"), kind="link", phone="lead"),
        *seen,
        *((verdict,) if bulk.values else ()),
    )


def _line(bulk: BulkEdit, words: Wording) -> Callable[[Account], tables.Row]:
    is_draft = bulk.state == BulkState.DRAFT

    def row(account: Account) -> tables.Row:
        link = tables.Link(account.name, reverse("desk:account", args=[account.pk]))
        if not bulk.values:
            return tables.Row((link, words.now(account)))
        verdict = verdict_on(account)
        then = ((words.then(account) if verdict == Verdict.CHANGES else ""),) if is_draft else ()
        return tables.Row((link, words.now(account), *then, Badge(word=verdict_words(verdict, of=bulk), tone=_tone(verdict, of=bulk))))

    return row


def _ordered(rows: Judged, request: HttpRequest) -> Judged:
    wanted = request.GET.getlist("verdict")
    rows = rows.filter(verdict__in=wanted) if wanted else rows
    return rows.select_related("owner", "csm", "region", "member").order_by("search_name", "pk")


def bulk_rows(request: HttpRequest, bulk: BulkEdit, rows: Judged, *, today: date) -> tables.Table:
    """Every customer of a change in bulk: what stands there, what would, and what happens or why nothing does."""
    counted = summary(bulk, rows) if bulk.values else []
    options = tuple(tables.Option(code, word, count) for code, word, count in counted)
    page = pages.paged(request, _ordered(rows, request) if bulk.values else _plain(rows))
    row = _line(bulk, Wording.of(bulk, today=today))
    return tables.Table(
        request=request,
        columns=_columns(bulk),
        rows=[row(account) for account in page.rows],
        page=page,
        filters=(tables.Filter(key="verdict", label=_verdict_label(bulk), options=options, many=True),) if len(options) > 1 else (),
        label=_("Customers"),
        exported=bool(bulk.values),
    )


def _plain(rows: Judged) -> Judged:
    return rows.select_related("owner", "csm", "region", "member").order_by("search_name", "pk")


def bulk_sheet(request: HttpRequest, bulk: BulkEdit, rows: Judged, *, today: date) -> Sheet:
    """The same as a file."""
    rows, row = _ordered(rows, request), _line(bulk, Wording.of(bulk, today=today))
    return exports.as_shown(
        _("Changed in bulk"),
        _columns(bulk),
        total=rows.count(),
        rows=lambda: (row(account) for some in exports.portions(rows) for account in some),
    )


def bulk_made(request: HttpRequest, page: pages.Page, *, reader: User, today: date) -> tables.Table:
    """What was changed in bulk, newest first; `changed` stands beside each."""
    return tables.Table(
        request=request,
        columns=MADE,
        page=page,
        label=_("What was changed in bulk"),
        exported=True,
        rows=[_made(bulk, reader=reader, today=today) for bulk in page.rows],
        empty=tables.Empty(
            title=_("Nothing was changed in bulk yet"),
            text=_("Tick customers in their list, say what they become, look at it, and change them. It stands here and can be undone."),
            icon="list-check",
        ),
    )


def bulk_made_sheet(rows: QuerySet[BulkEdit], *, total: int, reader: User, today: date) -> Sheet:
    """The same as a file."""
    return exports.as_shown(
        _("Changed in bulk"),
        MADE,
        total=total,
        rows=lambda: (_made(bulk, reader=reader, today=today) for some in exports.portions(rows) for bulk in some),
    )


def _made(bulk: BulkEdit, *, reader: User, today: date) -> tables.Row:
    said = Wording.of(bulk, today=today).said if bulk.values else ""
    badge = Badge(word=str(BulkState(bulk.state).label), tone=STATES[bulk.state])
    link = tables.Link(f"{bulk.get_what_display()}: {said}" if said else bulk.get_what_display(), reverse("customers:bulk", args=[bulk.pk]))
    who = _("You") if bulk.by_id == reader.pk else bulk.by.name
    return tables.Row((link, badge, customers_in(bulk), who, bulk.done_at or bulk.state_at))
