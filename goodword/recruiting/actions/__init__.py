"""The verbs of recruiting."""

from goodword.recruiting.actions.registrations import confirm, pass_registrations_on, register
from goodword.recruiting.actions.start import start_nomination

__all__ = ["confirm", "pass_registrations_on", "register", "start_nomination"]
