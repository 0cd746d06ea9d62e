"""Days and moments that people type: within the centuries in which all else that is computed from them exists too."""

from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199


def _near(found: date | None) -> None:
    if found is not None and not FIRST_YEAR <= found.year <= LAST_YEAR:
        words = _("Look at the year: choose a day between %(first)s and %(last)s.")
        raise ValidationError(words % {"first": FIRST_YEAR, "last": LAST_YEAR}, code="far")


class DayField(forms.DateField):
    """A day from which one may count on: quarters, notices and years around it exist as well."""

    def to_python(self, value: Any) -> date | None:
        """Read it; a year that nobody means is no day."""
        found: date | None = super().to_python(value)
        _near(found)
        return found


class MomentField(forms.DateTimeField):
    """A moment that has a day and a time in every zone."""

    def to_python(self, value: Any) -> datetime | None:
        """Read it; a year that nobody means is no moment."""
        found: datetime | None = super().to_python(value)
        _near(found)
        return found
