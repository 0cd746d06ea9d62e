"""The figures of a story as they are read."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from goodword.stories.kinds.improvement import Improvement, figure, improvement
from goodword.stories.models import Metric, Story

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
