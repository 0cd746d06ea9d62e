"""The seal of what a customer approved, and the mark of a passage that somebody corrects."""

import hashlib

from goodword.stories.models import Transcript, TranscriptTurn


def fingerprint(text: str) -> str:
    """A short mark of some words, to see whether they are still the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def seal_of(transcript: Transcript) -> str:
    """The hash of all that is said in it, in order."""
    sealed = hashlib.sha256()
    for speaker, text in TranscriptTurn.objects.filter(transcript=transcript).order_by("place").values_list("speaker", "text"):
        sealed.update(f"{speaker}\x1f{text}\x1e".encode())
    return sealed.hexdigest()
