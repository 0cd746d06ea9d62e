"""Stories, the people in them, and their figures."""

from goodword.stories.models.metrics import Metric
from goodword.stories.models.stories import Story, StoryPerson
from goodword.stories.models.transcripts import Quote, Transcript, TranscriptTurn

__all__ = ["Metric", "Quote", "Story", "StoryPerson", "Transcript", "TranscriptTurn"]
