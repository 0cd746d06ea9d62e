"""Stories, the people in them, and their figures."""

from goodword.stories.models.metrics import Metric
from goodword.stories.models.stories import Story, StoryPerson

__all__ = ["Metric", "Story", "StoryPerson"]
