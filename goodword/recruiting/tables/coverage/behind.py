"""What is behind one cell: its members, or its requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.customers.tables import standing_badge
from goodword.requests.kinds import KINDS
from goodword.requests.queries.words import request_url
from goodword.requests.states import REQUEST_OPEN, RequestState
from goodword.ui import pages, tables
from goodword.ui.pieces import Badge


def member_columns() -> tuple[tables.Column, ...]:
    """The columns of the members of a cell."""
    return (
        tables.Column(key="name", label=_("Customer"), kind="link", phone="lead", note_label=_("Reference ID")),
        tables.Column(key="standing", label=_("Standing"), kind="badge", phone="side"),
        tables.Column(key="free", label=_("Free for a call today")),
        tables.Column(key="since", label=_("Member since"), kind="day"),
    )


def member_rows(members: Iterable[Any]) -> Iterator[tables.Row]:
    """The members of a cell; `is_free` says of each whether it may be asked today."""
    for each in members:
        link = tables.Link(each.account.name, reverse("desk:account", args=[each.account_id]), each.reference_id)
        yield tables.Row((link, standing_badge(each), _("yes") if each.is_free else _("no"), each.joined_on))


def request_columns() -> tuple[tables.Column, ...]:
    """The columns of the requests of a cell."""
    return (
        tables.Column(key="request", label=_("Request"), kind="link", phone="lead", note_label=_("Kind")),
        tables.Column(key="state", label=_("State"), kind="badge", phone="side"),
        tables.Column(key="asker", label=_("Asked by")),
        tables.Column(key="sent", label=_("Sent"), kind="day"),
    )


def request_rows(found: Iterable[Any]) -> Iterator[tables.Row]:
    """The requests of a cell."""
    for each in found:
        kind = KINDS.get(each.kind)
        link = tables.Link(each.number, request_url(each), str(kind.label) if kind else "")
        yield tables.Row((link, _badge(each.state), each.requester.name, each.submitted_at))


def _badge(state: str) -> Badge:
    return Badge(word=str(RequestState(state).label), tone="moving" if state in REQUEST_OPEN else "ended")


def plain_table(
    request: HttpRequest, shown: Sequence[tables.Column], page: pages.Page, lines: list[tables.Row], label: str
) -> tables.Table:
    """A list without filters of its own: the cell is the filter."""
    empty = tables.Empty(title=_("Nobody here"), icon="columns")
    return tables.Table(request=request, columns=tuple(shown), rows=lines, page=page, label=label, exported=True, empty=empty)
