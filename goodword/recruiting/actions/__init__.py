"""The verbs of recruiting."""

from goodword.recruiting.actions.start import start_nomination

__all__ = ["start_nomination"]
