"""Who sees a request, and who may do what to it or to a candidate.

Somebody stands to a request in one or more ways (`Standing`): its requester, their team lead, its manager (whoever
runs the program). Whoever is asked for the owner's word answers by that approval. What is confidential is for its circle
alone: there being an administrator changes nothing. Exceptions are decided on by whoever is asked to, and by every reviewer of them.
"""

from enum import StrEnum

from django.db.models import Exists, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.db.models.lookups import Exact

from goodword.approvals.access import is_asked
from goodword.approvals.states import State as ApprovalState
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.kept import Given
from goodword.kernel.transitions import can_move
from goodword.links.models import Purpose
from goodword.people.kinds import Role
from goodword.people.models import CircleMember, User
from goodword.requests.kinds import KINDS, Course
from goodword.requests.kinds.answering import Colleague
from goodword.requests.models import Candidate, ExceptionReview, Mode, Preparation, ReferenceRequest, Statement
from goodword.requests.states import (
    CANDIDATE_MOVES,
    CANDIDATE_ON_HOLD,
    CANDIDATE_WON,
    REQUEST_MOVES,
    REQUEST_OPEN,
    CandidateState,
    RequestState,
)


class Standing(StrEnum):
    """How somebody stands to a request."""

    REQUESTER = "requester"
    LEAD = "lead"
    MANAGER = "manager"


REQUESTER, LEAD, MANAGER = Standing
RUN_BY = (Role.REFERENCE_MANAGER, Role.ADMINISTRATOR)

# Who may do what, when the state allows it. A verb without a row is for nobody.
REQUEST_VERBS: dict[str, frozenset[Standing]] = {
    "submit": frozenset({REQUESTER}),
    "hold_for_exception": frozenset({REQUESTER}),
    "allow": frozenset({MANAGER}),
    "triage": frozenset({MANAGER}),
    "source": frozenset({MANAGER, REQUESTER}),
    "confirm": frozenset({MANAGER}),
    "settle": frozenset({MANAGER}),
    "reopen": frozenset({MANAGER}),
    "complete": frozenset(),
    "report_outcome": frozenset({REQUESTER, LEAD, MANAGER}),
    "close_unfulfilled": frozenset({MANAGER}),
    "decline": frozenset({MANAGER}),
    "withdraw": frozenset({REQUESTER}),
    "cancel": frozenset({MANAGER}),
}
CANDIDATE_VERBS: dict[str, frozenset[Standing]] = {
    "shortlist": frozenset({MANAGER}),
    "hold": frozenset({MANAGER}),
    "owner_approve": frozenset(),
    "owner_decline": frozenset(),
    "ask": frozenset({MANAGER}),
    "take_back": frozenset({MANAGER}),
    "accept": frozenset({MANAGER}),
    "decline": frozenset({MANAGER}),
    "expire_hold": frozenset(),
    "expire_ask": frozenset(),
    "introduce": frozenset({MANAGER, REQUESTER}),
    "schedule": frozenset({MANAGER, REQUESTER}),
    "complete": frozenset({MANAGER, REQUESTER}),
    "miss": frozenset({MANAGER, REQUESTER}),
    "release": frozenset({MANAGER}),
}
CONTACT_VERBS = frozenset({"accept", "complete", "decline", "schedule", "propose_times", "name_colleague", "leave_alone", "report_outcome"})
SYSTEM_VERBS = frozenset({"hold", "ask", "expire_hold", "expire_ask", "remind_customer", "introduce", "allow", "release"})


def visible_to(user: User) -> QuerySet[ReferenceRequest]:
    """The requests that somebody may know of."""
    if not user.is_active:
        return ReferenceRequest.objects.none()
    return known_to(user.pk, runs_all=user.is_manager)


def known_to(reader: int | Given, *, runs_all: bool) -> QuerySet[ReferenceRequest]:
    """The same for an active colleague by id, or for whoever is given later; `runs_all` says whether they run the program."""
    let_in = Q(circle__in=CircleMember.objects.filter(user=reader).values("circle_id"))
    in_the_know = Q(circle=None) | let_in
    rows = ReferenceRequest.objects.filter(in_the_know)
    own = Q(requester=reader)
    if runs_all:
        return rows.filter(own | ~Q(state=RequestState.DRAFT))
    asked = Q(approval__approver=reader) | Q(approval__deputy_for=reader) | Q(support__approver=reader)
    asked |= Q(opinion__asked=reader) | Q(opinion__deputy_for=reader)
    reviewer = User.objects.filter(pk=reader, role_set__role=Role.EXCEPTION_REVIEWER)
    to_answer = Q(approval__approver=reader) | Q(approval__deputy_for=reader)
    to_review = to_answer | Exists(reviewer)
    considered = Candidate.objects.filter(Q(account__owner=reader) | Q(account__csm=reader) | asked)
    writes = Preparation.objects.filter(pmm=reader).values("candidate__reference_request_id")
    of_words = Statement.objects.filter(to_answer).values("candidate__reference_request_id")
    reviewed = ExceptionReview.objects.filter(to_review).values("reference_request_id")
    part_in_it = Q(pk__in=considered.values("reference_request_id")) | Q(pk__in=writes) | Q(pk__in=of_words) | Q(pk__in=reviewed)
    sent = let_in | Q(team__lead=reader) | part_in_it | _is_named(reader)
    return rows.filter(own | (sent & ~Q(state=RequestState.DRAFT)))


def names_colleagues() -> frozenset[str]:
    """The questions of all kinds that name a colleague, as they are kept among the details of a request."""
    return frozenset(each.field for kind in KINDS.values() for each in kind.own_questions if isinstance(each.answer, Colleague))


def named_in(reference_request: ReferenceRequest) -> frozenset[int]:
    """The colleagues whom a request names in what it asks, by id."""
    said = (reference_request.details.get(name) for name in names_colleagues())
    return frozenset(key for key in said if isinstance(key, int))


def _is_named(reader: int | Given) -> Q:
    """Requests whose details name somebody."""
    key = Cast(Value(reader) if isinstance(reader, int) else reader, TextField())
    found = Q()
    for name in sorted(names_colleagues()):
        found |= Q(Exact(KT(f"details__{name}"), key))
    return found


def candidates_visible_to(user: User) -> QuerySet[Candidate]:
    """The candidates of visible requests."""
    return Candidate.objects.filter(reference_request__in=visible_to(user))


def standings(user: User, reference_request: ReferenceRequest) -> frozenset[Standing]:
    """How somebody stands to a request; empty for who has no part in it or may not know of it."""
    if not user.is_active or not in_the_know(user, reference_request):
        return frozenset()
    found = set()
    if reference_request.requester_id == user.pk:
        found.add(REQUESTER)
    if reference_request.team is not None and reference_request.team.lead_id == user.pk:
        found.add(LEAD)
    if user.is_manager:
        found.add(MANAGER)
    return frozenset(found)


def in_the_know(user: User, reference_request: ReferenceRequest) -> bool:
    """May somebody know of it: it is confidential to nobody, or they are in its circle."""
    circle = reference_request.circle
    return circle is None or user in circle.people.all()  # lists load them ahead


def may(user: User, verb: str, row: ReferenceRequest | Candidate) -> bool:
    """May this person do this to this row now: the state allows it and they stand right to it."""
    if isinstance(row, ReferenceRequest):
        if verb == "settle" and KINDS[row.kind].has_customers:
            return False
        return can_move(REQUEST_MOVES, verb, row.state) and bool(standings(user, row) & REQUEST_VERBS.get(verb, frozenset()))
    return can_move(CANDIDATE_MOVES, verb, row.state) and may_whatever_state(user, verb, row)


def may_whatever_state(user: User, verb: str, candidate: Candidate) -> bool:
    """May this person do this to this candidate, were the state right."""
    reference_request = candidate.reference_request
    standing = standings(user, reference_request)
    if verb in ("owner_approve", "owner_decline"):
        return is_asked_about(user, candidate)
    if verb == "schedule" and not has_times(reference_request):
        return False
    if verb in ("accept", "decline") and can_write_down(user, candidate):
        return True
    if not standing:
        return False
    if verb == "hold" and REQUESTER in standing and reference_request.mode == Mode.SELF_SERVICE:
        return True
    if verb == "release" and candidate.state == CandidateState.SUGGESTED and candidate.added_by_id == user.pk:
        return True
    return bool(standing & CANDIDATE_VERBS.get(verb, frozenset()))


def has_times(reference_request: ReferenceRequest) -> bool:
    """Is a time agreed on for it: an event has its own day, and a survey none."""
    return KINDS[reference_request.kind].course is Course.CALL


def can_turn(user: User, reference_request: ReferenceRequest) -> bool:
    """May this person make another kind of a general request: its manager and its requester, before a customer is looked for."""
    early = reference_request.state in (RequestState.SUBMITTED, RequestState.TRIAGE)
    is_general = not KINDS[reference_request.kind].has_customers
    return early and is_general and bool(standings(user, reference_request) & {MANAGER, REQUESTER})


def is_asked_about(user: User, candidate: Candidate) -> bool:
    """Is this person asked for the owner's word on a candidate, and still in the know."""
    return candidate.approval is not None and is_asked(user, candidate.approval)


def can_vouch(user: User, candidate: Candidate, *, whatever_state: bool = False) -> bool:
    """May this person say whether all is well at the customer: whoever was asked, in the know, while that is open."""
    support = candidate.support
    is_open = support is not None and support.state == ApprovalState.OPEN and candidate.state in CANDIDATE_ON_HOLD
    asked = support is not None and user.is_active and user.pk in (support.approver_id, support.deputy_for_id)
    return asked and (is_open or whatever_state) and in_the_know(user, candidate.reference_request)


def may_follow(user: User, purpose: str, candidate: Candidate) -> bool:
    """May a colleague still follow a link that was once made for them: they stand to it as they did then, and are in the know."""
    if purpose == Purpose.OWNER_ANSWER:
        return is_asked_about(user, candidate)
    if purpose == Purpose.OWNER_OPINIONS:
        return in_the_know(user, candidate.reference_request) and visible_to(user).filter(pk=candidate.reference_request_id).exists()
    return bool(standings(user, candidate.reference_request) & REQUEST_VERBS["report_outcome"])


def actor_may(by: Actor, verb: str, candidate: Candidate, *, user: User | None = None) -> bool:
    """May this actor (a colleague as `user`, the asked contact, or the system) do this to this candidate, were the state right."""
    if by.kind is ActorKind.SYSTEM:
        return verb in SYSTEM_VERBS
    if by.kind is ActorKind.CONTACT:
        if verb == "complete" and KINDS[candidate.reference_request.kind].course is not Course.MANY:
            return False
        return verb in CONTACT_VERBS and by.id is not None and by.id == candidate.contact_id
    return user is not None and may_whatever_state(user, verb, candidate)


def can_decline_request(user: User, reference_request: ReferenceRequest) -> bool:
    """May this person decline this request now."""
    return may(user, "decline", reference_request)


def runs(user: User, reference_request: ReferenceRequest) -> bool:
    """Does this person run the program for this request."""
    return MANAGER in standings(user, reference_request)


def can_be_handed_over(reference_request: ReferenceRequest) -> bool:
    """Is there still something to lead: it was sent, and its outcome is not reported yet."""
    return reference_request.state in (*REQUEST_OPEN, RequestState.COMPLETED)


def can_hand_over(user: User, reference_request: ReferenceRequest) -> bool:
    """May this person give the request to another manager: whoever runs the program for it."""
    return can_be_handed_over(reference_request) and runs(user, reference_request)


def can_take_over(user: User, reference_request: ReferenceRequest) -> bool:
    """May this person take the request from the manager who leads it."""
    return can_hand_over(user, reference_request) and reference_request.manager_id != user.pk


def can_share(user: User, reference_request: ReferenceRequest) -> bool:
    """May this person say who is in the know of a confidential request: its manager and its requester."""
    is_sent = reference_request.state != RequestState.DRAFT
    return is_sent and reference_request.circle_id is not None and bool(standings(user, reference_request) & {MANAGER, REQUESTER})


def can_renew_link(user: User, candidate: Candidate) -> bool:
    """May this person withdraw the customer's link, or send a fresh one: whoever runs the program, while the customer is asked."""
    return candidate.state == CandidateState.ASKED and MANAGER in standings(user, candidate.reference_request)


def can_edit(user: User, reference_request: ReferenceRequest) -> bool:
    """May this person change what is asked for: the requester, while it is a draft."""
    return reference_request.state == RequestState.DRAFT and reference_request.requester_id == user.pk


def can_suggest(user: User, reference_request: ReferenceRequest) -> bool:
    """May this person put a customer forward: the manager, and the requester."""
    open_for_it = (RequestState.SUBMITTED, RequestState.TRIAGE, RequestState.SOURCING)
    looks = KINDS[reference_request.kind].has_customers and reference_request.state in open_for_it
    return looks and bool(standings(user, reference_request) & {MANAGER, REQUESTER})


def can_pick(user: User, reference_request: ReferenceRequest) -> bool:
    """May this person hold a customer: the manager, and in self-service the requester."""
    standing = standings(user, reference_request)
    return MANAGER in standing or (REQUESTER in standing and reference_request.mode == Mode.SELF_SERVICE)


def can_override(user: User, candidate: Candidate) -> bool:
    """May this person go over a no, with a reason: a manager."""
    return MANAGER in standings(user, candidate.reference_request)


def can_put_colleague_forward(user: User, candidate: Candidate) -> bool:
    """May this person put the customer forward once more, with the colleague whom they named: a manager, while somebody is looked for."""
    named = candidate.state == CandidateState.DECLINED and bool(candidate.colleague)
    return named and can_suggest(user, candidate.reference_request) and can_override(user, candidate)


def can_write_down(user: User, candidate: Candidate) -> bool:
    """May this person write down what was said to this customer, or by them: whoever runs the program, and who answers for it.

    That is the owner, and whoever was asked in their place or said yes in it.
    """
    reference_request, approval = candidate.reference_request, candidate.approval
    if reference_request.state == RequestState.DRAFT or not user.is_active or not in_the_know(user, reference_request):
        return False
    answered = (approval.approver_id, approval.decided_by_id) if approval is not None and approval.state == ApprovalState.APPROVED else ()
    return runs(user, reference_request) or user.pk in (candidate.account.owner_id, *answered)


def can_record_ask(user: User, candidate: Candidate) -> bool:
    """May this person write down that the customer was asked elsewhere, once the owner agreed; or asked once more."""
    return candidate.state in (CandidateState.OWNER_APPROVED, CandidateState.ASKED) and can_write_down(user, candidate)


def can_write_answer(user: User, candidate: Candidate) -> bool:
    """May this person write down what the customer answered, while they are asked."""
    return candidate.state == CandidateState.ASKED and can_write_down(user, candidate)


def can_remind_owner(user: User, candidate: Candidate) -> bool:
    """May this person remind the one who was asked to approve."""
    return candidate.state == CandidateState.HELD and bool(standings(user, candidate.reference_request) & {MANAGER, REQUESTER})


def can_remind_customer(user: User, candidate: Candidate) -> bool:
    """May this person approach the customer a second time."""
    return candidate.state == CandidateState.ASKED and MANAGER in standings(user, candidate.reference_request)


def can_propose_times(user: User, candidate: Candidate) -> bool:
    """May this person offer times for the call."""
    right_state = candidate.state in (CandidateState.OWNER_APPROVED, CandidateState.ASKED, *CANDIDATE_WON, CandidateState.MISSED)
    is_timed = right_state and has_times(candidate.reference_request)
    return is_timed and bool(standings(user, candidate.reference_request) & {MANAGER, REQUESTER})


def can_apologise(user: User, candidate: Candidate) -> bool:
    """May this person write an apology to the customer for a call that did not take place."""
    return candidate.state == CandidateState.MISSED and bool(standings(user, candidate.reference_request) & {MANAGER, REQUESTER})


def can_report_outcome(user: User, candidate: Candidate) -> bool:
    """May this person say what came of the call."""
    standing = standings(user, candidate.reference_request)
    return candidate.state == CandidateState.DONE and bool(standing & REQUEST_VERBS["report_outcome"])


def can_comment(user: User, reference_request: ReferenceRequest) -> bool:
    """Whoever may see a request that was sent may say something about it."""
    return reference_request.state != RequestState.DRAFT and visible_to(user).filter(pk=reference_request.pk).exists()
