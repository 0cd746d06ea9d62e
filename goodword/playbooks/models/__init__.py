"""Playbooks in versions, drafts of them, and runs."""

from goodword.playbooks.models.runs import Run, RunStep
from goodword.playbooks.models.versions import PlaybookDraft, PlaybookVersion

__all__ = ["PlaybookDraft", "PlaybookVersion", "Run", "RunStep"]
