"""Rows of a file about somebody who asked to be deleted: not taken, and the report says since when, without a word of who it is."""

from __future__ import annotations

from typing import Any

from goodword.customers.queries.erased import erased_on_each, somebody_is_erased
from goodword.imports.actions.staging import TABLE, execute, fetch
from goodword.imports.kinds import Kind

OUTCOME = "erased"
# By address or ID, of people whom nothing here is known of any more.
_NEW = f"""
select line, coalesce(email, ''), coalesce(external_id, '') from {TABLE}
where outcome is null and target_id is null and line between %(first)s and %(last)s and (email is not null or external_id is not null)
"""
# The day stands where other rows have the line of which they are a duplicate.
_LEAVE_OUT = f"""
update {TABLE} s set outcome = '{OUTCOME}', name = null, email = null, first_line = d.day
from unnest(%(lines)s::int[], %(days)s::int[]) d (line, day) where d.line = s.line
"""


def leave_out(kind: Kind, *, source: str, first: int, last: int) -> set[str]:
    """Leave out the lines about people who were deleted; their addresses and IDs, for whoever clears what else shows them."""
    if kind.one != "contact" or not somebody_is_erased():
        return set()
    found = fetch(_NEW, {"first": first, "last": last})
    days = erased_on_each(((email, own_id) for _line, email, own_id in found), source=source)
    left = {line: (email, own_id) for line, email, own_id in found if (email, own_id) in days}
    if left:
        execute(_LEAVE_OUT, {"lines": list(left), "days": [days[each].toordinal() for each in left.values()]})
    return {cell for each in left.values() for cell in each if cell}


def without(detected: dict[str, Any], cells: set[str]) -> dict[str, Any]:
    """What was seen of the file, without the rows of its sample in which one of these stands."""
    sample = [row for row in detected.get("sample", []) if not cells & {str(cell).strip() for cell in row}]
    return detected | {"sample": sample} if "sample" in detected else detected
