"""Take a value off its list: what stands at it moves to another value, in the database alone."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from goodword.customers.access import check_lists
from goodword.customers.actions.lists import TAKEN_AWAY, lock_list
from goodword.customers.kinds import ListKind
from goodword.customers.models import ListItem
from goodword.customers.queries.lists import PLACES, Place, uses, uses_words
from goodword.journal.actions import record, record_selected
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import Program

BESIDE_AN_ACCOUNT = ("contact", "opportunity")


@transaction.atomic
def take_away_value(pk: int, *, into: ListItem | None, by: Actor, at: datetime) -> int | Refused:
    """Take a value off its list. Its customers, people and deals, and its spellings, go to another value; returns how many rows.

    Refused while something stands at it and no other value was named. A journal entry for each row, one for the list.
    """
    check_lists(by)
    found = ListItem.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    rows = {row.pk: row for row in lock_list(found.kind)}
    item, heir = rows.get(pk), rows.get(into.pk) if into else None
    if item is None:
        raise NotFound
    if into is not None and (heir is None or heir.pk == pk):
        return refuse("heir", _("Choose another value of the same list."))
    moved = 0
    if heir is not None:
        moved = sum(_move(place, item.code, heir.code, by=by, at=at) for place in PLACES[ListKind(item.kind)])
        heir.aliases = sorted({*heir.aliases, *item.aliases})
        heir.save(update_fields=["aliases"])
    elif counted := uses(item.kind).get(item.code):
        return refuse("used", _("Used by %(what)s. Say first what they become.") % {"what": uses_words(counted)})
    about = [Program(pk=1), item, *([heir] if heir else [])]
    record(TAKEN_AWAY, by=by, at=at, about=about, kind=item.kind, code=item.code, into=heir.code if heir else "", rows=moved)
    item.delete()
    return moved


def _move(place: Place, old: str, new: str, *, by: Actor, at: datetime) -> int:
    table, column = place.model._meta.db_table, place.column
    holds = f"t.{column} @> array[%(old)s]::varchar[]" if place.several else f"t.{column} = %(old)s"
    value = "%(new)s"
    if place.several:  # the order stays; a row that has both keeps one
        value = (
            f"case when {column} @> array[%(new)s]::varchar[] then array_remove({column}, %(old)s) "
            f"else array_replace({column}, %(old)s, %(new)s) end"
        )
    params: dict[str, str | datetime] = {"old": old, "new": new, "at": at, "column": column}
    with connection.cursor() as cursor:  # names of our own tables and columns only; everybody takes rows by their key
        cursor.execute(f"select count(*) from (select from {table} t where {holds} order by t.id for no key update) locked", params)
    also = ", t.account_id as also_id" if place.noun in BESIDE_AN_ACCOUNT else ""
    chosen = f"""select t.id as object_id, jsonb_build_object('fields', jsonb_build_array(%(column)s::text)) as data{also}
      from {table} t where {holds} order by t.id"""
    record_selected(f"{place.noun}.edited", by=by, at=at, kind=place.noun, rows=chosen, params=params, also="account" if also else "")
    with connection.cursor() as cursor:
        cursor.execute(f"update {table} t set {column} = {value}, updated_at = %(at)s where {holds}", params)
        return int(cursor.rowcount)
