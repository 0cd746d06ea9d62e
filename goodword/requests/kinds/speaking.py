"""The questions that every kind with a speaker asks alike: an event, a partner's event, a webinar."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType
from goodword.requests.kinds.answering import Address, Line
from goodword.requests.kinds.definition import Question
from goodword.requests.kinds.wishes import CONFIDENTIAL, LIKE, MORE

# What somebody may be asked to do at an event, the usual one first.
AT_AN_EVENT: Final = (ActivityType.EVENT_TALK, ActivityType.PANEL, ActivityType.SITE_VISIT, ActivityType.PODCAST)
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
WHAT_THEY_DO: Final = Question("activity", _("What would they do?"), group="speakers")
WHO_SPEAKS: Final = (
    Question("wanted", _("How many speakers?"), group="speakers"),
    Question(
        "needs_plan_approval", _("The customer must approve a marketing plan"), _("Then we need more notice: their own people look at it.")
    ),
    *LIKE,
)
TRAVEL: Final = (
    Question("travel", _("Do they have to travel?"), folded=True, group="travel"),
    Question("travel_paid_by", _("Who pays for it?"), folded=True, group="travel"),
)
# What may be said of the speaker, and what the event belongs to.
MORE_OF_IT: Final = (
    *MORE,
    Question("persona", _("Who should speak?"), folded=True, group="more"),
    Question("audience", _("Who listens?"), folded=True, group="audience", answer=Line(), short=_("Audience")),
    Question("theme", _("Theme of the event"), folded=True, group="audience", answer=Line(), short=_("Theme")),
    Question("campaign", _("Campaign"), _("All requests of one event share its speakers."), folded=True, group="links"),
    Question("tracked_at", _("Where is it planned?"), folded=True, group="links", answer=Address(), short=_("Planned at")),
    CONFIDENTIAL,
)
