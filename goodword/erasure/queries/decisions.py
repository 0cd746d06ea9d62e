"""All decisions in one: what becomes of which column of which table."""

from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from goodword.approvals import erased as approvals
from goodword.comments import erased as comments
from goodword.customers import erased as customers
from goodword.erasure import erased as erasure
from goodword.files import erased as files
from goodword.filters import erased as filters
from goodword.imports import erased as imports
from goodword.journal import erased as journal
from goodword.kernel.erasure import Decision, Decisions, Fate
from goodword.ledger import erased as ledger
from goodword.links import erased as links
from goodword.notifications import erased as notifications
from goodword.people import erased as people
from goodword.playbooks import erased as playbooks
from goodword.policy import erased as policy
from goodword.recruiting import erased as recruiting
from goodword.requests import erased as requests
from goodword.stories import erased as stories
from goodword.texts import erased as texts

_SAID: Final = (
    *(approvals, comments, customers, erasure, files, filters, imports, journal, ledger, links, notifications, people),
    *(playbooks, policy, recruiting, requests, stories, texts),
)
DECISIONS: Final[Decisions] = {name: decision for slice_ in _SAID for name, decision in slice_.ERASED.items()}
# What could hold something of a person. A code with choices, a number, a day cannot.
WORDY: Final = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.GenericIPAddressField, models.FileField)
OURS: Final = "goodword"


def name_of(model: type[models.Model]) -> str:
    """How decisions call a table: our own without the app."""
    label = model._meta
    return label.object_name or "" if label.app_label == OURS else label.label


def wordy_columns() -> Iterator[tuple[type[models.Model], "models.Field[Any, Any]"]]:
    """Every column that could hold something of a person."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            is_code = bool(field.choices) or isinstance(field, models.GeneratedField)
            if not is_code and isinstance(field, (*WORDY, ArrayField)):
                yield model, field


def decision_on(model: type[models.Model], field: "models.Field[Any, Any]") -> Decision | None:
    """What was decided on a column, if anybody did."""
    return DECISIONS.get(f"{name_of(model)}.{field.name}")


def columns_of(*fates: Fate) -> dict[type[models.Model], list["models.Field[Any, Any]"]]:
    """The columns with one of these fates, by table."""
    found: dict[type[models.Model], list[models.Field[Any, Any]]] = {}
    for model, field in wordy_columns():
        decision = decision_on(model, field)
        if decision is not None and decision.fate in fates:
            found.setdefault(model, []).append(field)
    return found
