"""Writing the journal."""

from goodword.journal.actions.record import record, record_many

__all__ = ["record", "record_many"]
