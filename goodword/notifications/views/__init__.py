"""The outbox, and how one is told."""
