"""Writing the journal."""

from goodword.journal.actions.bulk import record_selected
from goodword.journal.actions.record import record

__all__ = ["record", "record_selected"]
