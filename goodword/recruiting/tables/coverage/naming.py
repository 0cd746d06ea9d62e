"""What the cells of the map are called, what each says aloud, and what it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.kinds import ListKind
from goodword.customers.queries.rows import label_of, labels_and_regions
from goodword.recruiting.queries.demand import PLACE, Covered, Key


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows and columns of a map are called here, the columns in their order."""

    rows: Mapping[str, str]
    columns: Mapping[str, str]
    row_head: str
    column_head: str

    def row(self, code: str) -> str:
        """What a row is called."""
        return self.rows.get(code) or label_of({}, ListKind.INDUSTRY, code)

    def column(self, code: str) -> str:
        """What a column is called."""
        return self.columns.get(code) or label_of({}, ListKind.SEGMENT, code)


def names_of(which: str) -> Names:
    """How this company calls industries and regions, or use cases and segments."""
    known, places = labels_and_regions()
    if which == PLACE:
        return Names(known.get(ListKind.INDUSTRY, {}), {each.code: each.name for each in places}, _("Industry"), _("Region"))
    return Names(known.get(ListKind.USE_CASE, {}), known.get(ListKind.SEGMENT, {}), _("Use case"), _("Segment"))


def cell_url(which: str, key: Key, **more: str) -> str:
    """The page of one cell."""
    return f"{reverse('recruiting:cell', args=[which])}?{urlencode({'row': key[0], 'column': key[1], **more})}"


def leads_url(which: str, key: Key) -> str:
    """The reference leads that would fill a cell."""
    first, second = ("industry", "region") if which == PLACE else ("use_case", "segment")
    return f"{reverse('recruiting:leads')}?{urlencode({first: key[0], second: key[1]})}"


def cell_words(key: Key, names: Names, cell: Covered) -> str:
    """One cell said aloud."""
    said = [
        ngettext("%(n)s member", "%(n)s members", cell.members) % {"n": cell.members},
        _("%(n)s free for a call today") % {"n": cell.free} if cell.members else "",
        ngettext("%(n)s request", "%(n)s requests", cell.demand) % {"n": cell.demand},
        _("%(n)s more than members") % {"n": cell.missing} if cell.missing else "",
    ]
    return _("%(row)s, %(column)s: %(what)s") % {
        "row": names.row(key[0]),
        "column": names.column(key[1]),
        "what": ", ".join(filter(None, said)),
    }
