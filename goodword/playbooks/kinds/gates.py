"""Gates: what must hold before a step is done. What a run belongs to answers them; here are their names and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.kernel.text import Words


@dataclass(frozen=True, slots=True)
class Gate:
    """The answer to a gate: does it hold, and if not, what is missing, in words."""

    is_met: bool
    words: str = ""


Answers = Mapping[str, Gate]

GATES: Final[Mapping[str, Words]] = {
    "one_metric": _("at least one figure became better"),
    "three_metrics": _("three figures became better"),
    "questions_chosen": _("questions are chosen"),
    "questions_sent": _("the questions were sent"),
    "transcript_there": _("a transcript is there"),
    "transcript_approved": _("the transcript is approved"),
    "draft_there": _("a draft is there"),
    "review_closed": _("the round of reviews is closed"),
    "legal_passed": _("legal has passed it"),
    "quote_approved": _("every quote is approved word for word"),
    "customer_approved": _("the customer approved the text"),
    "grant_covers": _("a permission covers it"),
    "release_signed": _("everybody who is seen has signed a release"),
    "nobody_recognised": _("nobody can be found out"),
    "checks_green": _("the last checks found nothing"),
    "pr_agreed": _("the press team and the customer agreed"),
    "story_published": _("the story that it is about is published"),
}
