"""The letter that welcomes a champion, as it comes with the product."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.texts.kinds.joining import SHIPPED_IN
from goodword.texts.kinds.ours import TextKind

OF_RECRUITING: Final = {
    each.code: each
    for each in (
        TextKind(
            code="welcome",
            label=_("Welcome to the program"),
            when=_("A nomination was approved, and the customer is a member."),
            subject=_("Welcome, and thank you"),
            body=(
                _("Thank you for talking to us, and for being ready to put in a good word for {company}."),
                _("We ask you only for what you chose, and never more often than you said. Any no is fine, and you need not say why."),
                _("What the program is stands on one page, to print or to hand on. You find it on your own page with us."),
                _("You can pause or leave at any time: simply answer this mail. {asker} is there for you."),
            ),
            button=_("Your own page"),
            shipped_in=SHIPPED_IN,
        ),
    )
}
