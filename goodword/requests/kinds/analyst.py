"""An analyst, in confidence (PRODUCT section 3): only the people on the request know which customer it is."""

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Family
from goodword.requests.kinds.answering import Colleague, Line, Stages
from goodword.requests.kinds.definition import Course, Kind, Question
from goodword.requests.kinds.wishes import FINER, LIKE, USE_CASES, WHO_LIKE

ANALYST = Kind(
    code="analyst",
    label=_("A talk with an analyst"),
    place=50,
    ruled_as=_("An analyst's confidential enquiry"),
    icon="report-search",
    course=Course.CALL,
    family=Family.CALL,
    activities=(ActivityType.ANALYST_CALL,),
    called=_("Analyst call"),
    called_for=_("Analyst call for %(name)s"),
    asked_as=_("talk with an analyst for %(minutes)s minutes"),
    favour=_("a talk with an analyst"),
    thing=_("talk"),
    named_by="report",
    always_confidential=True,
    series=("firm", "report"),
    support_confirms=True,
    questions=(
        Question("report", _("Which report?"), required=True, group="report", answer=Line(), short=_("Report")),
        Question("firm", _("Which firm?"), required=True, group="report", answer=Line(), short=_("Firm")),
        Question("needed_on", _("Due on"), required=True, group="when"),
        Question("minutes", _("How long?"), group="when"),
        Question(
            "topic", _("What does the analyst want to hear?"), _("The customer reads this, so write it as you would say it."), required=True
        ),
        Question("wanted", _("How many customers?"), group="who"),
        Question("product_marketing", _("Who of product marketing?"), group="who", answer=Colleague(), short=_("Product marketing")),
        *LIKE,
        USE_CASES,
        Question("stages_used", _("Stages used"), folded=True, answer=Stages(), short=_("Stages used")),
        *FINER,
        Question("persona", _("Who should be on the call?"), folded=True, group="more"),
        Question("format", _("Over what?"), folded=True, group="more"),
    ),
    groups={"like": WHO_LIKE},
)
