"""Anything else (PRODUCT section 3): a manager's inbox. It can be turned into any other kind without typing again."""

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import Family
from goodword.requests.kinds.answering import Address, Line
from goodword.requests.kinds.definition import Course, Kind, Question
from goodword.requests.kinds.wishes import CONFIDENTIAL, LIKE, MORE

GENERAL = Kind(
    code="general",
    label=_("Something else"),
    place=100,
    ruled_as=_("Any other request"),
    icon="message-question",
    course=Course.INBOX,
    family=Family.CALL,
    called=_("General request"),
    called_for=_("%(name)s"),
    asked_as=_("help us with %(name)s"),
    favour=_("%(name)s"),
    thing=_("request"),
    named_by="subject",
    topic_missing=_("Say what you need, in a sentence or two."),
    questions=(
        Question("subject", _("What is it about?"), required=True, answer=Line(), short=_("About")),
        Question("topic", _("What do you need?"), required=True),
        Question("needed_on", _("By when?"), required=True),
        Question("tracked_at", _("Where is it planned?"), folded=True, answer=Address(), short=_("Planned at")),
        *LIKE,
        *MORE,
        CONFIDENTIAL,
    ),
    groups={"like": _("Is it about customers like these?")},
)
