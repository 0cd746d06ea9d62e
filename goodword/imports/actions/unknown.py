"""Say once what an unknown value means: the rows that hold it are set right, and the next import knows."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction

from goodword.customers.models import Account, Campaign, Contact, ListItem, Opportunity
from goodword.imports.actions.launch import check
from goodword.imports.actions.staging import execute
from goodword.imports.kinds import KINDS
from goodword.imports.models import ValueMatch
from goodword.imports.queries import vocabulary_of
from goodword.imports.values.countries import codes
from goodword.journal.actions import record_selected
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.kernel.references import parse_key
from goodword.people.models import Region, User

TABLES: dict[str, tuple[type[models.Model], str]] = {
    "accounts": (Account, "account"),
    "opportunities": (Opportunity, "opportunity"),
    "campaigns": (Campaign, "campaign"),
}
COLUMNS = {"owner": "owner_id", "csm": "csm_id", "region": "region_id", "sector": "industry"}
LEAVE = "="  # no code and no key looks like this
SEVERAL = {"use_cases", "competitors_replaced", "tags"}


@transaction.atomic
def say_meaning(*, kind: str, field: str, source: str, value: str, target: str, by: Actor, at: datetime) -> int:
    """Set every row that keeps this value, or leave it as it is; remembered. Returns how many rows. NotFound for no such target."""
    check(by)
    if (kind not in TABLES and field != "persona") or kind not in KINDS or field not in KINDS[kind].by_name:
        raise NotFound
    vocabulary = vocabulary_of(kind, field)
    leave = target == LEAVE
    if not vocabulary or not (leave or exists(vocabulary, target)):
        raise NotFound
    of_source = source if vocabulary == "person" else ""
    defaults = {"target": "" if leave else target}
    ValueMatch.objects.update_or_create(vocabulary=vocabulary, source=of_source, value=value[:300], defaults=defaults)
    if leave:
        return 0
    if field == "persona":
        return apply_persona(value, target, by=by, at=at)
    rows = apply(kind, field, value, target, source=source if vocabulary == "person" else None, by=by, at=at)
    if vocabulary == "person":  # the same person stands in the other owner columns
        for other_kind, other_field in (("accounts", "owner"), ("accounts", "csm"), ("opportunities", "owner")):
            if (other_kind, other_field) != (kind, field):
                rows += apply(other_kind, other_field, value, target, source=source, by=by, at=at)
    return rows


def follow_value(*, vocabulary: str, old: str, new: str) -> None:
    """What was said to mean a value that goes away means another one, or is asked for again; part of taking the value away."""
    said = ValueMatch.objects.filter(vocabulary=vocabulary, target=old)
    if new:
        said.update(target=new)
    else:
        said.delete()


def exists(vocabulary: str, target: str) -> bool:
    """Whether a target is on its list."""
    if vocabulary == "person":
        return User.objects.filter(pk=parse_key(target) or 0, is_active=True).exists()
    if vocabulary == "region":
        return Region.objects.filter(pk=parse_key(target) or 0).exists()
    if vocabulary == "country":
        return target in codes()
    return ListItem.objects.filter(kind=vocabulary, code=target).exists()


def apply_persona(value: str, target: str, *, by: Actor, at: datetime) -> int:
    """Set the persona of every contact that keeps these words; a journal entry each."""
    table = Contact._meta.db_table
    params = {"value": value, "target": target, "at": at}
    journal = f"""select t.id as object_id, jsonb_build_object('fields', jsonb_build_array('persona')) as data, t.account_id as also_id
      from {table} t where t.persona = %(value)s order by t.id"""
    record_selected("contact.edited", by=by, at=at, kind="contact", rows=journal, params=params, also="account")
    return execute(f"update {table} set persona = %(target)s, updated_at = %(at)s where persona = %(value)s", params)


def apply(kind: str, field: str, value: str, target: str, *, source: str | None, by: Actor, at: datetime) -> int:
    """Set the column of every row that keeps the value; a journal entry each."""
    model, noun = TABLES[kind]
    table = model._meta.db_table
    column = COLUMNS.get(field, field)
    params: dict[str, object] = {
        "field": field,
        "value": value,
        "target": int(target) if column.endswith("_id") else target,
        "at": at,
        "source": source,
    }
    if field in SEVERAL:
        keeps = "%(value)s = any(string_to_array(t.unmapped->>%(field)s, '; '))"
        new = f"array(select distinct unnest(t.{column} || %(target)s::text) order by 1)"
        left = "array_to_string(array_remove(string_to_array(t.unmapped->>%(field)s, '; '), %(value)s), '; ')"
        rest = f"case when {left} = '' then t.unmapped - %(field)s::text else t.unmapped || jsonb_build_object(%(field)s::text, {left}) end"
    else:
        keeps, new, rest = "t.unmapped->>%(field)s = %(value)s", "%(target)s", "t.unmapped - %(field)s::text"
    scope = f"{keeps} and (%(source)s::text is null or t.source = %(source)s)"
    changed = "jsonb_build_object('fields', jsonb_build_array(%(field)s::text))"
    also = ", t.account_id as also_id" if noun == "opportunity" else ""
    journal = f"select t.id as object_id, {changed} as data{also} from {table} t where {scope} order by t.id"
    record_selected(f"{noun}.edited", by=by, at=at, kind=noun, rows=journal, params=params, also="account" if also else "")
    return execute(f"update {table} t set {column} = {new}, unmapped = {rest}, updated_at = %(at)s where {scope}", params)
