"""Django's classes that take the type of a row, or of what they hold, for the type checker only; these take it when they run, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.files import File

if TYPE_CHECKING:
    RowForm = forms.ModelForm
    RowField = forms.ModelChoiceField
    Content = File
else:

    class _Typed:
        def __class_getitem__(cls, _type: type) -> type:
            """The class itself: the type says something to the checker alone."""
            return cls

    class RowForm(_Typed, forms.ModelForm):
        """A form for a row: `RowForm[Account]`."""

    class RowField(_Typed, forms.ModelChoiceField):
        """A choice among rows: `RowField[Account]`."""

    class Content(_Typed, File):
        """The content of a file: `Content[bytes]`."""
