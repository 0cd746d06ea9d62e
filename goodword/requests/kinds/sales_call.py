"""A reference call with a prospect (PRODUCT section 3): no notice, from the deal stage in the policy on, one customer at a time."""

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Family
from goodword.requests.kinds.definition import Kind, Question

SALES_CALL = Kind(
    code="sales_call",
    label=_("A call with a prospect"),
    notice=_("Any time"),
    icon="phone",
    activity_type=ActivityType.SALES_CALL,
    family=Family.CALL,
    questions=(
        Question("opportunity", _("Which deal does it help?"), group="deal"),
        Question("prospect", _("Or who is the prospect?"), group="deal"),
        Question("industries", _("Industry"), group="like"),
        Question("region", _("Region"), group="like"),
        Question("competitors", _("Replaced"), group="like"),
        Question(
            "topic",
            _("What does the prospect want to hear?"),
            _("The customer reads this, so write it as you would say it."),
            required=True,
        ),
        Question("needed_on", _("By when?"), group="when"),
        Question("minutes", _("How long?"), group="when"),
        Question("use_cases", _("Use cases"), folded=True),
        Question("segment", _("Segment"), folded=True, group="more"),
        Question("tier", _("Product tier"), folded=True, group="more"),
        Question("country", _("Country"), folded=True, group="more"),
        Question("languages", _("Speaks"), folded=True, group="more"),
        Question("persona", _("Who should be on the call?"), folded=True, group="more"),
        Question("format", _("Over what?"), folded=True, group="more"),
        Question(
            "is_confidential", _("Keep it confidential"), _("Only the people on the request will see which customer it is."), folded=True
        ),
    ),
    groups={"like": _("Who should the customer be like?")},
)
