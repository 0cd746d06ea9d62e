"""Reading the journal."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from goodword.journal.models import Entry, FieldChange, Subject


def touched_by_import(kind: str, run: int) -> QuerySet[Subject, Any]:
    """The keys of the rows of a kind that one import brought in or changed, as a subquery."""
    nouns = ("account", "contact", "opportunity", "member", "ask", "campaign")
    verbs = [f"{noun}.{verb}" for noun in nouns for verb in ("imported", "edited")]
    return Subject.objects.filter(kind=kind, entry__verb__in=verbs, entry__data__import=run).values("object_id")


def about(kind: str, object_id: int, *, circle_ids: QuerySet[Any, int], also: Collection[int] = ()) -> QuerySet[Entry]:
    """Entries about one row, newest first, less those of circles the reader is not in; `also` are rows that were merged into it.

    Each comes with the rows it is about (`rows_of`) and the words beside it.
    """
    entries = Entry.objects.filter(Q(circle=None) | Q(circle__in=circle_ids))
    if also:
        told = Subject.objects.filter(kind=kind, object_id__in=[object_id, *also])
        entries = entries.filter(pk__in=told.values("entry_id"))
    else:
        entries = entries.filter(subjects__kind=kind, subjects__object_id=object_id)
    subjects = Subject.objects.filter(entry=OuterRef("pk")).order_by("pk")
    rows = ArraySubquery(subjects.values(row=JSONObject(kind="kind", key="object_id")))
    return entries.select_related("note").annotate(rows=rows).order_by("-at", "-pk")


def rows_of(entry: Entry) -> list[tuple[str, int]]:
    """The rows that an entry is about, each by its noun and key; what `about` found brought them along."""
    along: list[dict[str, Any]] | None = getattr(entry, "rows", None)
    if along is None:
        return [(each.kind, each.object_id) for each in entry.subjects.all()]
    return [(each["kind"], each["key"]) for each in along]


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made a change, and by which import, if it was one."""

    actor_kind: str
    actor_id: int | None
    import_id: int | None


def changes_of(about: Mapping[str, Collection[int]]) -> QuerySet[FieldChange]:
    """The changed fields of some rows, by kind, newest first."""
    wanted = Q(pk__in=[])
    for kind, keys in about.items():
        if keys:
            wanted |= Q(kind=kind, object_id__in=list(keys))
    return FieldChange.objects.filter(wanted).order_by("-pk")


def field_changes(*, before: datetime) -> QuerySet[FieldChange]:
    """What fields were and became before a moment."""
    return FieldChange.objects.filter(at__lt=before)


def makers_of(changes: Iterable[FieldChange], *, beside: tuple[str, int]) -> dict[UUID, Maker]:
    """Who made the changes of each step: whoever wrote an entry in that step about one of those rows, or about the row beside them."""
    rows = list(changes)
    about = Q(kind=beside[0], object_id=beside[1])
    about |= Q(kind__in={row.kind for row in rows}, object_id__in={row.object_id for row in rows})
    told = Subject.objects.filter(about, entry__step__in={row.step for row in rows}).order_by("entry_id")
    found = told.values_list("entry__step", "entry__actor_kind", "entry__actor_id", "entry__data__import")
    return {step: Maker(kind, key, run) for step, kind, key, run in found if step is not None}
