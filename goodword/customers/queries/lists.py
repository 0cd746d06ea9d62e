"""The controlled lists for those who keep them: what uses a value, and what was changed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.kinds import ListKind
from goodword.customers.models import Account, Campaign, Contact, Opportunity
from goodword.customers.queries.rows import label_of, labels
from goodword.journal import queries as journal
from goodword.kernel.actor import ActorKind
from goodword.people.models import User
from goodword.people.queries import circles_of, named
from goodword.ui.pieces import TimelineItem

LONGEST: Final = 20


@dataclass(frozen=True, slots=True)
class Place:
    """A column that holds codes of a list: one code, or several."""

    model: type[models.Model]
    noun: str
    column: str
    several: bool = False


PLACES: Final[Mapping[ListKind, tuple[Place, ...]]] = {
    ListKind.INDUSTRY: (Place(Account, "account", "industry"),),
    ListKind.SEGMENT: (Place(Account, "account", "segment"),),
    ListKind.TIER: (Place(Account, "account", "tier"),),
    ListKind.USE_CASE: (Place(Account, "account", "use_cases", several=True), Place(Opportunity, "opportunity", "use_cases", several=True)),
    ListKind.COMPETITOR: (
        Place(Account, "account", "competitors_replaced", several=True),
        Place(Opportunity, "opportunity", "competitor"),
    ),
    ListKind.PERSONA: (Place(Contact, "contact", "persona"),),
    ListKind.DEAL_STAGE: (Place(Opportunity, "opportunity", "stage"),),
    ListKind.TAG: (Place(Account, "account", "tags", several=True),),
    ListKind.CAMPAIGN_KIND: (Place(Campaign, "campaign", "kind"),),
}

Uses = dict[str, Counter[str]]


def uses(kind: str) -> Uses:
    """How many customers, people and deals each code of a list stands at."""
    found: Uses = {}
    for place in PLACES[ListKind(kind)]:
        value = f"unnest({place.column})" if place.several else place.column
        with connection.cursor() as cursor:  # names of our own columns only
            cursor.execute(f"select {value} as code, count(*) from {place.model._meta.db_table} group by 1")
            for code, rows in cursor.fetchall():
                found.setdefault(code, Counter())[place.noun] += rows
    return found


def uses_words(counted: Mapping[str, int]) -> str:
    """What uses a value, in words: "3 customers and 1 deal"."""
    words = {
        "account": ngettext("%(n)s customer", "%(n)s customers", counted.get("account", 0)),
        "contact": ngettext("%(n)s person", "%(n)s people", counted.get("contact", 0)),
        "opportunity": ngettext("%(n)s deal", "%(n)s deals", counted.get("opportunity", 0)),
        "campaign": ngettext("%(n)s campaign", "%(n)s campaigns", counted.get("campaign", 0)),
        "request": ngettext("%(n)s request", "%(n)s requests", counted.get("request", 0)),
    }
    said = [words[noun] % {"n": counted[noun]} for noun in words if counted.get(noun)]
    return _(" and ").join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else "".join(said)


def list_timeline(kind: str, *, reader: User) -> list[TimelineItem]:
    """What was changed about a list, newest first."""
    entries = journal.about("program", 1, circle_ids=circles_of(reader))
    rows = list(entries.filter(verb__in=_WORDS, data__kind=kind)[:LONGEST])
    people = named(entry.actor_id for entry in rows if entry.actor_kind == ActorKind.PERSON and entry.actor_id)
    known = labels()

    def called(data: Mapping[str, Any], key: str) -> str:
        return label_of(known, ListKind(kind), str(data.get(key) or ""))

    return [
        TimelineItem(
            text=_said(entry.verb, entry.data) % {"label": called(entry.data, "code"), "into": called(entry.data, "into")},
            at=entry.at,
            who=people[entry.actor_id].name if entry.actor_id in people else "",
        )
        for entry in rows
    ]


_WORDS: Final = ("list.value_added", "list.value_changed", "list.value_moved", "list.value_taken_away")


def _said(verb: str, data: Mapping[str, Any]) -> str:
    if verb == "list.value_added":
        return _("“%(label)s” was added")
    if verb == "list.value_moved":
        return _("“%(label)s” has another place")
    if verb == "list.value_taken_away":
        return _("“%(label)s” was taken away; it is “%(into)s” now") if data.get("into") else _("“%(label)s” was taken away")
    fields = set(data.get("fields", ()))
    if "label" in fields:
        return _("“%(label)s” has this name now")
    return _("What “%(label)s” means for a deal changed") if "ends" in fields else _("Other spellings of “%(label)s” changed")
