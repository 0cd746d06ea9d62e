"""The figures of a story as they are read."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from goodword.stories.kinds.drivers import METRICS
from goodword.stories.kinds.improvement import Improvement, figure, improvement
from goodword.stories.models import Metric, Story
from goodword.stories.workbook import make_form

# One is needed, three are aimed at (document 002).
WANTED: Final = 3


@dataclass(frozen=True, slots=True)
class MetricShown:
    """One figure in words."""

    row: Metric
    became: Improvement

    @property
    def span(self) -> str:
        """From what to what: "from 19 to 4 hours"."""
        said = {"before": figure(self.row.before), "after": figure(self.row.after)}
        if self.row.unit == "%":
            return _("from %(before)s %% to %(after)s %%") % said
        words = _("from %(before)s to %(after)s") % said
        return f"{words} {self.row.unit}".rstrip()


def metrics_shown(row: Story) -> list[MetricShown]:
    """The figures of a story, the strongest words beside each."""
    return [
        MetricShown(each, improvement(each.before, each.after, better=each.better, unit=each.unit))
        for each in row.metrics.select_related("written_by")
    ]


def metric_of(row: Story, pk: int) -> Metric | None:
    """One figure of a story."""
    return row.metrics.filter(pk=pk).first()


def form_of(row: Story) -> bytes:
    """The workbook of a story, with the figures that are known in it."""
    known: dict[str, dict[str, Any]] = {}
    own: list[dict[str, Any]] = []
    for each in row.metrics.all():
        values = {name: getattr(each, name) for name in ("before", "after", "unit", "period", "measured_how", "confirmed_by")}
        if each.kind in METRICS:
            known[each.kind] = values
        else:
            own.append({**values, "name": each.name})
    return make_form(reference=row.reference, title=row.title, drivers=row.drivers, known=known, own=own)


def has_better(row: Story) -> bool:
    """Is there a figure that became better? One is enough to leave intake (document 000)."""
    return any(each.became.is_better for each in metrics_shown(row))
