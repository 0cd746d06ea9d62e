"""The controlled lists: shipped once, then the program's own."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from goodword.customers.access import check_lists
from goodword.customers.kinds.lists import SHIPPED
from goodword.customers.kinds.vocabulary import ListKind, StageEnd
from goodword.customers.models import ListItem
from goodword.customers.queries import list_items
from goodword.journal.actions import record
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.text import fold, free_code
from goodword.kernel.turns import take_turns
from goodword.people.models import Program

LONGEST_CODE: Final = 50
ADDED, CHANGED, MOVED, TAKEN_AWAY = "list.value_added", "list.value_changed", "list.value_moved", "list.value_taken_away"


@transaction.atomic
def ensure_lists() -> int:
    """Add shipped values that are not there yet, less those that somebody took away; labels and order that somebody changed stay."""
    known = set(ListItem.objects.values_list("kind", "code"))
    known |= set(Entry.objects.filter(verb=TAKEN_AWAY).values_list("data__kind", "data__code"))
    rows = [
        ListItem(
            kind=kind,
            code=value.code,
            label=value.label,
            aliases=sorted({fold(value.label), value.code, *map(fold, value.aliases)}),
            position=position,
            is_won=value.is_won,
            is_lost=value.is_lost,
        )
        for kind, values in SHIPPED.items()
        for position, value in enumerate(values)
        if (kind, value.code) not in known
    ]
    ListItem.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def lock_list(kind: str) -> list[ListItem]:
    """The values of a list in their order, while nobody else changes that list."""
    take_turns(f"goodword list {kind}")
    return list(list_items(kind))


@transaction.atomic
def add_value(*, kind: str, label: str, by: Actor, at: datetime) -> ListItem | Refused:
    """Put a value at the end of a list (a deal stage before the first that ends a deal); refuses a name that the list knows."""
    check_lists(by)
    rows = lock_list(kind)
    taken = _taken(rows, {fold(label)})
    if taken:
        return refuse("known", taken)
    last = ListItem.objects.filter(kind=kind).aggregate(last=Max("position"))["last"]
    codes = {row.code for row in rows} | {value.code for value in SHIPPED[ListKind(kind)]}
    item = ListItem.objects.create(
        kind=kind, code=free_code(label, taken=codes, longest=LONGEST_CODE), label=label, aliases=[fold(label)], position=(last or 0) + 1
    )
    ended = next((place for place, row in enumerate(rows) if row.is_won or row.is_lost), len(rows))
    _number([*rows[:ended], item, *rows[ended:]])
    record(ADDED, by=by, at=at, about=[Program(pk=1), item], kind=kind, code=item.code)
    return item


@transaction.atomic
def change_value(
    pk: int, *, label: str, spellings: Collection[str], ends: str = "", seen: dict[str, str], by: Actor, at: datetime
) -> ListItem | Refused:
    """Rename a value, or change how else it is written and what it means for a deal; the former name stays understood.

    `seen` is what the form showed. What somebody else changed since then stays, and when both renamed it the second is refused.
    """
    check_lists(by)
    kind = _kind_of(pk)
    rows = lock_list(kind)
    item = next((row for row in rows if row.pk == pk), None)
    if item is None:
        raise NotFound
    if label == seen["label"]:
        label = item.label
    elif item.label not in (seen["label"], label):
        return refuse(
            "raced", _("Meanwhile somebody has called it “%(label)s”. Save again to call it as you wrote.") % {"label": item.label}
        )
    shown, wanted = set(map(fold, seen["spellings"].splitlines())) - {""}, {fold(each) for each in spellings} - {""}
    aliases = {*item.aliases, *wanted} - (shown - wanted) | {fold(label), fold(item.label), item.code}
    others = [row for row in rows if row.pk != pk]
    if taken := _taken(others, {fold(label)}):
        return refuse("known", taken)
    if taken := _taken(others, wanted - shown):
        return refuse("spelt", taken)
    end = ends if ends != seen.get("ends", "") else item.end
    before = {"label": item.label, "aliases": sorted(item.aliases), "ends": item.end}
    after = {"label": label, "aliases": sorted(aliases), "ends": end}
    fields = [name for name in after if after[name] != before[name]]
    if fields:
        item.label, item.aliases = label, sorted(aliases)
        item.is_won, item.is_lost = end == StageEnd.WON, end == StageEnd.LOST
        item.save()
        record(CHANGED, by=by, at=at, about=[Program(pk=1), item], kind=kind, code=item.code, fields=fields)
    return item


@transaction.atomic
def move_value(pk: int, *, up: bool, by: Actor, at: datetime) -> ListItem:
    """Let a value change places with the one above it, or below it; nothing at the end of the list."""
    check_lists(by)
    kind = _kind_of(pk)
    rows = lock_list(kind)
    place = next((place for place, row in enumerate(rows) if row.pk == pk), None)
    if place is None:
        raise NotFound
    item, other = rows[place], place + (-1 if up else 1)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        _number(rows)
        record(MOVED, by=by, at=at, about=[Program(pk=1), item], kind=kind, code=item.code, to=other)
    return item


def _kind_of(pk: int) -> str:
    kind = ListItem.objects.filter(pk=pk).values_list("kind", flat=True).first()
    if kind is None:
        raise NotFound
    return kind


def _number(rows: list[ListItem]) -> None:
    """Write the places of a list that are not right."""
    wrong = [row for place, row in enumerate(rows) if row.position != place]
    for place, row in enumerate(rows):
        row.position = place
    ListItem.objects.bulk_update(wrong, ["position"])


def _names_of(rows: list[ListItem]) -> dict[str, ListItem]:
    return {name: row for row in rows for name in (*row.aliases, fold(row.label))}


def _taken(rows: list[ListItem], names: set[str]) -> str:
    """In words, which value of the list one of these names belongs to already."""
    known = _names_of(rows)
    found = next((name for name in sorted(names) if name in known), None)
    if found is None:
        return ""
    if fold(known[found].label) == found:
        return _("“%(label)s” is on the list already.") % {"label": known[found].label}
    return _("“%(name)s” is understood as “%(label)s” already.") % {"name": found, "label": known[found].label}
