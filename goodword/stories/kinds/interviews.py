"""In which languages customers are interviewed."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.kernel.text import Words

INTERVIEW_LANGUAGES: Final[tuple[tuple[str, Words], ...]] = (
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
    ("it", _("Italian")),
    ("es", _("Spanish")),
    ("ja", _("Japanese")),
)
