"""The mails to customers about their story, as they come with the product."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.texts.kinds.ours import TextKind

OF_STORIES: Final = {
    each.code: each
    for each in (
        TextKind(
            code="transcript_sent",
            label=_("What they said in an interview, to correct and approve"),
            when=_("After an interview: the customer corrects the transcript and approves it before anything is written from it."),
            subject=_("What you said, to correct"),
            body=(
                _("Thank you for the talk. {asker} sends you what you said, word for word."),
                _("Please correct what was heard wrong, and leave out what nobody should read."),
                _("We write nothing from it before you approve it."),
                _("What we write you see before anybody else does."),
            ),
            button=_("Read what you said"),
        ),
    )
}
