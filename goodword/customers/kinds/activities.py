"""Activity types and their families (PRODUCT section 1)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


class Family(models.TextChoices):
    """Usage is limited per family."""

    CALL = "call", _("Calls")
    PARTICIPATION = "participation", _("Events")
    CONTENT = "content", _("Stories")
    RESEARCH = "research", _("Research")


class ActivityType(models.TextChoices):
    """A kind of help that a customer can give."""

    SALES_CALL = "sales_call", _("Sales call")
    ANALYST_CALL = "analyst_call", _("Analyst call")
    PRESS_INTERVIEW = "press_interview", _("Press interview")
    EVENT_TALK = "event_talk", _("Event talk")
    WEBINAR = "webinar", _("Webinar")
    PODCAST = "podcast", _("Podcast")
    PANEL = "panel", _("Panel")
    SITE_VISIT = "site_visit", _("Site visit")
    ADVISORY_BOARD = "advisory_board", _("Advisory board")
    CASE_STUDY = "case_study", _("Case study")
    BLOG = "blog", _("Blog")
    VIDEO = "video", _("Video")
    QUOTE = "quote", _("Quote")
    ANECDOTE = "anecdote", _("Anecdote")
    LOGO = "logo", _("Logo")
    SURVEY = "survey", _("Survey")
    PEER_REVIEW = "peer_review", _("Peer review")


_CALL = (ActivityType.SALES_CALL, ActivityType.ANALYST_CALL, ActivityType.PRESS_INTERVIEW)
_PARTICIPATION = (
    ActivityType.EVENT_TALK,
    ActivityType.WEBINAR,
    ActivityType.PODCAST,
    ActivityType.PANEL,
    ActivityType.SITE_VISIT,
    ActivityType.ADVISORY_BOARD,
)
_CONTENT = (ActivityType.CASE_STUDY, ActivityType.BLOG, ActivityType.VIDEO, ActivityType.QUOTE, ActivityType.ANECDOTE, ActivityType.LOGO)
_RESEARCH = (ActivityType.SURVEY, ActivityType.PEER_REVIEW)

ACTIVITY_FAMILY: dict[ActivityType, Family] = {
    **dict.fromkeys(_CALL, Family.CALL),
    **dict.fromkeys(_PARTICIPATION, Family.PARTICIPATION),
    **dict.fromkeys(_CONTENT, Family.CONTENT),
    **dict.fromkeys(_RESEARCH, Family.RESEARCH),
}


# What somebody at a customer may limit for itself: a family, or everything together.
EVERYTHING = "all"
LIMIT_FOR: dict[str, Any] = {**dict(Family.choices), EVERYTHING: _("Everything together")}

_PACES = {30: _("a month"), 91: _("a quarter"), 182: _("every half year"), 365: _("a year")}


def pace_words(days: int) -> str:
    """How often one thing may come, in words: "every half year"."""
    if days in _PACES:
        return str(_PACES[days])
    return ngettext("a day", "every %(days)s days", days) % {"days": days}


def limit_words(most: int, days: int) -> str:
    """A limit that somebody set for itself, in words: "at most 1 every half year", "never"."""
    if most == 0:
        return gettext("never")
    if days in _PACES:
        return gettext("at most %(most)s %(pace)s") % {"most": most, "pace": _PACES[days]}
    return ngettext("at most %(most)s a day", "at most %(most)s in %(days)s days", days) % {"most": most, "days": days}
