"""An answer that one of us heard and wrote down: who heard it, how and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import User
from goodword.requests.actions.outreach import earlier
from goodword.requests.kinds.ways import ANSWER_WAYS
from goodword.requests.models import Candidate
from goodword.requests.queries.elsewhere import may_have_heard


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How and when a customer said it, and to whom, where that is not who writes it down."""

    how: str
    at: datetime
    by: User | None = None


def why_not_heard(candidate: Candidate, heard: Heard | None, *, at: datetime) -> Refused | None:
    """Refuse what cannot have been: an answer that lies ahead or before the question, heard by somebody who may not know of it."""
    if heard is None:
        return None
    if heard.how not in ANSWER_WAYS:
        return refuse("how", _("Choose how they said it."))
    if heard.at > at:
        return refuse("heard_at", _("This lies ahead. Write an answer down once you have it."))
    if candidate.asked_at is not None and heard.at < candidate.asked_at - timedelta(minutes=1):  # forms know minutes only
        return refuse("heard_at", _("This is too early: an answer comes after the question."))
    if heard.by is not None and not may_have_heard(candidate.reference_request, heard.by):
        return refuse("heard_by", _("This person may not know of the request. Choose somebody else."))
    return None


def noted(heard: Heard | None, *, at: datetime) -> dict[str, Any]:
    """How an answer was heard, as codes and ids for the journal."""
    if heard is None:
        return {}
    by = {"heard_by": heard.by.pk} if heard.by is not None else {}
    return {"heard": heard.how, **by, **earlier(heard.at, at=at)}
