"""Writing the journal."""

from goodword.journal.actions.bulk import record_selected
from goodword.journal.actions.put_back import put_back, untouched_since, write_back
from goodword.journal.actions.record import record
from goodword.journal.actions.retention import forget_field_history, forget_notes

__all__ = ["forget_field_history", "forget_notes", "put_back", "record", "record_selected", "untouched_since", "write_back"]
