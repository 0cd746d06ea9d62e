"""The words of every mail, one file per occasion. Start at letter.py; who is told about which verb stands in reactions.py."""

from goodword.notifications.messages import (
    ask,
    ask_again,
    colleague_named,
    customer_accepted,
    customer_declined,
    customer_outcome,
    handed_over,
    hold_expired,
    let_know,
    meeting,
    not_delivered,
    outcome_request,
    owner_approved,
    owner_declined,
    owner_question,
    owner_reminder,
    referred,
    request_ended,
    request_submitted,
    sign_in,
    thanks,
    times_proposed,
)
from goodword.notifications.messages.letter import Message

_SINGLE = (
    ask,
    ask_again,
    colleague_named,
    customer_accepted,
    customer_declined,
    customer_outcome,
    handed_over,
    hold_expired,
    let_know,
    not_delivered,
    outcome_request,
    owner_approved,
    owner_declined,
    owner_question,
    owner_reminder,
    referred,
    request_ended,
    request_submitted,
    thanks,
    times_proposed,
)
_ALL = (
    *(each.MESSAGE for each in _SINGLE),
    meeting.INTRODUCTION,
    meeting.INVITATION,
    meeting.CALLED_OFF,
    meeting.TAKEN_BACK,
    sign_in.INVITED,
    sign_in.FORGOTTEN,
)
MESSAGES: dict[str, Message] = {message.code: message for message in _ALL}

__all__ = ["MESSAGES"]
