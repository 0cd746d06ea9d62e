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
    needs_deal_stage=True,
    questions=(
        Question("opportunity", _("Which deal does it help?"), _("Its facts fill in what the customer should be like.")),
        Question("prospect", _("Who is the prospect?"), _("Only needed when the deal is not in the list.")),
        Question(
            "topic",
            _("What does the prospect want to hear?"),
            _("The customer reads this, so write it as you would say it."),
            required=True,
        ),
        Question("needed_on", _("By when?")),
        Question("minutes", _("How long?")),
        Question("format", _("Over what?"), folded=True),
        Question("industries", _("Which industries?")),
        Question("region", _("Which region?")),
        Question("competitors", _("Which product did they replace?")),
        Question("use_cases", _("Which use cases?")),
        Question("segment", _("Which segment?"), folded=True),
        Question("tier", _("Which product tier?"), folded=True),
        Question("country", _("Which country?"), folded=True),
        Question("languages", _("Which languages do they speak?"), folded=True),
        Question("persona", _("Who should be on the call?"), folded=True),
        Question(
            "is_confidential", _("Keep it confidential"), _("Only the people on the request will see which customer it is."), folded=True
        ),
    ),
)
