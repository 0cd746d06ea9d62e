"""What is kept for a while and then goes: each kind of data, in words, with the time it comes with."""

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

YEAR: Final = 365


class Retained(models.TextChoices):
    """The kinds of data that are swept at night."""

    IMPORT_FILES = "import_files", _("Files that were brought in")
    IMPORT_ROWS = "import_rows", _("Rows that a list left out")
    MAIL_WORDS = "mail_words", _("Words of mails")
    DRAFTS = "drafts", _("Drafts nobody goes on with")
    LINKS = "links", _("Links that have ended")
    TAKEN_AWAY = "taken_away", _("Files and comments that were taken away")
    REPLAYS = "replays", _("Replays of the policy")
    FIELD_HISTORY = "field_history", _("Field by field history")
    UNCONFIRMED = "unconfirmed", _("Registrations that nobody confirmed")
    REGISTRATIONS = "registrations", _("Registrations that led to nothing")
    LEAD_WORDS = "lead_words", _("Why a customer is not asked to join")
    EVIDENCE = "evidence", _("Approved words of people who were deleted")
    JOBS = "jobs", _("Finished background work")
    FAILED_JOBS = "failed_jobs", _("Failed background work")


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long one kind is kept when nobody says otherwise, the shortest that makes sense, and what going means. No days: for ever."""

    days: int | None
    least: int
    from_when: str | Promise
    means: str | Promise
    may_stay: bool = True


KEEPINGS: Final = {
    Retained.IMPORT_FILES: Keeping(
        30, 1, _("from the upload"), _("The file goes, with its list of changes. The report stays: who, when, how many.")
    ),
    Retained.IMPORT_ROWS: Keeping(
        YEAR, 7, _("from the import"), _("The values of rows that were not taken go. How many there were stays on the report.")
    ),
    Retained.MAIL_WORDS: Keeping(
        2 * YEAR, 30, _("from the day it left"), _("A mail cannot be read any more. That it left, when and to whom, stays.")
    ),
    Retained.DRAFTS: Keeping(90, 7, _("from the last change"), _("The draft goes. Nobody but its writer has ever seen it.")),
    Retained.LINKS: Keeping(
        90, 7, _("from its last day"), _("Whoever opens such a link reads that it is not known, instead of that it has ended.")
    ),
    Retained.TAKEN_AWAY: Keeping(
        30,
        1,
        _("from the moment they were taken away"),
        _("They cannot be brought back. Who put them there, who took them away and when stays."),
    ),
    Retained.REPLAYS: Keeping(
        90, 7, _("from the replay"), _("The chart and its list go. That somebody looked, when and at which days, stays.")
    ),
    Retained.FIELD_HISTORY: Keeping(
        None,
        30,
        _("from the change"),
        _("What a field was before and after goes, and an import from that time cannot be undone. Who did what stays."),
    ),
    Retained.UNCONFIRMED: Keeping(
        30,
        7,
        _("from the day it was sent"),
        _("What was written goes. That somebody registered, for which program and from which link, stays."),
        may_stay=False,
    ),
    Retained.REGISTRATIONS: Keeping(
        YEAR, 30, _("from the day it was declined or withdrawn"), _("What was written goes. Program, source and days stay for the counts.")
    ),
    Retained.LEAD_WORDS: Keeping(
        2 * YEAR,
        30,
        _("from the day on which the answer does not hold any more"),
        _("What an owner wrote beside an answer about a reference lead goes. Who answered what and when stays."),
    ),
    Retained.EVIDENCE: Keeping(
        3 * YEAR,
        30,
        _("from the day on which the words are not used any more"),
        _("The words go, and who approved them. Everything else of that person went when they asked to be deleted."),
        may_stay=False,
    ),
    Retained.JOBS: Keeping(3, 1, _("from its end"), _("Only operators miss it."), may_stay=False),
    Retained.FAILED_JOBS: Keeping(30, 1, _("from its end"), _("Operators look here for what went wrong."), may_stay=False),
}
LENGTHS: Final = (1, 3, 7, 14, 30, 60, 90, 180, YEAR, 2 * YEAR, 3 * YEAR, 5 * YEAR, 10 * YEAR)
