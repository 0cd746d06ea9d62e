"""A field, corporate or community event (PRODUCT section 3): the customer speaks on a day that is known from the start."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Family
from goodword.requests.kinds.answering import Address, Line, OneOf
from goodword.requests.kinds.definition import Course, Kind, Question
from goodword.requests.kinds.wishes import CONFIDENTIAL, LIKE, MORE

SORTS: Final = {"field": _("Field event"), "corporate": _("Corporate event"), "community": _("Community event")}
HOSTS: Final = {"own": _("We do"), "partner": _("A partner"), "third_party": _("Somebody else"), "industry": _("An industry body")}

# What every event is asked, whoever holds it.
WHEN_AND_WHERE: Final = (
    Question("needed_on", _("First day"), required=True, group="days"),
    Question("ends_on", _("Last day, if it is longer"), group="days"),
    Question("place_city", _("City"), group="place"),
    Question("place_state", _("State or area"), group="place"),
    Question("place_country", _("In which country?"), group="place"),
    Question("is_online", _("It is online")),
)
WHAT_IT_IS_ABOUT: Final = Question(
    "topic", _("What would they speak about?"), _("The customer reads this, so write it as you would say it."), required=True
)
AUDIENCE: Final = Question("audience", _("Who listens?"), folded=True, group="audience", answer=Line(), short=_("Audience"))
THEME: Final = Question("theme", _("Theme of the event"), folded=True, group="audience", answer=Line(), short=_("Theme"))
SPEAKERS: Final = Question("wanted", _("How many speakers?"), group="speakers")
PLAN: Final = Question(
    "needs_plan_approval", _("The customer must approve a marketing plan"), _("Then we need more notice: their own people look at it.")
)
TRAVEL: Final = (
    Question("travel", _("Do they have to travel?"), folded=True, group="travel"),
    Question("travel_paid_by", _("Who pays for it?"), folded=True, group="travel"),
)
CAMPAIGN: Final = Question("campaign", _("Campaign"), _("All requests of one event share its speakers."), folded=True, group="links")
TRACKED_AT: Final = Question("tracked_at", _("Where is it planned?"), folded=True, group="links", answer=Address(), short=_("Planned at"))

EVENT = Kind(
    code="event",
    label=_("A speaker at an event"),
    icon="microphone-2",
    course=Course.EVENT,
    is_promised=True,
    family=Family.PARTICIPATION,
    activities=(ActivityType.EVENT_TALK, ActivityType.PANEL, ActivityType.SITE_VISIT, ActivityType.PODCAST),
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
        Question("activity", _("What would they do?"), group="speakers"),
        SPEAKERS,
        PLAN,
        *LIKE,
        *TRAVEL,
        *MORE,
        Question("persona", _("Who should speak?"), folded=True, group="more"),
        Question("host", _("Who holds it?"), folded=True, group="host", answer=OneOf(HOSTS), short=_("Held by")),
        AUDIENCE,
        THEME,
        CAMPAIGN,
        TRACKED_AT,
        CONFIDENTIAL,
    ),
    groups={"place": _("Where is it?"), "like": _("Who should the speaker be like?")},
)
