"""Research or review by mail or survey, without speaking (PRODUCT section 3): as many customers as are asked for."""

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Family
from goodword.requests.kinds.answering import Address, Line, OneOf
from goodword.requests.kinds.definition import Course, Kind, Question
from goodword.requests.kinds.wishes import CONFIDENTIAL, LIKE, MORE

METHODS = {"survey": _("A survey"), "mail": _("Questions by mail"), "interview": _("Short interviews")}

RESEARCH = Kind(
    code="research",
    label=_("Customers for research"),
    place=70,
    ruled_as=_("Research"),
    icon="clipboard-list",
    course=Course.MANY,
    family=Family.RESEARCH,
    activities=(ActivityType.SURVEY,),
    called=_("Research"),
    called_for=_("Research: %(name)s"),
    asked_as=_("answer some questions for us: %(name)s"),
    favour=_("the study %(name)s"),
    thing=_("study"),
    named_by="study",
    questions=(
        Question("study", _("What is it called?"), required=True, group="study", answer=Line(), short=_("Study")),
        Question("method", _("How are they asked?"), group="study", answer=OneOf(METHODS), short=_("Asked by")),
        Question("topic", _("What do we want to learn?"), _("The customer reads this, so write it as you would say it."), required=True),
        Question("wanted", _("How many customers?"), required=True, group="when"),
        Question("needed_on", _("Answers until"), required=True, group="when"),
        Question(
            "link", _("Where do they answer?"), _("The customer gets this address once we ask."), answer=Address(), short=_("Answered at")
        ),
        *LIKE,
        *MORE,
        Question("persona", _("Who should answer?"), folded=True, group="more"),
        CONFIDENTIAL,
    ),
    groups={"like": _("Who should they be like?")},
)
