"""A customer has another owner: what the one before was asked about it, and has not answered, is asked of the new one."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from goodword.approvals.actions import ask_instead
from goodword.approvals.states import State
from goodword.kernel.actor import Actor
from goodword.people.actions import add_to_circle
from goodword.people.models import User
from goodword.people.queries import working_days_after
from goodword.policy.queries import in_force
from goodword.requests.actions.locks import lock_candidate, lock_request, note_on
from goodword.requests.actions.owed_opinions import days_to_answer
from goodword.requests.actions.people import TO_ANSWER
from goodword.requests.models import Candidate, Opinion, ReferenceRequest, Statement
from goodword.requests.queries.answering import approver_of
from goodword.requests.queries.may import is_in_the_know
from goodword.requests.queries.owners import asked_of_another, opinions_of_another, words_of_another
from goodword.requests.states import CandidateState


@transaction.atomic
def ask_new_owner(candidate: Candidate, *, at: datetime) -> bool:
    """Give the open question about a held customer to whoever owns it now, with some working days, as long as the hold lasts.

    Nobody comes to know of a confidential request by owning a customer: there it stays where it is. False when nothing moved.
    """
    locked = lock_candidate(candidate.pk)
    row, reference_request, approval = locked.candidate, locked.reference_request, locked.candidate.approval
    if approval is None or row.held_until is None or not asked_of_another().filter(pk=row.pk).exists():
        return False
    asked, deputy_for = approver_of(locked.account, reference_request, today=in_force(at).today)
    if row.state != CandidateState.HELD or approval.state != State.OPEN or not is_in_the_know(deputy_for or asked, reference_request):
        return False
    due_at = min(max(approval.due_at, working_days_after(at, TO_ANSWER, region=asked.region)), row.held_until)
    ask_instead(approval, approver=asked, deputy_for=deputy_for, due_at=due_at, at=at)
    if reference_request.circle_id is not None:
        add_to_circle(reference_request.circle_id, asked, by=Actor.system(), at=at)
    note_on("candidate.delegated", row, by=Actor.system(), at=at, approval=approval.pk, to=asked.pk)
    return True


@transaction.atomic
def ask_new_owner_of_words(candidate: Candidate, *, at: datetime) -> bool:
    """Give the open question about sentences to whoever owns their customer now; as above, never to somebody not in the know."""
    locked = lock_candidate(candidate.pk)
    reference_request = locked.reference_request
    statement = Statement.objects.select_related("approval").filter(candidate=locked.candidate).first()
    approval = statement.approval if statement is not None else None
    if approval is None or not words_of_another().filter(pk=locked.candidate.pk).exists():
        return False
    asked, deputy_for = approver_of(locked.account, reference_request, today=in_force(at).today)
    if not is_in_the_know(deputy_for or asked, reference_request):
        return False
    due_at = max(approval.due_at, working_days_after(at, TO_ANSWER, region=asked.region))
    ask_instead(approval, approver=asked, deputy_for=deputy_for, due_at=due_at, at=at)
    if reference_request.circle_id is not None:
        add_to_circle(reference_request.circle_id, asked, by=Actor.system(), at=at)
    note_on("words.delegated", locked.candidate, by=Actor.system(), at=at, to=asked.pk)
    return True


@transaction.atomic
def ask_new_owners(reference_request: ReferenceRequest, *, at: datetime) -> int:
    """Ask whoever owns customers of a short list now what they think of them, in the place of the owner before; how many those are."""
    row = lock_request(reference_request.pk)
    today = in_force(at).today
    theirs: dict[User, list[Candidate]] = defaultdict(list)
    rows = opinions_of_another().filter(candidate__reference_request=row).select_related("candidate__account__owner")
    for opinion in rows.select_for_update(of=("self",), no_key=True).order_by("candidate__position", "candidate_id"):
        asked, deputy_for = approver_of(opinion.candidate.account, row, today=today)
        if not is_in_the_know(deputy_for or asked, row):
            continue
        is_news = opinion.asked_id != asked.pk
        fresh = {**days_to_answer(asked, at=at), "told_overdue_at": None} if is_news else {}
        Opinion.objects.filter(pk=opinion.pk).update(asked=asked, deputy_for=deputy_for, **fresh)
        if is_news:
            theirs[asked].append(opinion.candidate)
    for asked, candidates in theirs.items():
        if row.circle_id is not None:
            add_to_circle(row.circle_id, asked, by=Actor.system(), at=at)
        also = [candidates[0]]
        note_on("request.new_owner_asked", row, by=Actor.system(), at=at, also=also, to=asked.pk, n=len(candidates))
    return sum(map(len, theirs.values()))
