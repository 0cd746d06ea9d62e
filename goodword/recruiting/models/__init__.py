"""Nominations and registrations."""

from goodword.recruiting.models.nominations import Introduction, Nomination
from goodword.recruiting.models.registrations import AgreedWords, Registration

__all__ = ["AgreedWords", "Introduction", "Nomination", "Registration"]
