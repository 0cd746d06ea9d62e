"""The first page of Insight: the main numbers of all reports as tiles that lead on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.reports.kinds.figures import Tile
from goodword.reports.queries import asked_for
from goodword.reports.queries.asked_for import DID_NOT, HELPED, UNKNOWN
from goodword.reports.queries.scope import Scope
from goodword.reports.tables.bar import Names
from goodword.reports.tables.groups import count


def page(request: HttpRequest, scope: Scope, names: Names) -> dict[str, Any]:
    """What the first page shows."""
    del request, names
    return {"tiles": [_outcomes(scope)]}


def _outcomes(scope: Scope) -> Tile:
    rows = asked_for.with_result(asked_for.requests_in(scope))
    counts = asked_for.totals(rows, "result")
    said = sum(counts.get(each, 0) for each in (HELPED, DID_NOT, UNKNOWN))
    words = ngettext("of %(said)s outcome said in the last four quarters", "of %(said)s outcomes said in the last four quarters", said)
    return Tile(
        title=_("It helped"),
        figure=count(counts.get(HELPED, 0)),
        text=words % {"said": count(said)} if said else _("No outcome was said yet"),
        url=reverse("reports:outcomes"),
        icon="thumb-up",
    )
