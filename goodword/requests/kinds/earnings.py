"""Wins worth naming when results are reported (PRODUCT section 3): a permission and some sentences, or a version without the name."""

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Family
from goodword.requests.kinds.answering import Colleague, OneOf
from goodword.requests.kinds.definition import Course, Kind, Question
from goodword.requests.kinds.statements import Sentences
from goodword.requests.kinds.wishes import LIKE, MORE

WINS = {"first_order": _("A new customer"), "growth": _("A customer who grew")}

EARNINGS = Kind(
    code="earnings",
    label=_("Wins for the quarter's results"),
    place=90,
    ruled_as=_("An earnings reference"),
    icon="report-money",
    course=Course.WORDS,
    family=Family.CONTENT,
    activities=(ActivityType.QUOTE,),
    called=_("Wins for the results"),
    called_for=_("Wins for the results"),
    asked_as=_("let us name you when we report our results"),
    favour=_("the report of our results"),
    thing=_("report"),
    sentences=Sentences(told="investor_relations"),
    questions=(
        Question("win", _("Which wins?"), required=True, group="wins", answer=OneOf(WINS), short=_("Wins")),
        Question("wanted", _("How many customers?"), group="wins"),
        Question("needed_on", _("The results are reported on"), required=True, group="when"),
        Question("investor_relations", _("Who of investor relations?"), group="when", answer=Colleague(), short=_("Investor relations")),
        Question("topic", _("What would we like to say?"), _("The customer reads this, so write it as you would say it."), required=True),
        *LIKE,
        *MORE,
    ),
    groups={"like": _("Who should they be like?")},
)
