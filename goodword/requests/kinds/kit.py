"""The speaker kit as data: its parts in their order, what is asked of each, and the words of planning calls and reuse."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
MOST_PHOTO_MEGABYTES: Final = 10
# A face in a program: sharp in print, small enough to mail.
PHOTO_SIDE: Final = 1600


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the kit: the field that keeps it, what the customer is asked, and how long it may be."""

    field: str
    label: Words
    help: Words
    most: int = 4000
    rows: int = 4
    outline: bool = False
    required: bool = True


PARTS: Final = (
    Part(field="title", label=_("Title of the talk"), help=_("A working title will do."), most=200, rows=1, required=False),
    Part(field="bio", label=_("About the speaker"), help=_("Three or four sentences, as the program would print them."), most=2000),
    Part(field="abstract", label=_("Abstract"), help=_("What listeners learn, in one paragraph."), most=2000),
    Part(
        field="landscape",
        label=_("The landscape before"),
        help=_("What was hard, and what did you set out to solve?"),
        outline=True,
    ),
    Part(field="why_us", label=_("Why us"), help=_("Who else was considered, and what decided it?"), outline=True),
    Part(field="results", label=_("Results"), help=_("What is better now? This sets the stage for the numbers."), outline=True),
    Part(field="metrics", label=_("Metrics"), help=_("The numbers you may say aloud, before and after."), outline=True),
    Part(field="plans", label=_("Plans"), help=_("What comes next for you."), outline=True),
)
FIELDS: Final = tuple(part.field for part in PARTS)
MUST: Final = tuple(part.field for part in PARTS if part.required)

PLANNING: Final = "planning"
DRY_RUN: Final = "dry_run"
PLANNING_WORDS: Final = {PLANNING: _("Planning call"), DRY_RUN: _("Dry run")}
PLANNING_MINUTES: Final = (15, 30, 45, 60, 90)

NOT_ASKED: Final = "not_asked"
PERMISSION_WORDS: Final = {
    NOT_ASKED: _("Not asked yet"),
    "asked": _("Asked, no answer yet"),
    "given": _("Given"),
    "refused": _("Refused"),
}
USE_WORDS: Final = {
    "on_demand": _("On demand, after the event"),
    "website": _("On our website"),
    "social": _("In social media"),
    "sales": _("Sent to prospects by sales"),
    "internal": _("Shown to colleagues only"),
}
# Uses by which somebody outside sees it: they need the customer's permission.
PUBLIC_USES: Final = ("on_demand", "website", "social", "sales")
