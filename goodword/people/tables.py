"""The list of colleagues."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.people import queries
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.ui import exports, pages, tables
from goodword.ui.exports import Sheet

PEOPLE = (
    tables.Column(key="name", label=gettext_lazy("Name"), kind="link", phone="lead", note_label=gettext_lazy("Job title")),
    tables.Column(key="roles", label=gettext_lazy("Does")),
    tables.Column(key="region", label=gettext_lazy("Region"), phone="off"),
    tables.Column(key="team", label=gettext_lazy("Team"), phone="off"),
    tables.Column(key="state", label=gettext_lazy("State"), kind="badge", phone="side"),
)


def find_people(request: HttpRequest, rows: QuerySet[User]) -> QuerySet[User]:
    """The people that the address asks for, by name; `role=…` those with a role, `left=1` those who have left."""
    get = request.GET
    return queries.search(rows, text=get.get("q", ""), role=get.get("role", ""), left=get.get("left") == "1")


def sheet(found: QuerySet[User], *, today: date) -> Sheet:
    """Everybody of a list, with their address."""

    def rows() -> Iterator[tables.Row]:
        for some in exports.portions(found):
            for line in queries.lines(some, on_day=today):
                shown = _row(line).cells
                yield tables.Row((shown[0], line.person.email, *shown[1:]))

    columns = (PEOPLE[0], tables.Column(key="email", label=_("Mail address")), *PEOPLE[1:])
    return exports.as_shown(_("People"), columns, total=found.count(), rows=rows)


def people(request: HttpRequest, rows: QuerySet[User], *, today: date) -> tables.Table:
    """Everybody of the directory that the address asks for."""
    left = request.GET.get("left") == "1"
    page = pages.paged(request, find_people(request, rows))
    leavers = rows.filter(is_active=False).count()
    filters = [tables.Filter(key="role", label=_("Role"), options=tuple(tables.Option(code, str(word)) for code, word in Role.choices))]
    if leavers or left:
        filters.append(tables.Filter(key="left", label=_("Gone"), options=(tables.Option("1", _("Have left"), leavers),)))
    return tables.Table(
        request=request,
        columns=PEOPLE,
        page=page,
        filters=tuple(filters),
        search=_("Name, address or job title"),
        label=_("People"),
        exported=True,
        rows=[_row(line) for line in queries.lines(page.rows, on_day=today)],
    )


def _row(line: queries.Line) -> tables.Row:
    person = line.person
    return tables.Row(
        (
            tables.Link(person.name, reverse("people:person", args=[person.pk]), person.title),
            line.roles or _("Asks for customers"),
            person.region.name if person.region else "",
            person.team.name if person.team else "",
            line.badge,
        )
    )


def program_changes(*, reader: User) -> Sheet:
    """Everything that was changed about the program, newest first: when, by whom, and what."""
    total, items = queries.program_changes(reader=reader)
    return Sheet(
        name=_("What was changed"),
        heads=(_("When"), _("By"), _("What was changed")),
        total=total,
        rows=lambda: ((item.at, item.who or _("Goodword"), item.text) for item in items),
    )
