"""What a trial would change, row by row: the first rows, old beside new, in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from babel import Locale
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from goodword.customers.kinds import ActivityType, Health, Sentiment, Standing
from goodword.customers.kinds.places import country_name
from goodword.customers.models import Account, Contact, ListItem
from goodword.imports.actions import speaking
from goodword.imports.actions.matching import MODELS
from goodword.imports.actions.staging import TABLE, fetch
from goodword.imports.actions.writing import columns_of, first_value, new_value
from goodword.imports.kinds import Kind
from goodword.ledger.models import Answer
from goodword.people.models import Region, Team, User

SHOWN = 20
LONGEST = 120
HIDDEN = {"source", "unmapped", "standing_at"}


def preview(kind: Kind, words: Words, *, source: str, first: int, last: int, most: int = SHOWN) -> list[dict[str, Any]]:
    """The first changed and the first new rows: line, name, and for each field what it was and would be."""
    found = changed_rows(kind, words, source=source, first=first, last=last, most=most)
    columns = [column for column in columns_of(kind) if column not in HIDDEN]
    fresh = ", ".join(f"'{column}', to_jsonb({first_value(kind, column)})" for column in columns)
    created = fetch(
        f"""select s.line, s.name, jsonb_build_object({fresh}) from {TABLE} s
        where s.outcome = 'created' and s.line between %(first)s and %(last)s order by s.line limit {most}""",
        {"source": source, "first": first, "last": last},
    )
    for line, name, packed in created[: most - len(found) // 2]:
        filled = {column: value for column, value in json.loads(packed).items() if value and column not in {"name", "description"}}
        shown = [words.change(column, None, value) for column, value in filled.items()]
        if kind.lists_speakers and (spoke := speaking.names(line)):
            shown.append({"field": _("Who spoke"), "old": "", "new": shortly(spoke)})
        found.append({"line": line, "name": name, "new": True, "changes": shown})
    return sorted(found, key=lambda each: each["line"])[:most]


def changed_rows(kind: Kind, words: Words, *, source: str, first: int, last: int, most: int) -> list[dict[str, Any]]:
    """The first rows between two lines of the file that change something here, with the old and the new of each field."""
    table = MODELS[kind.name]._meta.db_table
    columns = columns_of(kind)
    pairs = ", ".join(f"'{column}', jsonb_build_array(to_jsonb(a.{column}), to_jsonb({new_value(kind, column)}))" for column in columns)
    updated = fetch(
        f"""select s.line, s.name, s.changed, jsonb_build_object({pairs}) from {TABLE} s join {table} a on a.id = s.target_id
        where s.outcome = 'updated' and s.line between %(first)s and %(last)s order by s.line limit {most}""",
        {"source": source, "first": first, "last": last},
    )
    found = []
    for line, name, changed, packed in updated:
        values = json.loads(packed)
        told = [column for column in columns if column.removesuffix("_id") in changed and column != "unmapped"]
        changes = [words.change(column, *values[column]) for column in told]
        changes += words.kept_aside(*values["unmapped"]) if "unmapped" in changed else []
        if "speakers" in changed:
            changes.append({"field": _("Who spoke"), "old": "", "new": shortly(speaking.names(line))})
        if "asks" in changed:
            changes.append({"field": _("Past asks"), "old": "", "new": _("counted")})
        found.append({"line": line, "name": name, "new": False, "changes": changes})
    return found


class Words:
    """Labels of columns, and names for keys of people, regions and accounts."""

    def __init__(self, kind: Kind) -> None:
        self.columns = kind.columns
        self.labels = {
            fill: str(each.label)
            for each in kind.fields
            for fill in {each.fills[0], each.fills[-1]}
            if each.name in {fill, fill.removesuffix("_id")}
        }
        self.labels |= {"source": _("Where it comes from")}
        self.labels |= {"health_checked_on": _("Health checked on"), "sentiment_on": _("Sentiment asked on")}
        self.aside = {each.name: str(each.label) for each in kind.fields} | {"account": _("Account")}
        self.accounts: dict[int, str] = {}
        self.labels |= {"account_id": str(kind.by_name["account_name"].label)} if "account_name" in kind.by_name else {}
        self.vocabularies = {each.fills[0]: each.vocabulary for each in kind.fields if each.vocabulary}
        self.items = {(kind, code): label for kind, code, label in ListItem.objects.values_list("kind", "code", "label")}
        self.items |= {("standing", code): str(label) for code, label in Standing.choices}
        self.items |= {("activity", code): str(label) for code, label in ActivityType.choices}
        self.items |= {("sentiment", code): str(label) for code, label in Sentiment.choices}
        self.items |= {("answer", code): str(label) for code, label in Answer.choices}
        self.people = dict(User.objects.values_list("pk", "name"))
        self.teams = dict(Team.objects.values_list("pk", "name"))
        self.regions = dict(Region.objects.values_list("pk", "name"))

    def change(self, column: str, old: Any, new: Any) -> dict[str, str]:
        """One field: its label, what it was, what it would be."""
        return {"field": self.labels.get(column, column), "old": self.said(column, old), "new": self.said(column, new)}

    def said(self, column: str, value: Any) -> str:
        """A value as people read it."""
        if value is None or value in ("", []):
            return ""
        named = {"owner_id": self.people, "csm_id": self.people, "region_id": self.regions, "team_id": self.teams}.get(column)
        if named is not None:
            return named.get(value, str(value))
        if column == "account_id":
            return self.account(value)
        if column in {"champion_id", "contact_id"}:
            return Contact.objects.filter(pk=value).values_list("name", flat=True).first() or str(value)
        if column in TOLD:
            return TOLD[column](value)
        if column in self.columns and self.columns[column].type == "date":
            return date_format(date.fromisoformat(value), pgettext("date format, see Django's date filter", "j M Y"))
        return self.plainly(column, value)

    def kept_aside(self, old: dict[str, str], new: dict[str, str]) -> list[dict[str, str]]:
        """Values on no list, kept beside the row: those that come, go or change."""
        names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        return [{"field": self.aside.get(name, name), "old": old.get(name, ""), "new": new.get(name, "")} for name in names]

    def account(self, key: int) -> str:
        """An account's name; asked for once."""
        if key not in self.accounts:
            found = Account.objects.filter(pk=key).values_list("name", flat=True).first()
            self.accounts[key] = found or str(key)
        return self.accounts[key]

    def plainly(self, column: str, value: Any) -> str:
        """Numbers with their thousands grouped, yes and no, and the labels of lists."""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, int | float):
            return number_format(value, force_grouping=True)
        vocabulary = self.vocabularies.get(column, "")
        text = ", ".join(self.items.get((vocabulary, str(each)), str(each)) for each in (value if isinstance(value, list) else [value]))
        return shortly(text)


def shortly(text: str) -> str:
    """A text, cut where it is too long to be shown."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def language_name(code: str) -> str:
    """A language's name, in the reader's language."""
    return str(Locale.parse((get_language() or "en").replace("-", "_")).languages.get(code, code))


TOLD: dict[str, Callable[[Any], str]] = {
    "country": country_name,
    "health": lambda value: str(dict(Health.choices).get(value, value)),
    "languages": lambda value: ", ".join(map(language_name, value)),
}
