"""Who may do what: every state, every verb, every role, for requests and candidates."""

from __future__ import annotations

from itertools import product

import pytest
from django.urls import reverse

from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.requests import access, actions
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.states import CandidateState, RequestState
from goodword.requests.views.verbs import CANDIDATE_VERBS, REQUEST_VERBS
from tests.factories.people import a_person
from tests.requests.world import World, a_world, now

pytestmark = pytest.mark.django_db

# Written out, and not read from the product's tables: from which states each verb is legal.
REQUEST_LEGAL = {
    "submit": "draft",
    "hold_for_exception": "draft submitted triage unfulfilled declined",
    "allow": "held",
    "triage": "submitted",
    "source": "submitted triage",
    "confirm": "sourcing",
    "reopen": "confirmed unfulfilled declined",
    "complete": "confirmed",
    "settle": "submitted triage",  # of a general request, which is none of these
    "report_outcome": "completed",
    "close_unfulfilled": "submitted triage sourcing",
    "decline": "submitted held triage sourcing",
    "withdraw": "draft submitted held triage sourcing confirmed",
    "cancel": "submitted held triage sourcing confirmed",
}
REQUEST_ROLES = {
    "seller": "submit hold_for_exception source withdraw report_outcome",
    "lead": "report_outcome",
    "manager": "allow triage source confirm reopen close_unfulfilled decline cancel report_outcome",
    "administrator": "allow triage source confirm reopen close_unfulfilled decline cancel report_outcome",
    "owner": "",
    "stranger": "",
}
BEFORE_YES = "suggested shortlisted held owner_approved asked"
CANDIDATE_LEGAL = {
    "shortlist": "suggested",
    "hold": "suggested shortlisted",
    "owner_approve": "held",
    "owner_decline": "held",
    "ask": "owner_approved",
    "take_back": "asked",
    "accept": "asked",
    "decline": "asked accepted introduced scheduled missed",
    "expire_hold": "held owner_approved",
    "expire_ask": "asked",
    "introduce": "accepted",
    "schedule": "accepted introduced scheduled missed",
    "complete": "accepted introduced scheduled",
    "miss": "introduced scheduled",
    "release": f"{BEFORE_YES} accepted introduced scheduled missed",
}
OF_THE_MANAGER = "shortlist hold ask take_back accept decline introduce schedule complete miss release owner_approve owner_decline"
CANDIDATE_ROLES = {
    "seller": "introduce schedule complete miss",
    "lead": "",
    "manager": OF_THE_MANAGER,
    "administrator": OF_THE_MANAGER,
    "owner": "owner_approve owner_decline accept decline",
    "stranger": "",
}


def roles_of(world: World) -> dict[str, User]:
    """One person per role."""
    return {
        "seller": world.seller,
        "lead": world.lead,
        "manager": world.manager,
        "administrator": a_person(Role.ADMINISTRATOR),
        "owner": world.owner,
        "stranger": a_person(),
    }


@pytest.mark.slow
def test_every_request_state_verb_and_role() -> None:
    world = a_world()
    row = world.held().reference_request
    wrong = []
    for name, user in roles_of(world).items():
        for state, verb in product(RequestState.values, REQUEST_LEGAL):
            ReferenceRequest.objects.filter(pk=row.pk).update(state=state)
            fresh = ReferenceRequest.objects.get(pk=row.pk)
            expected = state in REQUEST_LEGAL[verb].split() and verb in REQUEST_ROLES[name].split()
            if access.may(user, verb, fresh) is not expected:
                wrong.append((name, state, verb, not expected))
    assert wrong == []
    assert set(REQUEST_LEGAL) == set(access.REQUEST_VERBS)


@pytest.mark.slow
def test_every_candidate_state_verb_and_role() -> None:
    world = a_world()
    candidate = world.held()
    wrong = []
    for name, user in roles_of(world).items():
        for state, verb in product(CandidateState.values, CANDIDATE_LEGAL):
            Candidate.objects.filter(pk=candidate.pk).update(state=state)
            fresh = Candidate.objects.select_related("approval", "account", "reference_request__team").get(pk=candidate.pk)
            expected = state in CANDIDATE_LEGAL[verb].split() and verb in CANDIDATE_ROLES[name].split()
            if access.may(user, verb, fresh) is not expected:
                wrong.append((name, state, verb, not expected))
    assert wrong == []
    assert set(CANDIDATE_LEGAL) == set(access.CANDIDATE_VERBS)


@pytest.mark.slow
def test_what_may_not_be_done_is_refused_by_every_address_and_changes_nothing() -> None:
    world = a_world()
    candidate = world.held()
    row = candidate.reference_request
    stranger, seller = a_person(), world.seller
    data = {
        "reason": "So.",
        "code": "other",
        "how": "mail",
        "heard_at": "2020-01-01T10:00",
        "result": "helped",
        "first": "2099-01-01T10:00",
        "starts_at": "2099-01-01T10:00",
    }
    for verb in REQUEST_VERBS:
        assert world.as_(stranger).post(reverse(f"requests:{verb}", args=[row.pk]), data).status_code == 404, verb
    for verb in CANDIDATE_VERBS:
        assert world.as_(stranger).post(reverse(f"requests:{verb}", args=[row.pk, candidate.pk]), data).status_code == 404, verb
    for verb in ("allow", "cancel", "decline_request", "triage", "close_unfulfilled", "reopen"):
        assert world.as_(seller).post(reverse(f"requests:{verb}", args=[row.pk]), data).status_code == 403, verb
    for verb in ("shortlist", "hold", "ask", "accept", "decline", "release", "owner_approve", "owner_decline", "remind_customer"):
        assert world.as_(seller).post(reverse(f"requests:{verb}", args=[row.pk, candidate.pk]), data).status_code == 403, verb
    row.refresh_from_db()
    candidate.refresh_from_db()
    assert (row.state, candidate.state) == ("sourcing", "held")


@pytest.mark.slow
def test_whoever_comes_too_late_is_told_so_and_loses_nothing() -> None:
    world = a_world()
    candidate = world.approved()
    late = world.as_(world.owner).post(
        reverse("requests:owner_decline", args=[candidate.reference_request_id, candidate.pk]), {"reason": "Not now."}, follow=True
    )
    assert "Somebody was faster" in late.content.decode()
    candidate.refresh_from_db()
    assert candidate.state == "owner_approved"


@pytest.mark.slow
def test_only_the_asked_contact_answers() -> None:
    world = a_world()
    candidate = world.asked()
    other = world.account.contacts.create(name="Somebody else", email="else@customer.example")
    with pytest.raises(NotAllowed):
        actions.accept(candidate, by=Actor.contact(other), at=now())
    actions.accept(candidate, by=Actor.contact(world.contact), at=now())
    with pytest.raises(WrongState):
        actions.accept(candidate, by=Actor.contact(world.contact), at=now())


def test_drafts_are_seen_by_their_writer_only() -> None:
    world = a_world()
    row = world.draft()
    seen = [name for name, user in roles_of(world).items() if access.visible_to(user).filter(pk=row.pk).exists()]
    assert seen == ["seller"]


@pytest.mark.slow
def test_who_sees_a_request_that_was_sent() -> None:
    world = a_world()
    row = world.held().reference_request
    seen = [name for name, user in roles_of(world).items() if access.visible_to(user).filter(pk=row.pk).exists()]
    assert seen == ["seller", "lead", "manager", "administrator", "owner"]
