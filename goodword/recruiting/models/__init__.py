"""Nominations."""

from goodword.recruiting.models.nominations import Nomination

__all__ = ["Nomination"]
