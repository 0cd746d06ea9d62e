"""Writing the journal."""

from goodword.journal.actions.bulk import record_selected
from goodword.journal.actions.record import record, record_many

__all__ = ["record", "record_many", "record_selected"]
