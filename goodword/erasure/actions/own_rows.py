"""What goes with the person's own row: notes about them and by them, their history, merges, counts of their address; then the row."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Q

from goodword.customers.models import Contact, Merge
from goodword.erasure.queries.decisions import columns_of, decision_on
from goodword.erasure.queries.traces import Traces
from goodword.journal.models import FieldChange, Note
from goodword.kernel.actor import ActorKind
from goodword.kernel.erasure import Decision, Fate
from goodword.kernel.text import mark_of
from goodword.links.models import Guesses
from goodword.policy.models import Decision as Decision_
from goodword.texts.models import OwnWords

Counts = dict[str, int]


def take_out(contact: Contact | None, traces: Traces) -> Counts:
    """Delete the row of a locked contact, unless it is gone already, and all that is theirs; the ledger keeps its places.

    Returns how many rows of which table.
    """
    went: Counts = {}
    _empty(traces, went)
    about = Q(entry__subjects__kind="contact", entry__subjects__object_id__in=traces.people)
    said = Q(entry__actor_kind=ActorKind.CONTACT, entry__actor_id__in=traces.people)
    mailed = Q(entry__subjects__kind="candidate", entry__subjects__object_id__in=traces.candidates)
    for model, where in ((Note, about | said), (OwnWords, about | said | mailed)):
        keys = list(model.objects.filter(where).values_list("pk", flat=True).distinct())
        _count(went, model, model.objects.filter(pk__in=keys).delete()[0])
    _count(went, FieldChange, FieldChange.objects.filter(kind="contact", object_id__in=traces.people).delete()[0])
    theirs = Q(gone_id__in=traces.people) | Q(kept_id__in=traces.people) | Q(now_id__in=traces.people)
    _count(went, Merge, Merge.objects.filter(theirs, kind=Merge.CONTACT).delete()[0])
    _count(went, Decision_, _forget_facts(traces))
    counted = Q()
    for address in traces.addresses:
        counted |= Q(address__in=[f"own page {mark_of(address)}", f"own page of a day {mark_of(address)}"])
    if counted:
        _count(went, Guesses, Guesses.objects.filter(counted).delete()[0])
    if contact is not None:
        _delete(contact, went)
    # What was changed by letting go of the person stands in the history too.
    _count(went, FieldChange, FieldChange.objects.filter(kind="contact", object_id__in=traces.people).delete()[0])
    return {name: number for name, number in went.items() if number}


def _delete(contact: Contact, went: Counts) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select goodword_move_contact(null, %s, null)", [contact.pk])
    # What goes with the person goes first: the database refuses at once a row to which others point (0040_refused_at_once).
    for relation in Contact._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            _gone(went, relation.related_model._default_manager.filter(**{relation.field.name: contact.pk}).delete())
    _gone(went, contact.delete())


def _empty(traces: Traces, went: Counts) -> None:
    for model, columns in columns_of(Fate.EMPTIED).items():
        by_way: dict[tuple[Any, ...], list[models.Field[Any, Any]]] = {}
        for column in columns:
            decision = decision_on(model, column)
            if decision is not None:
                by_way.setdefault((decision.theirs, decision.only, decision.by_address), []).append(column)
        for column_group in by_way.values():
            decision = decision_on(model, column_group[0])
            if decision is not None:
                rows = list(model._default_manager.filter(_theirs(decision, traces)).values_list("pk", flat=True))
                values = {column.name: _nothing(column) for column in column_group}
                _count(went, model, model._default_manager.filter(pk__in=rows).update(**values))


def _forget_facts(traces: Traces) -> int:
    """What stored decisions knew of the person besides their number and what was agreed: numbers and codes, but theirs."""
    changed = 0
    for row in Decision_.objects.filter(account=traces.account).iterator():
        theirs = [each for each in row.facts.get("contacts", []) if each.get("contact_id") in traces.people]
        for each in theirs:
            each.update({name: type(each[name])() for name in ("languages", "persona") if each.get(name)})
        if theirs:
            row.save(update_fields=["facts"])
            changed += 1
    return changed


def _theirs(decision: Decision, traces: Traces) -> Q:
    where = Q(**{f"{decision.theirs}__in": traces.people}, **dict(decision.only))
    if decision.by_address:
        for address in traces.addresses:
            where |= Q(**{f"{decision.by_address}__iexact": address}, **dict(decision.only))
    return where


def _nothing(column: models.Field[Any, Any]) -> Any:
    """Nothing, as this column says it."""
    if column.null:
        return None
    if isinstance(column, models.JSONField | ArrayField):
        return column.get_default() if column.has_default() else []
    return b"" if isinstance(column, models.BinaryField) else ""


def _gone(went: Counts, deleted: tuple[int, dict[str, int]]) -> None:
    for label, number in deleted[1].items():
        went[label.split(".")[-1]] = went.get(label.split(".")[-1], 0) + number


def _count(went: Counts, model: type[models.Model], number: int) -> None:
    went[model.__name__] = went.get(model.__name__, 0) + number
