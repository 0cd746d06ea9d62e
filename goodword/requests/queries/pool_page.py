"""What the page of a table shows to one reader: how many are free, the lines, the ways to narrow them down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.customers.kinds.places import country_name
from goodword.customers.queries.city_words import unknown_city
from goodword.people.models import User
from goodword.requests import access
from goodword.requests.kinds import KINDS
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries import table
from goodword.requests.queries.judging import spot_of
from goodword.requests.queries.words import request_url, title_of
from goodword.ui import pages, tables
from goodword.ui.pieces import Crumb

PER_PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to look at the table, as a link."""

    label: str
    url: str
    chosen: bool


def context_of(request: HttpRequest, ground: table.Ground, sought: table.Sought, *, reader: User) -> dict[str, Any]:
    """Everything that the page names."""
    row = ground.row
    rows = table.pool(ground, sought)
    free, blocked = table.counts(ground, sought)
    total, others = (blocked, free) if sought.blocked else (free, blocked)
    page = pages.paged(request, rows, per_page=PER_PAGE, total=total)
    return {
        "row": row,
        "title": _("Customers to choose from"),
        "crumbs": [
            Crumb(label=_("Requests"), url=reverse("requests:list")),
            Crumb(label=row.number, url=request_url(row)),
            Crumb(label=_("Customers")),
        ],
        "lines": table.lines(page.rows, ground),
        "page": page,
        "sought": sought,
        "total": total,
        "others": others,
        "whole": total + others,
        "near_words": where_words(ground, sought.where),
        "what": ", ".join(filter(None, (title_of(row), place_words(ground)))),
        "unknown": unknown_words(ground),
        "ways": [
            Way(label=where_label(ground, each), url=pages.link(request, where=each), chosen=each == sought.where) for each in ground.wheres
        ],
        "sorts": [
            Way(label=label, url=pages.link(request, sort=key), chosen=key == sought.sort) for key, label in table.sorts_of(ground).items()
        ],
        "size": "" if not ground.size else str(KINDS[row.kind].sizes[ground.size].label),
        "size_url": pages.link(request, size=None if sought.any_size else "any"),
        "free_url": pages.link(request, show=None),
        "blocked_url": pages.link(request, show="blocked"),
        "anywhere_url": pages.link(request, where=table.ANYWHERE, q=None),
        "may_choose": access.can_suggest(reader, row),
        "runs": access.runs(reader, row),
        "files": tables.files(request, min(total, table.MOST_IN_FILE)) if total else (),
        "query": request.GET.urlencode(),
        "url": reverse("requests:pool", args=[row.pk]),
    }


def where_label(ground: table.Ground, where: str) -> str:
    """A choice of the filter."""
    if where.isdecimal():
        return _("%(km)s km") % {"km": where}
    return {
        table.STATE: _("Same state or area"),
        table.COUNTRY: country_name(ground.row.place_country),
        table.REGION: ground.row.region.name if ground.row.region else "",
    }.get(where, _("Anywhere"))


def where_words(ground: table.Ground, where: str) -> str:
    """The same inside a sentence: "of 34 within 200 km"."""
    if where.isdecimal():
        return _("within %(km)s km of %(city)s") % {"km": where, "city": ground.row.place_city}
    if where == table.STATE:
        return _("in the same state or area")
    return "" if where == table.ANYWHERE else _("in %(place)s") % {"place": where_label(ground, where)}


def place_words(ground: table.Ground) -> str:
    """Where it takes place, in words."""
    row = ground.row
    return ", ".join(part for part in (row.place_city, row.place_state, country_name(row.place_country)) if part)


def unknown_place(row: ReferenceRequest) -> str:
    """The same for a request that is still being written."""
    spot = spot_of(row)
    if spot is None or spot.point:
        return ""
    return unknown_city(row.place_city, country=row.place_country, falls_back=bool(spot.area))


def unknown_words(ground: table.Ground) -> str:
    """That the city is not known, with what may have been meant; nothing when it is, or does not count."""
    if ground.inquiry.near is None or ground.spot.point:
        return ""
    row = ground.row
    return unknown_city(row.place_city, country=row.place_country, falls_back=bool(ground.spot.area))
