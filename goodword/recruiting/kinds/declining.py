"""What the mail to somebody who is declined says of why."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.recruiting.kinds.reviewing import Because

# Nothing of it is about the person, and no remark of a colleague.
BECAUSE_WORDS: Final[dict[str, str | Promise]] = {
    Because.NOT_A_FIT: _("What we look for at the moment is of another kind."),
    Because.ENOUGH: _("More customers like you want to help than we can ask at the moment, which makes us glad."),
    Because.NO_CUSTOMER: _("At the moment only those who work with us already can take part."),
    Because.ALREADY: _("You take part already, so there is nothing else for you to do."),
    Because.OTHER: _("At the moment we cannot go on together."),
}
