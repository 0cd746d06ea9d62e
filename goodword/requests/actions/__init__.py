"""The verbs of requests and candidates. Each is one transaction and one lock order: account, request, candidate."""

from goodword.requests.actions.answers import accept, decline, leave_alone, name_colleague
from goodword.requests.actions.asking import AskedFor, ask_for
from goodword.requests.actions.calls import complete, introduce, propose_times, report_outcome, schedule
from goodword.requests.actions.candidates import Held, PutForward, hold, hold_next, put_forward, release, shortlist, suggest
from goodword.requests.actions.colleague import put_colleague_forward
from goodword.requests.actions.comment import comment, comment_beside
from goodword.requests.actions.drafts import discard_draft, start_draft, sweep_drafts
from goodword.requests.actions.elsewhere import record_ask
from goodword.requests.actions.ending import cancel, close_unfulfilled, confirm, withdraw
from goodword.requests.actions.ending import decline as decline_request
from goodword.requests.actions.exceptions import (
    approve_exception,
    decline_exception,
    delegate_exception,
    escalate_exception,
    lapse_exception,
    pass_exception_on,
    pass_exception_to_deputy,
    pass_own_exception_on,
    remind_reviewer,
)
from goodword.requests.actions.expiry import chase_outcome, expire_ask, expire_hold
from goodword.requests.actions.general import settle, turn_into
from goodword.requests.actions.giving import MOST_AT_ONCE, Given, give, take_given_back
from goodword.requests.actions.hearing import Heard
from goodword.requests.actions.kit import Source, approve_kit, remind_of_kit, return_kit, save_kit
from goodword.requests.actions.let_person_go import let_person_go
from goodword.requests.actions.many import Done, NotDone, Personal, ask_all, ask_by_own_mail, hold_all
from goodword.requests.actions.missed import apologise, miss, take_back_apology
from goodword.requests.actions.new_owner import ask_new_owner, ask_new_owner_of_words, ask_new_owners
from goodword.requests.actions.opinions import agree_list, ask_owners, give_opinion, take_off
from goodword.requests.actions.outreach import (
    WAYS,
    ask,
    note_left,
    remind_customer,
    send_fresh_link,
    take_back,
    take_back_attempt,
    withdraw_link,
)
from goodword.requests.actions.owed_opinions import (
    pass_opinions_on,
    pass_opinions_to_deputy,
    remind_of_opinions,
    tell_of_overdue_opinions,
)
from goodword.requests.actions.own_page import (
    agree_to,
    correct_details,
    end_pause,
    leave_program,
    limit_oneself,
    pause,
    stop_writing,
    take_back_change,
    write_again,
)
from goodword.requests.actions.owner import escalate_owner, owner_approve, owner_decline, remind_owner
from goodword.requests.actions.people import (
    delegate_question,
    hand_over,
    leave_the_know,
    let_know,
    pass_content,
    pass_on,
    take_out,
    take_over,
)
from goodword.requests.actions.plan import answer_plan, send_plan
from goodword.requests.actions.planning import book_call, cancel_call, move_call
from goodword.requests.actions.preparing import support_content
from goodword.requests.actions.reopening import reopen
from goodword.requests.actions.reuse import review_reuse
from goodword.requests.actions.shortlisting import Listed, put_on_list
from goodword.requests.actions.speaking import choose_campaign, make_campaign
from goodword.requests.actions.standing_in import pass_to_deputy
from goodword.requests.actions.standing_moved import note_standing_moved
from goodword.requests.actions.statement_answers import (
    answer_words,
    escalate_words,
    hand_words_over,
    pass_words,
    pass_words_to_deputy,
    remind_of_words,
    return_words,
)
from goodword.requests.actions.statements import keep_approved_words, write_words
from goodword.requests.actions.submit import allow, submit, triage
from goodword.requests.actions.support import advise_against, vouch
from goodword.requests.actions.timing import move_day, say_travel

__all__ = [
    "MOST_AT_ONCE",
    "WAYS",
    "AskedFor",
    "Done",
    "Given",
    "Heard",
    "Held",
    "Listed",
    "NotDone",
    "Personal",
    "PutForward",
    "Source",
    "accept",
    "advise_against",
    "agree_list",
    "agree_to",
    "allow",
    "answer_plan",
    "answer_words",
    "apologise",
    "approve_exception",
    "approve_kit",
    "ask",
    "ask_all",
    "ask_by_own_mail",
    "ask_for",
    "ask_new_owner",
    "ask_new_owner_of_words",
    "ask_new_owners",
    "ask_owners",
    "book_call",
    "cancel",
    "cancel_call",
    "chase_outcome",
    "choose_campaign",
    "close_unfulfilled",
    "comment",
    "comment_beside",
    "complete",
    "confirm",
    "correct_details",
    "decline",
    "decline_exception",
    "decline_request",
    "delegate_exception",
    "delegate_question",
    "discard_draft",
    "end_pause",
    "escalate_exception",
    "escalate_owner",
    "escalate_words",
    "expire_ask",
    "expire_hold",
    "give",
    "give_opinion",
    "hand_over",
    "hand_words_over",
    "hold",
    "hold_all",
    "hold_next",
    "introduce",
    "keep_approved_words",
    "lapse_exception",
    "leave_alone",
    "leave_program",
    "leave_the_know",
    "let_know",
    "let_person_go",
    "limit_oneself",
    "make_campaign",
    "miss",
    "move_call",
    "move_day",
    "name_colleague",
    "note_left",
    "note_standing_moved",
    "owner_approve",
    "owner_decline",
    "pass_content",
    "pass_exception_on",
    "pass_exception_to_deputy",
    "pass_on",
    "pass_opinions_on",
    "pass_opinions_to_deputy",
    "pass_own_exception_on",
    "pass_to_deputy",
    "pass_words",
    "pass_words_to_deputy",
    "pause",
    "propose_times",
    "put_colleague_forward",
    "put_forward",
    "put_on_list",
    "record_ask",
    "release",
    "remind_customer",
    "remind_of_kit",
    "remind_of_opinions",
    "remind_of_words",
    "remind_owner",
    "remind_reviewer",
    "reopen",
    "report_outcome",
    "return_kit",
    "return_words",
    "review_reuse",
    "save_kit",
    "say_travel",
    "schedule",
    "send_fresh_link",
    "send_plan",
    "settle",
    "shortlist",
    "start_draft",
    "stop_writing",
    "submit",
    "suggest",
    "support_content",
    "sweep_drafts",
    "take_back",
    "take_back_apology",
    "take_back_attempt",
    "take_back_change",
    "take_given_back",
    "take_off",
    "take_out",
    "take_over",
    "tell_of_overdue_opinions",
    "triage",
    "turn_into",
    "vouch",
    "withdraw",
    "withdraw_link",
    "write_again",
    "write_words",
]
