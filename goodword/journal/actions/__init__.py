"""Writing the journal."""

from goodword.journal.actions.bulk import record_selected
from goodword.journal.actions.record import record
from goodword.journal.actions.retention import forget_field_history

__all__ = ["forget_field_history", "record", "record_selected"]
