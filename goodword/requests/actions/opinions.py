"""Refining the short list: owners say whether a customer is a good idea, the manager takes some off, the requester agrees to the rest."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.people.actions import add_to_circle
from goodword.people.models import User
from goodword.policy.queries import in_force
from goodword.requests import access
from goodword.requests.actions.ending import let_go
from goodword.requests.actions.locks import lock_candidate, lock_request, note_on, person
from goodword.requests.actions.owed_opinions import days_to_answer
from goodword.requests.models import Candidate, Opinion, ReferenceRequest
from goodword.requests.queries import may
from goodword.requests.queries.answering import approver_of
from goodword.requests.queries.opinions import fingerprint
from goodword.requests.states import CANDIDATE_PLANNED, REQUEST_ENDED

TAKEN_OFF = "taken_off"


@transaction.atomic
def ask_owners(reference_request: ReferenceRequest, *, by: Actor, at: datetime) -> int | Refused:
    """Ask the owners of everybody on the short list who was not asked yet: one mail an owner. How many customers that is.

    Raises NotAllowed or WrongState.
    """
    row = lock_request(reference_request.pk)
    user = person(by)
    if not access.runs(user, row):
        raise NotAllowed
    if not may.can_ask_owners(user, row):
        raise WrongState("ask_owners", row.state)
    today = in_force(at).today
    planned = row.candidates.filter(state__in=CANDIDATE_PLANNED, opinion=None).select_related("account__owner", "account__region")
    theirs: dict[int, list[Candidate]] = defaultdict(list)
    people: dict[int, User] = {}
    for candidate in planned.order_by("position", "pk"):
        asked, deputy_for = approver_of(candidate.account, row, today=today)
        Opinion.objects.create(candidate=candidate, asked=asked, deputy_for=deputy_for, asked_at=at, **days_to_answer(asked, at=at))
        theirs[asked.pk].append(candidate)
        people[asked.pk] = asked
    if not theirs:
        return refuse("all_asked", _("Everybody on the short list was asked about already."))
    for key, candidates in theirs.items():
        if row.circle_id is not None:
            add_to_circle(row.circle_id, people[key], by=Actor.system(), at=at)
        note_on("request.owners_asked", row, by=by, at=at, also=[candidates[0]], to=key, n=len(candidates))
    return sum(map(len, theirs.values()))


@transaction.atomic
def give_opinion(candidate: Candidate, *, good: bool, reason: str = "", by: Actor, at: datetime) -> Opinion | Refused:
    """Say whether a customer is a good idea; one may change one's mind until they are held. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    row, user = locked.candidate, person(by)
    opinion = Opinion.objects.select_for_update().filter(candidate=row).first()
    if opinion is None or not (may.answers_for(user, row) and may.is_in_the_know(user, locked.reference_request)):
        raise NotAllowed
    if not may.can_give_opinion(user, row):
        raise WrongState("give_opinion", opinion.answer or row.state)
    words = reason.strip()
    if not good and not words:
        return refuse("reason", _("Say why not; it helps to choose better."))
    answer = Opinion.GOOD if good else Opinion.BAD
    if (opinion.answer, opinion.words) == (answer, words):
        return opinion  # pressed twice
    opinion.answer, opinion.words, opinion.answered_by, opinion.answered_at = answer, words, user, at
    opinion.about = fingerprint(locked.reference_request)
    opinion.save(update_fields=["answer", "words", "answered_by", "answered_at", "about"])
    note_on("candidate.opinion_given", row, by=by, at=at, note=words, answer=answer)
    return opinion


@transaction.atomic
def take_off(candidate: Candidate, *, reason: str, by: Actor, at: datetime) -> Candidate | Refused:
    """Take a customer off the short list; the others who see the request read why. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    row, user = locked.candidate, person(by)
    if not access.may_whatever_state(user, "release", row):
        raise NotAllowed
    if not may.can_take_off(user, row) or locked.reference_request.state in REQUEST_ENDED:
        raise WrongState("take_off", row.state)
    words = reason.strip()
    if not words:
        return refuse("reason", _("Say why; the owner and whoever asked read it."))
    row.released_words = words
    row.save(update_fields=["released_words"])
    let_go(row, because=TAKEN_OFF, by=by, at=at)
    return row


@transaction.atomic
def agree_list(reference_request: ReferenceRequest, *, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """Whoever asked agrees to the short list as it stands. Raises NotAllowed or WrongState."""
    row = lock_request(reference_request.pk)
    user = person(by)
    if access.Standing.REQUESTER not in access.standings(user, row):
        raise NotAllowed
    if not may.can_agree_list(user, row):
        raise WrongState("agree_list", row.state)
    count = row.candidates.filter(state__in=CANDIDATE_PLANNED).count()
    if not count:
        return refuse("empty", _("Nobody is on the short list yet."))
    row.list_agreed_at = at
    row.save(update_fields=["list_agreed_at"])
    note_on("request.list_agreed", row, by=by, at=at, n=count)
    return row
