"""What each activity means for whoever agrees to it, in a line: on their own page."""

from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds.activities import ActivityType
from goodword.kernel.text import Words

MEANINGS: dict[ActivityType, Words] = {
    ActivityType.SALES_CALL: _("Half an hour with a company that thinks about buying what you use"),
    ActivityType.ANALYST_CALL: _("A talk with an analyst who studies our market"),
    ActivityType.PRESS_INTERVIEW: _("A journalist asks you about your experience"),
    ActivityType.EVENT_TALK: _("You speak at an event, and we help you prepare"),
    ActivityType.WEBINAR: _("You tell your story online, with listeners"),
    ActivityType.PODCAST: _("A conversation that is recorded"),
    ActivityType.PANEL: _("You discuss with others in front of an audience"),
    ActivityType.SITE_VISIT: _("Others come and see how you work"),
    ActivityType.ADVISORY_BOARD: _("You advise us regularly, with other customers"),
    ActivityType.CASE_STUDY: _("We write down your story, and you approve every word"),
    ActivityType.BLOG: _("An article about your work, or by you"),
    ActivityType.VIDEO: _("We film you, and you approve the cut"),
    ActivityType.QUOTE: _("A sentence of yours, with your name under it"),
    ActivityType.ANECDOTE: _("A short story of success, without your name unless you say so"),
    ActivityType.LOGO: _("We show your company's logo among our customers"),
    ActivityType.SURVEY: _("You answer some questions for a study"),
    ActivityType.PEER_REVIEW: _("You write a review on an independent site"),
}
