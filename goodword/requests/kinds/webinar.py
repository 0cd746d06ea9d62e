"""A webinar (PRODUCT section 3): as an event, online, with less time for the customer."""

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Family
from goodword.requests.kinds.answering import Line, YesNo
from goodword.requests.kinds.definition import Course, Kind, Question
from goodword.requests.kinds.speaking import MORE_OF_IT, WHAT_IT_IS_ABOUT, WHO_SPEAKS

WEBINAR = Kind(
    code="webinar",
    label=_("A guest in a webinar"),
    place=40,
    ruled_as=_("A webinar"),
    icon="screen-share",
    course=Course.EVENT,
    is_promised=True,
    family=Family.PARTICIPATION,
    activities=(ActivityType.WEBINAR,),
    called=_("Guest in a webinar"),
    called_for=_("Guest in the webinar %(name)s"),
    asked_as=_("be our guest in the webinar %(name)s"),
    always_online=True,
    favour=_("the webinar %(name)s"),
    thing=_("webinar"),
    named_by="event_name",
    questions=(
        Question("event_name", _("What is the webinar called?"), required=True, group="event", answer=Line(), short=_("Event")),
        Question("needed_on", _("On which day?"), required=True, group="event"),
        WHAT_IT_IS_ABOUT,
        Question("is_recorded", _("It can be watched later as well"), answer=YesNo(), short=_("Recorded")),
        *WHO_SPEAKS,
        *MORE_OF_IT,
    ),
    groups={"like": _("Who should the guest be like?")},
)
