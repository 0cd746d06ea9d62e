"""Peer reviews (PRODUCT section 3): customers are asked to review us on a public site."""

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Family
from goodword.requests.kinds.answering import Address, Line
from goodword.requests.kinds.definition import Course, Kind, Question
from goodword.requests.kinds.wishes import LIKE, MORE

PEER_REVIEW = Kind(
    code="peer_review",
    label=_("Peer reviews"),
    place=80,
    ruled_as=_("A peer review"),
    icon="stars",
    course=Course.MANY,
    family=Family.RESEARCH,
    activities=(ActivityType.PEER_REVIEW,),
    called=_("Peer reviews"),
    called_for=_("Peer reviews on %(name)s"),
    asked_as=_("write what you think of us on %(name)s"),
    favour=_("a review on %(name)s"),
    thing=_("review"),
    named_by="site",
    questions=(
        Question("site", _("On which site?"), required=True, group="site", answer=Line(), short=_("Site")),
        Question("category", _("In which category?"), group="site", answer=Line(), short=_("Category")),
        Question("link", _("Where do they write it?"), answer=Address(), short=_("Answered at")),
        Question(
            "topic", _("What should they know before?"), _("The customer reads this, so write it as you would say it."), required=True
        ),
        Question("wanted", _("How many reviews?"), required=True, group="when"),
        Question("needed_on", _("Until when?"), required=True, group="when"),
        *LIKE,
        *MORE,
        Question("persona", _("Who should write?"), folded=True, group="more"),
    ),
    groups={"like": _("Who should they be like?")},
)
