"""What a story answers to the gates of its playbook. A gate whose part of the product is not there yet says what to do instead."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.playbooks.kinds import GATES, Answers, Gate
from goodword.stories.models import Story
from goodword.stories.queries.metrics import WANTED, metrics_shown
from goodword.stories.queries.quotes import is_approved
from goodword.stories.states import StoryState, TranscriptState

# Nobody can write these down yet; until then whoever leads the story goes over them with a reason.
NOT_YET: Final = {
    "questions_sent": gettext_lazy("Questions cannot be sent from here yet: say in the reason when they were."),
    "draft_there": gettext_lazy("Drafts cannot be written here yet: say in the reason where it is."),
    "review_closed": gettext_lazy("Reviews cannot be held here yet: say in the reason who read it."),
    "legal_passed": gettext_lazy("Legal cannot answer here yet: say in the reason who passed it."),
    "customer_approved": gettext_lazy("Customers cannot approve here yet: say in the reason who did, and when."),
    "grant_covers": gettext_lazy("Permissions are not compared here yet: say in the reason which one covers it."),
    "release_signed": gettext_lazy("Releases are not kept here yet: say in the reason who signed."),
    "nobody_recognised": gettext_lazy("This is not looked at here yet: say in the reason who read it."),
    "checks_green": gettext_lazy("The last checks do not run here yet: say in the reason what was looked at."),
    "pr_agreed": gettext_lazy("Press does not answer here yet: say in the reason what was agreed."),
}


def answers_of(row: Story) -> Answers:
    """The answer to each gate, with words for what is missing."""
    better = sum(1 for each in metrics_shown(row) if each.became.is_better)
    found = {code: Gate(is_met=False, words=str(NOT_YET[code])) for code in GATES if code in NOT_YET}
    found["one_metric"] = Gate(
        better >= 1, _("No figure of it became better yet. Ask the owner and the success manager to help to find one.")
    )
    found["questions_chosen"] = Gate(row.questions.exists(), _("No question is picked for the interview yet."))
    wanted = _("It has %(n)s of the three figures that became better.") % {"n": better}
    found["three_metrics"] = Gate(better >= WANTED, wanted)
    found["questions_chosen"] = Gate(row.questions.exists(), _("No question is chosen yet."))
    states = set(row.transcripts.values_list("state", flat=True))
    found["transcript_there"] = Gate(bool(states), _("No transcript is there yet. Take one in below."))
    approved = states == {TranscriptState.APPROVED}
    found["transcript_approved"] = Gate(approved, _("The customer has not approved every transcript yet."))
    quotes = list(row.quotes.select_related("turn__transcript"))
    all_approved = bool(quotes) and all(is_approved(each) for each in quotes)
    missing = _("Not every quote is approved word for word yet.") if quotes else _("No quote is kept yet.")
    found["quote_approved"] = Gate(all_approved, missing)
    published = row.parent is None or row.parent.state == StoryState.PUBLISHED
    found["story_published"] = Gate(published, _("The story that it is about is not published yet."))
    return found
