"""Figures of a story: written down, corrected, taken out."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.people.queries import today
from goodword.stories import access
from goodword.stories.actions.locks import lock_to_edit
from goodword.stories.actions.waiting import go_on_if_found
from goodword.stories.kinds.drivers import METRICS, Better
from goodword.stories.models import Metric, Story

MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One metric as somebody writes it down. Of the catalogue by `kind`; else `name` and `better` say what it is."""

    kind: str = ""
    name: str = ""
    before: Decimal
    after: Decimal
    unit: str = ""
    better: str = ""
    period: str = ""
    measured_how: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None
    valid_until: date | None = None


@transaction.atomic
def write_metric(row: Story, figures: Figures, *, by: Actor, at: datetime, metric: Metric | None = None) -> Metric | Refused:
    """Write a figure down, or correct one. Refuses what cannot be one, in words. Raises NotAllowed, NotFound."""
    locked, user = lock_to_edit(row, by=by, at=at, may=access.can_write_metrics)
    kind = METRICS.get(figures.kind)
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(figures).items()}
    if kind is not None:
        values |= {"name": values["name"] or str(kind.label), "better": kind.better.value}
    refused = _why_not(values, at=at)
    if refused is not None:
        return refused
    if metric is None:
        if locked.metrics.count() >= MOST:
            return refuse("most", _("A story has %(n)s figures at most. Take one out first.") % {"n": MOST})
        made = Metric.objects.create(story=locked, written_by=user, written_at=at, **values)
        record("story.metric_added", by=by, at=at, about=[locked], circle_id=locked.circle_id, metric=made.pk)
        go_on_if_found(locked, by=by, at=at)
        return made
    found = Metric.objects.select_for_update().filter(pk=metric.pk, story=locked).first()
    if found is None:
        raise NotFound
    changed = sorted(name for name, value in values.items() if getattr(found, name) != value)
    if changed:
        for name in changed:
            setattr(found, name, values[name])
        found.written_by, found.written_at = user, at
        found.save()
        record("story.metric_changed", by=by, at=at, about=[locked], circle_id=locked.circle_id, metric=found.pk, fields=changed)
        go_on_if_found(locked, by=by, at=at)
    return found


@transaction.atomic
def take_metric_out(metric: Metric, *, by: Actor, at: datetime) -> None:
    """Take a figure out of its story. Raises NotAllowed."""
    locked, _user = lock_to_edit(metric.story, by=by, at=at)
    gone, _rows = Metric.objects.filter(pk=metric.pk, story=locked).delete()
    if gone:
        record("story.metric_removed", by=by, at=at, about=[locked], circle_id=locked.circle_id, metric=metric.pk)



def _why_not(values: dict[str, object], *, at: datetime) -> Refused | None:
    if not values["name"]:
        return refuse("name", _("Choose a metric, or give yours a name."))
    if values["better"] not in {each.value for each in Better}:
        return refuse("better", _("Say whether more of it is better, or less."))
    for name in ("before", "after"):
        value = values[name]
        if isinstance(value, Decimal) and value < 0:
            return refuse(name, _("A figure cannot be below nothing."))
    confirmed = values["confirmed_on"]
    if confirmed is not None and not values["confirmed_by"]:
        return refuse("confirmed_by", _("Say who confirmed it."))
    if isinstance(confirmed, date) and confirmed > today(at):
        return refuse("confirmed_on", _("This day is still to come. Write it down once they have confirmed it."))
    until = values["valid_until"]
    if isinstance(until, date) and until <= today(at):
        return refuse("valid_until", _("Choose a day that is still to come, or none."))
    return None
