"""An event with a partner or alliance (PRODUCT section 3): the partner is named, with the tier and outcome hoped for."""

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import Family
from goodword.requests.kinds.answering import Line, OneOf, Prose
from goodword.requests.kinds.definition import Course, Kind, Question, Size
from goodword.requests.kinds.speaking import AT_AN_EVENT, MORE_OF_IT, TRAVEL, WHAT_IT_IS_ABOUT, WHAT_THEY_DO, WHEN_AND_WHERE, WHO_SPEAKS

# Whom a partner means by the size of a company; commercial is the last two of the segments.
SIZES = {
    "enterprise": Size(_("Enterprise"), ("strategic", "enterprise")),
    "commercial": Size(_("Commercial"), ("mid_market", "smb")),
    "smb": Size(_("Small business"), ("smb",)),
}

PARTNER_EVENT = Kind(
    code="partner_event",
    label=_("A speaker at a partner's event"),
    place=30,
    ruled_as=_("An event with a partner"),
    icon="affiliate",
    course=Course.EVENT,
    is_promised=True,
    family=Family.PARTICIPATION,
    activities=AT_AN_EVENT,
    called=_("Speaker at a partner's event"),
    called_for=_("Speaker at %(name)s"),
    asked_as=_("%(do)s at %(name)s"),
    favour=_("a talk at %(name)s"),
    thing=_("event"),
    named_by="event_name",
    size_by="asked_tier",
    sizes=SIZES,
    questions=(
        Question("partner", _("Which partner?"), required=True, group="event", answer=Line(), short=_("Partner")),
        Question("event_name", _("What is the event called?"), required=True, group="event", answer=Line(), short=_("Event")),
        *WHEN_AND_WHERE,
        WHAT_IT_IS_ABOUT,
        Question("hoped_for", _("What should come of it for both of us?"), answer=Prose(rows=2), short=_("Hoped for")),
        Question(
            "asked_tier",
            _("Which size does the partner ask for?"),
            group="speakers",
            answer=OneOf({code: size.label for code, size in SIZES.items()}, any_word=_("Any")),
            short=_("Size asked for"),
        ),
        WHAT_THEY_DO,
        *WHO_SPEAKS,
        *TRAVEL,
        *MORE_OF_IT,
    ),
    groups={"place": _("Where is it?"), "like": _("Who should the speaker be like?")},
)
