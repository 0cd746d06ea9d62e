"""Who may move where. Read this first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.kernel.transitions import table


class StoryState(models.TextChoices):
    """The states of a story."""

    PROPOSED = "proposed", _("Proposed")
    RUNNING = "running", _("In the making")
    WAITING_METRIC = "waiting_metric", _("Waiting for a metric")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    STOPPED = "stopped", _("Stopped")


_S = StoryState
# What somebody still works on.
STORY_OPEN = (_S.PROPOSED, _S.RUNNING, _S.WAITING_METRIC, _S.APPROVED)
STORY_MOVES = table(
    ("begin", (_S.PROPOSED,), _S.RUNNING),
    ("wait_for_metric", (_S.RUNNING,), _S.WAITING_METRIC),
    ("go_on", (_S.WAITING_METRIC,), _S.RUNNING),
    ("approve", (_S.RUNNING,), _S.APPROVED),
    ("take_back_approval", (_S.APPROVED,), _S.RUNNING),
    ("publish", (_S.APPROVED,), _S.PUBLISHED),
    ("stop", STORY_OPEN, _S.STOPPED),
    ("reopen", (_S.STOPPED,), _S.PROPOSED),
)


class TranscriptState(models.TextChoices):
    """The states of a transcript: whose words they are until the customer has approved them."""

    OPEN = "open", _("Not sent yet")
    SENT = "sent", _("With the customer")
    RETURNED = "returned", _("Came back with corrections")
    APPROVED = "approved", _("Approved by the customer")


_T = TranscriptState
TRANSCRIPT_MOVES = table(
    ("send", (_T.OPEN, _T.RETURNED), _T.SENT),
    ("call_back", (_T.SENT,), _T.OPEN),
    ("return", (_T.SENT,), _T.RETURNED),
    ("approve", (_T.SENT,), _T.APPROVED),
    ("note_approval", (_T.OPEN, _T.SENT, _T.RETURNED), _T.APPROVED),
    ("open_again", (_T.APPROVED,), _T.OPEN),
)
