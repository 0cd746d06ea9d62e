"""Kinds of request: one file each, their questions and numbers as data. How to add one: docs/kinds.md."""

from goodword.requests.kinds.analyst import ANALYST
from goodword.requests.kinds.definition import Course, Kind, Question
from goodword.requests.kinds.earnings import EARNINGS
from goodword.requests.kinds.event import EVENT
from goodword.requests.kinds.general import GENERAL
from goodword.requests.kinds.partner_event import PARTNER_EVENT
from goodword.requests.kinds.peer_review import PEER_REVIEW
from goodword.requests.kinds.press import PRESS
from goodword.requests.kinds.research import RESEARCH
from goodword.requests.kinds.sales_call import SALES_CALL
from goodword.requests.kinds.webinar import WEBINAR

# In the order in which they are offered.
KINDS: dict[str, Kind] = {
    kind.code: kind for kind in (SALES_CALL, EVENT, PARTNER_EVENT, WEBINAR, ANALYST, PRESS, RESEARCH, PEER_REVIEW, EARNINGS, GENERAL)
}

__all__ = ["KINDS", "SALES_CALL", "Course", "Kind", "Question"]
