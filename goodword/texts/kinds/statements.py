"""The mail to a customer with the words that we would say about them, as it comes with the product."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.texts.kinds.ours import TextKind

OF_WORDS: Final = {
    each.code: each
    for each in (
        TextKind(
            code="words_sent",
            label=_("Words about them, to approve"),
            when=_("The account owner has agreed to some sentences about the customer; nothing is used before the customer approves them."),
            subject=_("What we would say about you"),
            body=(
                _("Thank you for saying yes. {asker} wrote down what we would say about you, with your name and without it."),
                _("You may correct it, approve one of the two, ask for other words, or say no. Nothing is used before you approve it."),
                _("By {day} would help us most."),
            ),
            also=("day",),
            button=_("Read the words"),
        ),
    )
}
