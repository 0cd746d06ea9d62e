"""Who does what in what is prepared with a customer: how somebody stands to it, and what they may do to each part now."""

from enum import StrEnum

from goodword.approvals.access import is_asked
from goodword.kernel.transitions import can_move
from goodword.people.models import User
from goodword.requests import access
from goodword.requests.models import Candidate, Preparation, ReferenceRequest, Statement
from goodword.requests.states import CANDIDATE_WON, PREPARATION_MOVES, STATEMENT_MOVES, CandidateState, RequestState, StatementState


class Hand(StrEnum):
    """How somebody stands to what is prepared for an event."""

    MANAGER = "manager"
    REQUESTER = "requester"
    PMM = "pmm"
    CONTACT = "contact"
    OWNER = "owner"


LEADS, ASKS, WRITES, SPEAKS, OWNS = Hand
# Who may do what to a part (the word before the first line), when its state allows it.
PREPARATION_VERBS: dict[str, frozenset[Hand]] = {
    "content_triage": frozenset({WRITES, LEADS}),
    "content_backlog": frozenset({WRITES, LEADS}),
    "content_assign": frozenset({WRITES, LEADS}),
    "content_begin": frozenset({WRITES}),
    "content_wait": frozenset({WRITES}),
    "content_complete": frozenset({WRITES, LEADS}),
    "content_transfer": frozenset({WRITES, LEADS}),
    "content_decline": frozenset({WRITES, LEADS}),
    "content_cancel": frozenset({LEADS, ASKS}),
    "content_reopen": frozenset({LEADS, ASKS}),
    "kit_send": frozenset({SPEAKS, LEADS, ASKS, WRITES}),
    "kit_return": frozenset({LEADS}),
    "kit_approve": frozenset({LEADS}),
    "plan_show": frozenset({LEADS, ASKS}),
    "plan_send": frozenset({LEADS, ASKS}),
    "plan_approve": frozenset({SPEAKS, LEADS, ASKS}),
    "plan_return": frozenset({SPEAKS, LEADS, ASKS}),
    "plan_decline": frozenset({SPEAKS, LEADS, ASKS}),
    "reuse_review": frozenset({LEADS}),
}
# Who may do what to the sentences about a customer. Whoever writes them down for the customer says how they said it.
STATEMENT_VERBS: dict[str, frozenset[Hand]] = {
    "reopen": frozenset({LEADS, ASKS}),
    "hand_in": frozenset({LEADS, ASKS}),
    "pass": frozenset({OWNS}),
    "return": frozenset({OWNS, SPEAKS, LEADS, ASKS}),
    "approve": frozenset({SPEAKS, LEADS, ASKS}),
    "decline": frozenset({SPEAKS, LEADS, ASKS}),
    "keep": frozenset({LEADS, ASKS}),
}
# While these run, it is prepared; afterwards only reuse is looked at.
PREPARED_IN = (*CANDIDATE_WON, CandidateState.MISSED)


def hands_of(user: User, candidate: Candidate) -> frozenset[Hand]:
    """How a colleague stands to what is prepared with a customer; empty for who has no part in it or may not know of it."""
    standing = access.standings(user, candidate.reference_request)
    found = {hand for hand, stands in ((LEADS, access.MANAGER), (ASKS, access.REQUESTER)) if stands in standing}
    prepared = preparation_of(candidate)
    if prepared is not None and prepared.pmm_id == user.pk and user.is_active and access.in_the_know(user, candidate.reference_request):
        found.add(WRITES)
    return frozenset(found)


def preparation_of(candidate: Candidate) -> Preparation | None:
    """What is prepared with a customer, if anything is."""
    return getattr(candidate, "preparation", None)


def is_being_prepared(candidate: Candidate, part: str) -> bool:
    """Does this part go on: until the event all but reuse, from then on reuse alone."""
    return candidate.state == CandidateState.DONE if part == "reuse" else candidate.state in PREPARED_IN


def part_may(hands: frozenset[Hand], verb: str, candidate: Candidate) -> bool:
    """May somebody who stands so to it do this to a part now."""
    part, _line, name = verb.partition("_")
    prepared = preparation_of(candidate)
    if prepared is None or not is_being_prepared(candidate, part):
        return False
    return can_move(PREPARATION_MOVES[part], name, getattr(prepared, f"{part}_state")) and bool(hands & PREPARATION_VERBS[verb])


def may_prepare(user: User, verb: str, candidate: Candidate) -> bool:
    """May this colleague do this to a part of what is prepared."""
    return part_may(hands_of(user, candidate), verb, candidate)


def can_plan_calls(user: User, candidate: Candidate) -> bool:
    """May this person book calls in which the event is prepared: whoever runs the program, and the requester."""
    open_for_it = preparation_of(candidate) is not None and candidate.state in CANDIDATE_WON
    return open_for_it and bool(hands_of(user, candidate) & {LEADS, ASKS})


def can_see_kit(user: User, candidate: Candidate) -> bool:
    """May this person read the speaker kit: whoever prepares the event, and who answers for the customer."""
    if preparation_of(candidate) is None:
        return False
    answers_for = user.is_active and user.pk in (candidate.account.owner_id, candidate.account.csm_id)
    return bool(hands_of(user, candidate)) or (answers_for and access.in_the_know(user, candidate.reference_request))


def can_choose_campaign(user: User, reference_request: ReferenceRequest) -> bool:
    """May this person say which campaign a request belongs to: whoever runs the program, once it was sent."""
    ended = (RequestState.DRAFT, RequestState.WITHDRAWN, RequestState.CANCELLED, RequestState.DECLINED)
    return reference_request.state not in ended and access.runs(user, reference_request)


def statement_of(candidate: Candidate) -> Statement | None:
    """The sentences about a customer, if there are to be any."""
    return getattr(candidate, "statement", None)


def hands_on_words(user: User, candidate: Candidate) -> frozenset[Hand]:
    """How a colleague stands to the sentences about a customer; the owner is whoever was asked for their word on them."""
    statement = statement_of(candidate)
    asked = statement is not None and statement.approval is not None and is_asked(user, statement.approval)
    return hands_of(user, candidate) | (frozenset({OWNS}) if asked else frozenset())


def words_may(stands: frozenset[Hand], verb: str, candidate: Candidate) -> bool:
    """May somebody who stands so to the sentences do this to them now.

    While the owner is asked only they send them back; while the customer is, only what the customer said does. Once they were used
    nothing changes any more, but that the customer may still take the permission back.
    """
    statement = statement_of(candidate)
    if statement is None or not can_move(STATEMENT_MOVES, verb, statement.state):
        return False
    if candidate.state not in PREPARED_IN and not (verb == "decline" and candidate.state == CandidateState.DONE):
        return False
    allowed = STATEMENT_VERBS[verb]
    if verb == "return":
        allowed = frozenset({OWNS}) if statement.state == StatementState.OWNER else allowed - {OWNS}
    if verb == "keep" and statement.usable_id is None:
        return False
    return bool(stands & allowed)


def may_word(user: User, verb: str, candidate: Candidate) -> bool:
    """May this colleague do this to the sentences about a customer."""
    return words_may(hands_on_words(user, candidate), verb, candidate)


def can_write_words(user: User, candidate: Candidate) -> bool:
    """May this colleague write the sentences, or write them anew."""
    return may_word(user, "hand_in", candidate) or may_word(user, "reopen", candidate)
