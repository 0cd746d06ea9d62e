"""Journal entries as lines of a timeline.

Entries hold ids and codes. The words of each verb stand in the `kinds/sentences.py` of the slice that owns the verb; a page merges
the tables of the slices it shows. Names are read when the line is drawn, so that somebody who was erased is gone here too.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Model, Value
from django.utils.translation import gettext as _

from goodword.customers.kinds.sentences import Sentence
from goodword.customers.models import Account, Campaign, Contact, Merge, Opportunity
from goodword.customers.queries.merges import names_of_gone
from goodword.journal.models import Entry
from goodword.journal.queries import rows_of
from goodword.kernel.actor import ActorKind
from goodword.kernel.references import request_number
from goodword.people.models import User
from goodword.ui import dates
from goodword.ui.navigation import address
from goodword.ui.pieces import TimelineItem

Names = dict[int, str]
REQUEST: Final = "referencerequest"
# What stands in the data of an entry as the id of a colleague.
PEOPLE: Final = ("to", "heard_by", "said_by", "away")
# What was said stands on the page, so the line leads to it.
SAID: Final = ("comment.added", "comment.edited", "comment.restored")
# What stands in the data of an entry as the id of one of two that were merged.
MERGED: Final = ("gone", "kept")


@dataclass(frozen=True, slots=True)
class _Known:
    people: Names
    contacts: Names
    accounts: Names
    opportunities: Names
    campaigns: Names
    to_come: frozenset[int]

    def merged(self, entry: Entry, key: int) -> str:
        """The name of one of two that were merged."""
        names = self.accounts if entry.verb.startswith("account.") else self.contacts
        return names.get(key, _("somebody"))


def timeline_items(
    entries: Iterable[Entry], sentences: Mapping[str, Sentence], *, today: date, shut: Collection[int] | None = None
) -> list[TimelineItem]:
    """Say entries in words, in their order; one statement for the names, however many entries there are.

    `shut` is for the pages of other rows: the entries about a request that the reader may not open. Such a line says only that it
    happened, without the words that somebody wrote; any other leads to its request.
    """
    rows = list(entries)
    known = _names(rows, today)
    return [_item(entry, sentences, known, today, shut=shut) for entry in rows]


def _ids(rows: list[Entry], kind: str) -> set[int]:
    return {key for entry in rows for noun, key in rows_of(entry) if noun == kind}


def _names(rows: list[Entry], today: date) -> _Known:
    acting = {
        kind: {entry.actor_id for entry in rows if entry.actor_kind == kind and entry.actor_id}
        for kind in (ActorKind.PERSON, ActorKind.CONTACT)
    }
    # Whom something was given to stands in the entry as an id, like everybody.
    given = {entry.data[name] for entry in rows for name in PEOPLE if isinstance(entry.data.get(name), int)}
    wanted = {
        User: acting[ActorKind.PERSON] | given,
        Contact: _ids(rows, "contact") | acting[ActorKind.CONTACT],
        Account: _ids(rows, "account"),
        Opportunity: _ids(rows, "opportunity"),
        Campaign: _ids(rows, "campaign"),
    }
    found = _read(wanted)
    return _Known(
        people=found[User],
        contacts=_with_gone(Merge.CONTACT, wanted[Contact], found[Contact]),
        accounts=_with_gone(Merge.ACCOUNT, wanted[Account], found[Account]),
        opportunities=found[Opportunity],
        campaigns=found[Campaign],
        to_come=_to_come(wanted[Campaign], today),
    )


def _to_come(campaigns: set[int], today: date) -> frozenset[int]:
    """Those of some campaigns that begin after today."""
    return (
        frozenset(Campaign.objects.filter(pk__in=campaigns, held_on__gt=today).values_list("pk", flat=True)) if campaigns else frozenset()
    )


def _read(wanted: Mapping[type[Model], set[int]]) -> dict[type[Model], Names]:
    """The names of rows of several tables, in one statement."""
    found: dict[type[Model], Names] = {model: {} for model in wanted}
    by_noun = {str(model._meta.model_name): model for model in wanted}
    parts = [
        model._default_manager.filter(pk__in=keys).order_by().values_list(Value(noun), "pk", "name")
        for noun, model in by_noun.items()
        if (keys := wanted[model])
    ]
    for noun, key, name in parts[0].union(*parts[1:], all=True) if parts else ():
        found[by_noun[noun]][key] = name
    return found


def _with_gone(kind: str, wanted: set[int], found: Names) -> Names:
    """Who was merged away keeps the name of then; asked for only when somebody is missing."""
    return found | names_of_gone(kind, wanted - found.keys())


def _item(entry: Entry, sentences: Mapping[str, Sentence], known: _Known, today: date, *, shut: Collection[int] | None) -> TimelineItem:
    values = _values(entry, known, today)
    sentence = sentences.get(entry.verb)
    if sentence is None:
        text = entry.verb.replace(".", " ").replace("_", " ").capitalize()
    elif callable(sentence):
        text = sentence(values)
    else:
        text = str(sentence) % values
    about = {key for noun, key in rows_of(entry) if noun == REQUEST} if shut is not None else set()
    may_open = entry.pk not in (shut or ())
    note = getattr(entry, "note", None) if may_open else None
    return TimelineItem(
        text=text[:1].upper() + text[1:],
        at=entry.at,
        who=_who(entry, known),
        note=note.text if note else "",
        url=_url(entry, about if may_open else set()),
    )


def _url(entry: Entry, requests: set[int]) -> str:
    """Where a line leads: to the request it is about, to what was said; nowhere on the page of the row itself."""
    page = address("requests:request", min(requests)) if requests else ""
    if entry.verb not in SAID:
        return page
    keys = dict(rows_of(entry))
    at = address("desk:account", keys["account"]) if "account" in keys else page
    return f"{at}#comment-{keys['comment']}" if "comment" in keys else at


def _values(entry: Entry, known: _Known, today: date) -> dict[str, Any]:
    values: dict[str, Any] = {name: _worded(name, value, today) for name, value in entry.data.items()}
    gone = _("somebody")
    for name in PEOPLE:
        if isinstance(values.get(name), int):
            values[name] = known.people.get(values[name], gone)
    if entry.verb.endswith((".merged", ".split")):
        values |= {name: known.merged(entry, values[name]) for name in MERGED}
    if entry.actor_kind == ActorKind.PERSON:
        values["by"] = known.people.get(entry.actor_id or 0, gone)
    if entry.actor_kind == ActorKind.CONTACT:
        values["contact"] = known.contacts.get(entry.actor_id or 0, gone)
    for noun, key in rows_of(entry):
        if noun == "contact":
            values["contact"] = values["contact_name"] = known.contacts.get(key, gone)
        elif noun == "account":
            values["account"] = known.accounts.get(key, "")
        elif noun == "opportunity":
            values["opportunity"] = known.opportunities.get(key, "")
        elif noun == "campaign":
            values["campaign"] = known.campaigns.get(key, "")
            values["to_come"] = key in known.to_come
        elif noun == REQUEST:
            values["request"] = request_number(key)
    return {"contact": gone, "account": "", "opportunity": "", "campaign": "", "request": "", **values}


def _worded(name: str, value: Any, today: date) -> Any:
    if isinstance(value, str) and (name.endswith(("_on", "until")) or name in ("on", "since")):
        try:
            return dates.day_words(date.fromisoformat(value[:10]), today=today)
        except ValueError:
            return value
    return value


def _who(entry: Entry, known: _Known) -> str:
    if entry.actor_kind == ActorKind.PERSON:
        return known.people.get(entry.actor_id or 0, "")
    if entry.actor_kind == ActorKind.CONTACT:
        return known.contacts.get(entry.actor_id or 0, _("the customer"))
    return ""
