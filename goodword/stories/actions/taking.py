"""The figures of a workbook that came back become those of the story."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.text import fold
from goodword.people.queries import today
from goodword.stories import access
from goodword.stories.actions.locks import lock_story, person
from goodword.stories.actions.metrics import Figures, write_metric
from goodword.stories.kinds.drivers import METRICS, Better
from goodword.stories.models import Metric, Story
from goodword.stories.workbook import Fault, FormRow, ReadForm


@dataclass(frozen=True, slots=True)
class TakenForm:
    """How many figures were new, changed, and the same as before."""

    added: int
    changed: int
    same: int


@transaction.atomic
def take_form(row: Story, form: ReadForm, *, by: Actor, at: datetime) -> TakenForm | Refused:
    """Take what could be read; the same workbook again changes nothing. What a row cannot be is added to its faults.

    A metric that is there is corrected, and keeps when it was confirmed and until when it may be used. Of a figure of the customer's own
    the direction that it took is the better one. Refuses the workbook of another story. Raises NotAllowed.
    """
    locked = lock_story(row)
    if not access.can_write_metrics(person(by), locked, today=today(at)):
        raise NotAllowed
    if form.reference and form.reference != locked.reference:
        said = _("This is the workbook of %(number)s, not of this story. Nothing of it was taken.")
        return refuse("other", said % {"number": form.reference})
    there = {_key(each.kind, each.name): each for each in locked.metrics.all()}
    counts = {"added": 0, "changed": 0, "same": 0}
    for each in form.rows:
        before = there.get(_key(each.kind, each.name))
        done = write_metric(locked, _figures(each, before), by=by, at=at, metric=before)
        if isinstance(done, Refused):
            form.faults.append(Fault(each.cell, done.words))
        elif before is None:
            counts["added"] += 1
        else:
            counts["changed" if done.written_at == at else "same"] += 1
    if counts["added"] or counts["changed"]:
        added, changed = counts["added"], counts["changed"]
        record("story.form_taken", by=by, at=at, about=[locked], circle_id=locked.circle_id, added=added, changed=changed)
    return TakenForm(**counts)


def _key(kind: str, name: str) -> tuple[str, str]:
    return kind, "" if kind else fold(name)


def _figures(row: FormRow, before: Metric | None) -> Figures:
    better = METRICS[row.kind].better if row.kind in METRICS else Better.LESS if row.after < row.before else Better.MORE
    name = "" if row.kind else row.name
    return Figures(
        kind=row.kind,
        name=before.name if before is not None else name,
        before=row.before,
        after=row.after,
        unit=row.unit,
        better=better.value,
        confirmed_on=before.confirmed_on if before is not None and row.words.get("confirmed_by") else None,
        valid_until=before.valid_until if before is not None else None,
        **row.words,
    )
