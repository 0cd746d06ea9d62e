"""Stories, the people in them, and their figures."""

from goodword.stories.models.metrics import Metric
from goodword.stories.models.questions import InterviewQuestion
from goodword.stories.models.stories import Story, StoryPerson
from goodword.stories.models.transcripts import Quote, Redline, Transcript, TranscriptTurn

__all__ = ["InterviewQuestion", "Metric", "Quote", "Redline", "Story", "StoryPerson", "Transcript", "TranscriptTurn"]
