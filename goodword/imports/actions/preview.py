"""What a trial would change, row by row: the first rows, old beside new, in words."""

from __future__ import annotations

import json
from typing import Any

from goodword.customers.kinds.places import country_name
from goodword.customers.models import Account, ListItem
from goodword.imports.actions.matching import MODELS
from goodword.imports.actions.staging import TABLE, fetch
from goodword.imports.actions.writing import columns_of, new_value
from goodword.imports.kinds import Kind
from goodword.people.models import Region, User

SHOWN = 20
LONGEST = 120
HIDDEN = {"source", "unmapped"}


def preview(kind: Kind, *, source: str) -> list[dict[str, Any]]:
    """The first changed and the first new rows: line, name, and for each field what it was and would be."""
    table = MODELS[kind.name]._meta.db_table
    columns = [column for column in columns_of(kind) if column not in HIDDEN]
    pairs = ", ".join(f"'{column}', jsonb_build_array(to_jsonb(a.{column}), to_jsonb({new_value(column)}))" for column in columns)
    updated = fetch(
        f"""select s.line, s.name, s.changed, jsonb_build_object({pairs}) from {TABLE} s join {table} a on a.id = s.target_id
        where s.outcome = 'updated' order by s.line limit {SHOWN}""",
        {"source": source},
    )
    fresh = ", ".join(
        f"'{column}', to_jsonb({'coalesce(s.region_id, s.region_derived)' if column == 'region_id' else f's.{column}'})"
        for column in columns
    )
    created = fetch(
        f"select s.line, s.name, jsonb_build_object({fresh}) from {TABLE} s where s.outcome = 'created' order by s.line limit {SHOWN}"
    )
    words = Words(kind)
    found = []
    for line, name, changed, packed in updated:
        values = json.loads(packed)
        fields = [column for column in columns if column.removesuffix("_id") in changed]
        found.append({"line": line, "name": name, "new": False, "changes": [words.change(column, *values[column]) for column in fields]})
    for line, name, packed in created[: SHOWN - len(found) // 2]:
        filled = {column: value for column, value in json.loads(packed).items() if value and column not in {"name", "description"}}
        shown = [words.change(column, None, value) for column, value in filled.items()]
        found.append({"line": line, "name": name, "new": True, "changes": shown})
    return sorted(found, key=lambda each: each["line"])[:SHOWN]


class Words:
    """Labels of columns, and names for keys of people, regions and accounts."""

    def __init__(self, kind: Kind) -> None:
        self.labels = {
            each.fills[0]: str(each.label) for each in kind.fields if each.name in {each.fills[0], each.fills[0].removesuffix("_id")}
        }
        self.labels |= {"account_id": str(kind.by_name["account_name"].label)} if "account_name" in kind.by_name else {}
        self.vocabularies = {each.fills[0]: each.vocabulary for each in kind.fields if each.vocabulary}
        self.items = {(kind, code): label for kind, code, label in ListItem.objects.values_list("kind", "code", "label")}
        self.people = dict(User.objects.values_list("pk", "name"))
        self.regions = dict(Region.objects.values_list("pk", "name"))

    def change(self, column: str, old: Any, new: Any) -> dict[str, str]:
        """One field: its label, what it was, what it would be."""
        return {"field": self.labels.get(column, column), "old": self.said(column, old), "new": self.said(column, new)}

    def said(self, column: str, value: Any) -> str:
        """A value as people read it."""
        if value in (None, "", []):
            return ""
        if column in {"owner_id", "csm_id"}:
            return self.people.get(value, str(value))
        if column == "region_id":
            return self.regions.get(value, str(value))
        if column == "account_id":
            account = Account.objects.filter(pk=value).first()
            return account.name if account else str(value)
        if column == "country":
            return country_name(value)
        vocabulary = self.vocabularies.get(column, "")
        text = ", ".join(self.items.get((vocabulary, str(each)), str(each)) for each in (value if isinstance(value, list) else [value]))
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
