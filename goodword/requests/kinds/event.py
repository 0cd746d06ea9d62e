"""A field, corporate or community event (PRODUCT section 3): the customer speaks on a day that is known from the start."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import Family
from goodword.requests.kinds.answering import Line, OneOf
from goodword.requests.kinds.definition import Course, Kind, Question
from goodword.requests.kinds.speaking import AT_AN_EVENT, MORE_OF_IT, TRAVEL, WHAT_IT_IS_ABOUT, WHAT_THEY_DO, WHEN_AND_WHERE, WHO_SPEAKS

SORTS: Final = {"field": _("Field event"), "corporate": _("Corporate event"), "community": _("Community event")}
HOSTS: Final = {"own": _("We do"), "partner": _("A partner"), "third_party": _("Somebody else"), "industry": _("An industry body")}

EVENT = Kind(
    code="event",
    label=_("A speaker at an event"),
    place=20,
    ruled_as=_("An event of our own"),
    icon="microphone-2",
    course=Course.EVENT,
    is_promised=True,
    family=Family.PARTICIPATION,
    activities=AT_AN_EVENT,
    called=_("Speaker at an event"),
    called_for=_("Speaker at %(name)s"),
    asked_as=_("%(do)s at %(name)s"),
    favour=_("a talk at %(name)s"),
    thing=_("event"),
    named_by="event_name",
    questions=(
        Question("event_name", _("What is the event called?"), required=True, group="event", answer=Line(), short=_("Event")),
        Question("sort", _("What kind of event?"), group="event", answer=OneOf(SORTS), short=_("Sort of event")),
        *WHEN_AND_WHERE,
        WHAT_IT_IS_ABOUT,
        WHAT_THEY_DO,
        *WHO_SPEAKS,
        *TRAVEL,
        Question("host", _("Who holds it?"), folded=True, answer=OneOf(HOSTS), short=_("Held by")),
        *MORE_OF_IT,
    ),
    groups={"place": _("Where is it?"), "like": _("Who should the speaker be like?")},
)
