"""Kinds of stories that are written or filmed with a customer."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.stories.kinds.definition import StoryKind

WRITTEN: Final = (
    StoryKind(
        code="case_study",
        label=_("Case study"),
        what=_("The whole story with its figures: where they were, what they did, what came of it."),
        playbook="case_study",
        icon="book",
        needs_metric=True,
    ),
    StoryKind(
        code="blog",
        label=_("Customer blog"),
        what=_("One problem or one benefit, told in a few paragraphs."),
        playbook="customer_blog",
        icon="pencil",
    ),
    StoryKind(
        code="video",
        label=_("Video"),
        what=_("They tell it themselves, in two or three minutes."),
        playbook="video",
        icon="video",
    ),
)
