"""Kinds of stories that are a few sentences, or their customer's name and logo."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.stories.kinds.definition import StoryKind

SHORT: Final = (
    StoryKind(
        code="quote",
        label=_("Quote and logo"),
        what=_("One or two sentences word for word, and that we may show their logo."),
        playbook="quote_logo",
        icon="quote",
    ),
    StoryKind(
        code="anecdote",
        label=_("Anecdote"),
        what=_("A short story without a name, for a talk or a slide."),
        playbook="anecdote",
        icon="message",
        is_attributable=False,
        may_be_nobodys=True,
    ),
)
