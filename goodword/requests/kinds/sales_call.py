"""A reference call with a prospect (PRODUCT section 3): no notice, from the deal stage in the policy on, one customer at a time."""

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Family
from goodword.requests.kinds.definition import Course, Kind, Question
from goodword.requests.kinds.wishes import CONFIDENTIAL, LIKE, MORE, WHO_LIKE

SALES_CALL = Kind(
    code="sales_call",
    label=_("A call with a prospect"),
    place=10,
    ruled_as=_("A sales reference call"),
    icon="phone",
    course=Course.CALL,
    family=Family.CALL,
    activities=(ActivityType.SALES_CALL,),
    called=_("Reference call"),
    called_for=_("Reference call for %(name)s"),
    asked_as=_("take a call with a prospect"),
    favour=_("a reference call"),
    thing=_("call"),
    topic_missing=_("Say what the prospect wants to hear: the customer reads it."),
    for_a_prospect=True,
    self_service=True,
    questions=(
        Question("opportunity", _("Which deal does it help?"), group="deal"),
        Question("prospect", _("Or who is the prospect?"), group="deal"),
        *LIKE,
        Question(
            "topic",
            _("What does the prospect want to hear?"),
            _("The customer reads this, so write it as you would say it."),
            required=True,
        ),
        Question("needed_on", _("By when?"), group="when"),
        Question("minutes", _("How long?"), group="when"),
        *MORE,
        Question("persona", _("Who should be on the call?"), folded=True, group="more"),
        Question("format", _("Over what?"), folded=True, group="more"),
        CONFIDENTIAL,
    ),
    groups={"like": WHO_LIKE},
)
