"""A journalist (PRODUCT section 3): the manager suggests, the account owner makes contact, the PR manager is introduced."""

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Family
from goodword.requests.kinds.answering import Colleague, Line
from goodword.requests.kinds.definition import Course, Kind, Question
from goodword.requests.kinds.wishes import CONFIDENTIAL, LIKE, MORE, WHO_LIKE

PRESS = Kind(
    code="press",
    label=_("A voice for the press"),
    place=60,
    ruled_as=_("A press interview"),
    icon="news",
    course=Course.CALL,
    family=Family.CALL,
    activities=(ActivityType.PRESS_INTERVIEW,),
    called=_("Press interview"),
    called_for=_("Press interview with %(name)s"),
    asked_as=_("give an interview to %(name)s"),
    favour=_("an interview with %(name)s"),
    thing=_("interview"),
    named_by="outlet",
    owner_writes=True,
    introduces="pr_manager",
    questions=(
        Question("outlet", _("Which paper, station or site?"), required=True, group="press", answer=Line(), short=_("For")),
        Question("journalist", _("Who writes it?"), group="press", answer=Line(), short=_("Journalist")),
        Question("pr_manager", _("Who of press relations is introduced?"), group="press", answer=Colleague(), short=_("Press relations")),
        Question("topic", _("What is the story about?"), _("The customer reads this, so write it as you would say it."), required=True),
        Question("needed_on", _("By when?"), group="when"),
        Question("minutes", _("How long?"), group="when"),
        *LIKE,
        *MORE,
        Question("persona", _("Who should speak?"), folded=True, group="more"),
        Question("format", _("Over what?"), folded=True, group="more"),
        CONFIDENTIAL,
    ),
    groups={"like": WHO_LIKE},
)
