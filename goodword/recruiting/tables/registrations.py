"""The queue of registrations: its columns, its filters, one registration as a row of it; on the page and as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.kernel.references import parse_key, parse_number
from goodword.people.queries import regions
from goodword.recruiting.kinds import PublicProgram, Trust
from goodword.recruiting.kinds.reviewing import Fitness, Side
from goodword.recruiting.models import Registration
from goodword.recruiting.queries.reviewing import is_overdue
from goodword.recruiting.states import REGISTRATION_ENDED, REGISTRATION_OPEN, RegistrationState
from goodword.ui import exports, pages, tables
from goodword.ui.dates import day_words
from goodword.ui.exports import Sheet
from goodword.ui.pieces import Badge, BadgeTone, Person

NOBODY: Final = "none"
TONES: Final[dict[str, BadgeTone]] = {
    RegistrationState.CONFIRMED: "waiting",
    RegistrationState.IN_REVIEW: "moving",
    RegistrationState.DISCOVERY: "moving",
    RegistrationState.ACCEPTED: "done",
}
FITNESS_SHORT: Final = {Fitness.FITS: gettext_lazy("fits"), Fitness.NOT_NOW: gettext_lazy("not now"), Fitness.NO: gettext_lazy("no")}
SIDE_SHORT: Final = {Side.OWNER: gettext_lazy("Owner"), Side.CSM: gettext_lazy("Success")}
COLUMNS: Final = (
    tables.Column(
        key="name",
        label=gettext_lazy("Name"),
        kind="link",
        order_by=("name",),
        phone="lead",
        note_label=gettext_lazy("Company"),
        is_note_below=True,
    ),
    tables.Column(key="customer", label=gettext_lazy("Customer"), order_by=("account__search_name",)),
    tables.Column(key="team", label=gettext_lazy("What its team says")),
    tables.Column(key="state", label=gettext_lazy("State"), kind="badge", order_by=("state",), phone="side"),
    tables.Column(key="responsible", label=gettext_lazy("Sees to it"), kind="person", order_by=("responsible__name",)),
    tables.Column(key="from", label=gettext_lazy("From"), order_by=("came_from",), is_short=True),
    tables.Column(key="due", label=gettext_lazy("Due"), kind="due", order_by=("due_on",)),
)


def narrowed(request: HttpRequest, rows: QuerySet[Registration], *, today: date) -> QuerySet[Registration]:
    """The registrations that the address asks for; those that wait, unless it names a state or looks for somebody."""
    get = request.GET
    words = get.get("q", "").strip()

    def chosen(key: str) -> list[str]:
        return [each for each in get.getlist(key) if each]

    if get.get("program") in PublicProgram.values:
        rows = rows.filter(program=get["program"])
    if states := chosen("state"):
        rows = rows.filter(state__in=states)
    elif not words:
        rows = rows.filter(state__in=REGISTRATION_OPEN)
    if "overdue" in chosen("due"):
        rows = rows.filter(is_overdue(today))
    if "later" in chosen("due"):
        rows = rows.filter(later_on__gt=today)
    if sources := chosen("from"):
        rows = rows.filter(came_from__in=["" if each == NOBODY else each for each in sources])
    if trusts := chosen("trust"):
        rows = rows.filter(trust__in=trusts)
    if codes := chosen("region"):
        known = {each.code: each for each in regions()}
        countries = [country for code in codes if code in known for country in known[code].countries]
        rows = rows.filter(Q(account__region__code__in=codes) | Q(account=None, country__in=countries))
    if people := chosen("responsible"):
        keys = [pk for each in people if (pk := parse_key(each)) is not None]
        rows = rows.filter(Q(responsible__in=keys) | (Q(responsible=None) if NOBODY in people else Q(pk__in=[])))
    return rows.filter(_called(words)) if words else rows


def _called(words: str) -> Q:
    found = Q(name__icontains=words) | Q(company__icontains=words) | Q(email__icontains=words) | Q(account__name__icontains=words)
    number = parse_number(words)
    return found | Q(number=number) if number is not None else found


def filters(rows: QuerySet[Registration], *, today: date) -> tuple[tables.Filter, ...]:
    """What the queue can be narrowed by, of what is in it."""
    plain = rows.order_by()
    states = dict(plain.values_list("state").annotate(n=Count("pk")))
    overdue, later = plain.filter(is_overdue(today)).count(), plain.filter(state__in=REGISTRATION_OPEN, later_on__gt=today).count()
    sources = plain.values_list("came_from", flat=True).distinct().order_by("came_from")
    people = plain.values_list("responsible", "responsible__name").distinct().order_by("responsible__name")
    due = (("overdue", _("Overdue"), overdue), ("later", _("Not now"), later))
    shown = [each for each in (*REGISTRATION_OPEN, *REGISTRATION_ENDED) if states.get(each)]
    found = (
        tables.Filter(key="state", label=_("State"), options=tuple(tables.Option(e, e.label, states[e]) for e in shown), many=True),
        tables.Filter(key="due", label=_("Due"), options=tuple(tables.Option(code, words, n) for code, words, n in due if n)),
        tables.Filter(
            key="from", label=_("From"), options=tuple(tables.Option(e or NOBODY, e or _("Without a tag")) for e in sources), many=True
        ),
        tables.Filter(key="region", label=_("Region"), options=tuple(tables.Option(each.code, each.name) for each in regions()), many=True),
        tables.Filter(
            key="responsible",
            label=_("Sees to it"),
            options=tuple(tables.Option(str(pk), name) if pk else tables.Option(NOBODY, _("Nobody")) for pk, name in people),
            many=True,
        ),
        tables.Filter(key="trust", label=_("How it was sent"), options=tuple(tables.Option(*each) for each in Trust.choices), many=True),
    )
    return tuple(each for each in found if each.options)


def badge_of(row: Registration, *, today: date) -> Badge:
    """Its state; not now says until when."""
    if row.state in REGISTRATION_OPEN and row.later_on is not None and row.later_on > today:
        return Badge(word=_("Not now"), tone="held", hint=_("Not before %(day)s") % {"day": day_words(row.later_on, today=today)})
    return Badge(word=str(RegistrationState(row.state).label), tone=TONES.get(row.state, "ended"))


def team_words(row: Any) -> str:
    """What the team says, in a few words: "Owner: fits, Success: waiting"."""
    return ", ".join(f"{SIDE_SHORT[each.side]}: {FITNESS_SHORT.get(each.answer) or _('waiting')}" for each in row.fitness.all())


def _note(row: Any) -> str:
    """What they wrote as their company, where the customer is not called so; else what they do there."""
    return str(row.job_title if row.account is not None and row.account.name == row.company else row.company)


def _lines(some: Sequence[Any], *, today: date) -> list[tables.Row]:
    return [
        tables.Row(
            (
                tables.Link(row.name or row.reference, reverse("recruiting:registration", args=[row.number]), _note(row)),
                row.account.name if row.account else _("Not known"),
                team_words(row),
                badge_of(row, today=today),
                Person(name=row.responsible.name, id=row.responsible_id) if row.responsible else None,
                row.came_from,
                row.due_on if row.state in REGISTRATION_OPEN else None,
            ),
            key=row.pk,
        )
        for row in some
    ]


def queue_table(
    request: HttpRequest, rows: QuerySet[Any], *, among: QuerySet[Registration], sort: tables.Sort, today: date, may_review: bool
) -> tables.Table:
    """The queue, a page at a time; `among` is what its filters count."""
    page = pages.paged(request, rows.order_by(*sort.order_by))
    what = (tables.Option("ask", _("Ask their teams")), tables.Option("discard", _("Set aside as not meant seriously")))
    bulk = tables.Bulk(
        url=f"{reverse('recruiting:many_registrations')}?{request.GET.urlencode()}",
        options=what,
        ticked=_("The ticked ones"),
        all_of_them=_("All of this list"),
        what_label=_("What to do"),
    )
    return tables.Table(
        request=request,
        columns=COLUMNS,
        rows=_lines(page.rows, today=today),
        page=page,
        sort=sort,
        filters=filters(among, today=today),
        search=_("Search by name, company, address or number"),
        label=_("Registrations"),
        exported=True,
        bulk=bulk if may_review and page.total else None,
        empty=tables.Empty(
            title=_("Nobody waits for an answer"),
            text=_("Customers register on the public page. They come here once they have confirmed their mail address."),
            icon="user-plus",
        ),
    )


def queue_sheet(rows: QuerySet[Any], *, sort: tables.Sort, today: date) -> Sheet:
    """Every registration that the address asks for, with the address it can be answered to."""
    shown = (
        *COLUMNS,
        tables.Column(key="number", label=_("Number")),
        tables.Column(key="email", label=_("Mail address")),
        tables.Column(key="program", label=_("Program")),
        tables.Column(key="came", label=_("Confirmed"), kind="moment"),
    )
    sorted_rows = rows.order_by(*sort.order_by)

    def written() -> Iterator[tables.Row]:
        for some in exports.portions(sorted_rows):
            for row, line in zip(some, _lines(some, today=today), strict=True):
                yield tables.Row((*line.cells, row.reference, row.email, str(PublicProgram(row.program).label), row.confirmed_at))

    return exports.as_shown(_("Registrations"), shown, total=rows.count(), rows=written)
