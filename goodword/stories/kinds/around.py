"""Work around a story that is there: other languages, social media, where sales finds it, the slides that show it."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.stories.kinds.definition import StoryKind

AROUND: Final = (
    StoryKind(
        code="localisation",
        label=_("Another language"),
        what=_("A story that is there, in one more language."),
        playbook="localisation",
        icon="world",
        needs_parent=True,
    ),
    StoryKind(
        code="social",
        label=_("Social promotion"),
        what=_("Posts about a story that is there, with the customer's own channels."),
        playbook="social",
        icon="share",
        needs_parent=True,
    ),
    StoryKind(
        code="activation",
        label=_("Content activation"),
        what=_("A story is put where sales finds it."),
        playbook="activation",
        icon="send",
        needs_parent=True,
    ),
    StoryKind(
        code="slide_review",
        label=_("Slides"),
        what=_("Slides that show a customer are looked over."),
        playbook="slide_review",
        icon="presentation",
        may_be_nobodys=True,
    ),
)
