"""Reading runs, and what the values of a file are looked up in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from goodword.customers.kinds.places import countries
from goodword.customers.models import Account, Campaign, Contact, ListItem, Opportunity
from goodword.imports.kinds import KINDS
from goodword.imports.kinds.words import own_words
from goodword.imports.models import HealthScale, ImportRun, ValueMatch
from goodword.imports.reading.names import plain
from goodword.imports.states import WORKING
from goodword.imports.values.plan import Lookups
from goodword.imports.values.scale import Scale, scale_of
from goodword.kernel.text import fold
from goodword.people.models import Region, Team, User

REGION_WORDS = {
    "emea": "europe,middleeast,africa,europemiddleeastafrica,europemiddleeastandafrica,eu,dach,nordics,uki,meta,benelux,mea",
    "americas": "america,amer,amers,namer,na,noram,northamerica,latam,latinamerica,southamerica,usa,us,canada,amr,unitedstates",
    "apac": "asiapacific,asia,apj,japac,anz,asean,japan,apacj,asiapacificjapan,oceania,pacific,jpac",
}
MOST_UNKNOWN = 20
PEOPLE_FIELDS = ("owner", "csm")


def lookups(source: str, scale: Scale | None = None) -> Lookups:
    """Everything that values of one source's files are looked up in, read once for a run."""
    lists: dict[str, dict[str, str]] = defaultdict(dict)
    for item in ListItem.objects.order_by("kind", "-position", "-pk"):
        for name in (*item.aliases, item.label, item.code):
            lists[item.kind][plain(name)] = item.code
    lists |= own_words()
    lists["team"] = {plain(word): str(pk) for pk, code, name in Team.objects.values_list("pk", "code", "name") for word in (code, name)}
    people = people_by_word()
    regions: dict[str, int] = {}
    region_of: dict[str, int] = {}
    for region in Region.objects.order_by("-position"):
        regions |= {plain(word): region.pk for word in (*REGION_WORDS.get(region.code, "").split(","), region.name, region.code) if word}
        region_of |= dict.fromkeys(region.countries, region.pk)
    for match in ValueMatch.objects.filter(source__in=["", source]).exclude(target=""):
        if match.vocabulary == "person":
            people[fold(match.value)] = int(match.target)
        elif match.vocabulary == "region":
            regions[plain(match.value)] = int(match.target)
        else:
            lists[match.vocabulary][plain(match.value)] = match.target
    return Lookups(lists, people, regions, region_of, scale or Scale())


def people_by_word() -> dict[str, int]:
    """Colleagues by mail, ID in the other system, and name where only one person has it. Leavers count: they handed over, not vanished."""
    rows = list(User.objects.values_list("pk", "email", "external_id", "name", "is_active"))
    names = Counter(fold(name) for *_, name, _active in rows)
    found = {fold(name): pk for pk, _, _, name, _active in rows if name and names[fold(name)] == 1}
    found |= {fold(external_id): pk for pk, _, external_id, _, _active in rows if external_id}
    return found | {fold(email): pk for pk, email, *_ in rows}


def kept_scale(source: str) -> dict[str, Any] | None:
    """What the scores and words of a source were said to mean the last time."""
    found = HealthScale.objects.filter(source=source).first()
    return {name: getattr(found, name) for name in ("fair_from", "good_from", "words")} if found is not None else None


def scale_of_run(run: ImportRun) -> Scale:
    """What the scores and words of a run's file mean."""
    return scale_of(run.chosen.get("health"))


def unknown_health(run: ImportRun) -> list[str]:
    """Words for health that the last trial of a run did not know."""
    column = run.columns.get("health")
    if not column:
        return []
    found = run.rejections.filter(row_was_taken=True, column=column[:200]).order_by("line", "pk")
    return list(dict.fromkeys(found.values_list("value", flat=True)[:MOST_UNKNOWN]))


def runs() -> QuerySet[ImportRun]:
    """All runs with who started them, newest first."""
    return ImportRun.objects.select_related("started_by")


def sources() -> list[str]:
    """Names of sources used so far."""
    return sorted(set(ImportRun.objects.values_list("source", flat=True)))


# Several use cases of one row are kept in one text.
_UNKNOWN = """
select each.key, t.source, part, count(*) from {table} t, jsonb_each_text(t.unmapped) each,
  unnest(case when each.key in ('use_cases', 'competitors_replaced', 'tags') then string_to_array(each.value, '; ')
    else array[each.value] end) part
where t.unmapped <> '{{}}' group by 1, 2, 3 order by 4 desc, 1, 3 limit %s
"""


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A kept value that is on no list: where it stands and how often."""

    kind: str
    field: str
    source: str
    value: str
    rows: int
    left: bool = False  # somebody said to leave it as it is

    @property
    def label(self) -> str:
        """The field's name, in words."""
        known = KINDS[self.kind].by_name.get(self.field)
        return str(known.label) if known else self.field

    @property
    def vocabulary(self) -> str:
        """Which list it is to be matched with: person, region, country or a controlled list."""
        return vocabulary_of(self.kind, self.field)


def vocabulary_of(kind: str, field: str) -> str:
    """The list that a field's values belong to; blank when there is nothing to choose from."""
    known = KINDS[kind].by_name.get(field)
    if field in PEOPLE_FIELDS:
        return "person"
    if field in {"region", "country"}:
        return field
    return known.vocabulary if known else ""


_UNKNOWN_PERSONAS = """
select 'persona', c.source, c.persona, count(*) from {contact} c where c.persona <> ''
  and not exists (select from {item} i where i.kind = 'persona' and i.code = c.persona) group by 2, 3 order by 4 desc, 3 limit %s
"""


def left_as_they_are() -> set[tuple[str, str, str]]:
    """Values that somebody said to leave: list, source (people only) and spelling."""
    return {(match.vocabulary, match.source, fold(match.value)) for match in ValueMatch.objects.filter(target="")}


def is_left(left: Collection[tuple[str, str, str]], *, vocabulary: str, source: str, value: str) -> bool:
    """Whether a value was left as it is."""
    return (vocabulary, source if vocabulary == "person" else "", fold(value[:300])) in left


def unknown_values(most: int = 200) -> list[UnknownValue]:
    """Kept values waiting for somebody to say what they mean, the most frequent first; behind them those that were left as they are."""
    found: list[UnknownValue] = []
    left = left_as_they_are()
    limit = most + len(left)
    for kind, model in (("accounts", Account), ("opportunities", Opportunity), ("campaigns", Campaign)):
        with connection.cursor() as cursor:
            cursor.execute(_UNKNOWN.format(table=model._meta.db_table), [limit])
            found += [UnknownValue(kind, *row) for row in cursor.fetchall()]
    with connection.cursor() as cursor:
        cursor.execute(_UNKNOWN_PERSONAS.format(contact=Contact._meta.db_table, item=ListItem._meta.db_table), [limit])
        found += [UnknownValue("contacts", *row) for row in cursor.fetchall()]
    judged = [
        replace(each, left=is_left(left, vocabulary=each.vocabulary, source=each.source, value=each.value))
        for each in found
        if each.vocabulary
    ]
    return sorted(judged, key=lambda each: (each.left, -each.rows, each.field, each.value))[:limit]


def count_unknown() -> int:
    """How many kept values wait for somebody to say what they mean."""
    return sum(1 for each in unknown_values() if not each.left)


def targets(vocabulary: str) -> list[tuple[str, str]]:
    """What a value can mean: code and name."""
    if vocabulary == "person":
        return [
            (str(pk), f"{name} ({email})") for pk, name, email in User.objects.filter(is_active=True).values_list("pk", "name", "email")
        ]
    if vocabulary == "region":
        return [(str(pk), name) for pk, name in Region.objects.values_list("pk", "name")]
    if vocabulary == "country":
        return countries()
    return list(ListItem.objects.filter(kind=vocabulary).values_list("code", "label"))


def runs_from(*, before: datetime) -> QuerySet[ImportRun]:
    """Imports from before a moment that are over."""
    return ImportRun.objects.filter(created_at__lt=before).exclude(state__in=WORKING).order_by()
