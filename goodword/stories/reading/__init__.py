"""Transcripts as they come: subtitles, text, pages and Word documents become who said what, and when. Knows no rows of the database."""

from goodword.stories.reading.files import KINDS, read_transcript
from goodword.stories.reading.turns import Problem, ReadTranscript, Turn

__all__ = ["KINDS", "Problem", "ReadTranscript", "Turn", "read_transcript"]
