"""The list of stories: its columns, its filters, and one story as a row or a line of a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import ListKind
from goodword.customers.queries import list_items
from goodword.people.queries import regions
from goodword.stories.kinds import KINDS, Stage
from goodword.stories.kinds.drivers import DRIVERS
from goodword.stories.models import Story
from goodword.stories.queries.lists import EVERYTHING, MINE, OPEN, Asked
from goodword.stories.states import StoryState
from goodword.ui import exports, pages, tables
from goodword.ui.dates import local_day
from goodword.ui.pieces import Action, Badge, BadgeTone, Person

TONES: Final[dict[str, BadgeTone]] = {
    StoryState.PROPOSED: "waiting",
    StoryState.RUNNING: "moving",
    StoryState.WAITING_METRIC: "held",
    StoryState.APPROVED: "done",
    StoryState.PUBLISHED: "done",
    StoryState.STOPPED: "ended",
}
COLUMNS: Final = (
    tables.Column(
        key="title",
        label=gettext_lazy("Story"),
        kind="link",
        order_by=("title",),
        phone="lead",
        note_label=gettext_lazy("Number"),
        is_wide=True,
    ),
    tables.Column(key="state", label=gettext_lazy("State"), kind="badge", phone="side"),
    tables.Column(key="stage", label=gettext_lazy("Stage"), order_by=("stage",)),
    tables.Column(key="account", label=gettext_lazy("Customer"), order_by=("account__search_name",)),
    tables.Column(key="manager", label=gettext_lazy("Leads it"), kind="person", order_by=("manager__name",), phone="off"),
    tables.Column(
        key="begun", label=gettext_lazy("Proposed"), kind="day", order_by=("created_at",), phone="off", descending_first=True, is_short=True
    ),
)
# The field that each filter of the address narrows.
FIELDS: Final = {
    "kind": "kind",
    "state": "state",
    "stage": "stage",
    "driver": "drivers",
    "use_case": "use_cases",
    "region": "account__region__code",
}


def asked_in(request: HttpRequest) -> Asked:
    """What the address narrows the list to."""
    chosen = {of: [each for each in request.GET.getlist(key) if each] for key, of in FIELDS.items()}
    return Asked(request.GET.get("q", "").strip()[:200], chosen)


def filters() -> tuple[tables.Filter, ...]:
    """The menus of the filter bar."""

    def menu(key: str, label: str, pairs: Iterable[tuple[str, object]]) -> tables.Filter:
        return tables.Filter(key=key, label=label, options=tuple(tables.Option(code, str(word)) for code, word in pairs), many=True)

    return (
        menu("kind", _("Kind"), ((each.code, each.label) for each in KINDS.values())),
        menu("state", _("State"), StoryState.choices),
        menu("stage", _("Stage"), Stage.choices),
        menu("driver", _("Value driver"), ((each.code, each.label) for each in DRIVERS.values())),
        menu("use_case", _("Use case"), ((each.code, each.label) for each in list_items(ListKind.USE_CASE))),
        menu("region", _("Region"), ((each.code, each.name) for each in regions())),
    )


def badge_of(row: Story) -> Badge:
    """The state in plain words."""
    return Badge(word=row.get_state_display(), tone=TONES[row.state])


def row_of(row: Story) -> tables.Row:
    """One line of the list."""
    return tables.Row(
        (
            tables.Link(row.title, reverse("stories:story", args=[row.number]), f"{row.reference} {KINDS[row.kind].label}"),
            badge_of(row),
            row.get_stage_display(),
            row.account.name if row.account is not None else row.heard_where,
            Person(name=row.manager.name, id=row.manager.pk) if row.manager is not None else None,
            local_day(row.created_at),
        )
    )


def stories(request: HttpRequest, page: pages.Page, *, sort: tables.Sort, is_narrowed: bool) -> tables.Table:
    """The list of one page."""
    propose = Action(label=_("Propose a story"), url=reverse("stories:propose"), style="primary")
    return tables.Table(
        request=request,
        columns=COLUMNS,
        rows=[row_of(row) for row in page.rows],
        page=page,
        sort=sort,
        filters=filters(),
        search=_("Number, title, customer or who leads it"),
        label=_("Stories"),
        exported=True,
        empty=tables.Empty(
            title=_("No story is like this") if is_narrowed else _("No story yet"),
            text=_("Take a filter away, or search for something else.")
            if is_narrowed
            else _("A story begins with a customer who has something to tell. Propose one from its page, or here."),
            icon="book",
            action=None if is_narrowed else propose,
        ),
    )


def views(request: HttpRequest, view: str, counts: dict[str, int]) -> list[tuple[str, str, bool, int]]:
    """The chips above the list: label, address, whether it is chosen, how many."""
    words = {MINE: _("Mine"), OPEN: _("In the making"), EVERYTHING: _("All")}
    return [(words[key], pages.link(request, view=key, page=None), key == view, counts[key]) for key in words]


def sheet(rows: QuerySet[Story], *, at: datetime) -> exports.Sheet:
    """Every story of a list as a file."""
    del at

    def lines() -> Iterable[tuple[object, ...]]:
        for row in rows.iterator(chunk_size=exports.LINES_AT_ONCE):
            yield (
                row.reference,
                row.title,
                str(KINDS[row.kind].label),
                row.get_state_display(),
                row.get_stage_display(),
                row.account.name if row.account else "",
                row.account.region.name if row.account and row.account.region else "",
                row.manager.name if row.manager else "",
                _("yes") if row.is_attributable else _("no"),
                ", ".join(str(DRIVERS[code].short) for code in row.drivers if code in DRIVERS),
                ", ".join(row.use_cases),
                row.created_at,
                row.approved_at,
            )

    heads = [_("Number"), _("Title"), _("Kind"), _("State"), _("Stage"), _("Customer"), _("Region"), _("Leads it"), _("With the name")]
    heads += [_("Value drivers"), _("Use cases"), _("Proposed"), _("Approved")]
    return exports.Sheet(name=_("Stories"), heads=heads, total=rows.count(), rows=lines)
