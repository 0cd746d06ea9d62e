"""Nominations and registrations."""

from goodword.recruiting.models.nominations import Nomination
from goodword.recruiting.models.registrations import AgreedWords, Registration

__all__ = ["AgreedWords", "Nomination", "Registration"]
