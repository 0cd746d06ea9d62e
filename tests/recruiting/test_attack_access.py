"""Who may do what by address in recruiting: one table over the doors that carry somebody else's number, and what links open."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core import serializers
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Contact
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.links.actions import Purpose, issue
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.recruiting.actions import start_nomination, team
from goodword.recruiting.actions.lead_nudges import nudge_owners
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.models import (
    FitnessAnswer,
    FitnessAsk,
    Introduction,
    LeadAnswer,
    LeadNudge,
    Nomination,
    ReferenceLead,
    Registration,
)
from tests.factories.customers import an_account
from tests.factories.people import a_person
from tests.recruiting.leads_world import a_prospect, made
from tests.recruiting.test_review import sent
from tests.recruiting.world import a_registration, registered
from tests.requests.world import World, a_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROWS: Any = (Registration, FitnessAnswer, Nomination, Introduction, ReferenceLead, LeadAnswer, LeadNudge)
TYPED = {
    "answer": "no",
    "words": "x",
    "because": "enough",
    "until_on": "2030-05-05",
    "new_account": "on",
    "held_on": "2026-01-05",
    "agreed": "yes",
    "call_at": "2030-05-05T10:00",
    "minutes": "30",
    "account": "",
    "what": "discard",
    "scope": "all",
    "finish": "on",
    "send": "on",
    "subject": "x",
    "body": "x",
    "why_us": "x",
}
OUTSIDE = (Role.REQUESTER, Role.ACCOUNT_OWNER, Role.CSM, Role.TEAM_LEAD, Role.EDUCATION_MANAGER, Role.BOARD_MANAGER, Role.LEGAL)


def _kept() -> str:
    return hashlib.sha256("".join(serializers.serialize("json", model.objects.order_by("pk")) for model in ROWS).encode()).hexdigest()


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def doors(world: World) -> list[str]:
    """The address of everything that can be done to rows of other people."""
    row = a_registration()
    team.ask_team([row], by=Actor.person(world.manager), at=clock.now())
    lead = ReferenceLead.objects.filter(report=made(a_lead(world))).first()
    nomination, number = sent(), row.number
    draft = start_nomination(an_account("Draft & Sons"), by=Actor.person(world.seller), at=clock.now())
    assert isinstance(draft, Nomination)
    assert lead is not None
    pages = ("introduction", "keep_introduction", "approve", "stop_welcome", "discard", "briefing", "correct")
    verbs = ("ask", "take", "plan", "held", "accept", "decline", "later", "discard", "reopen", "customer", "comments")
    done = ("take_up", "ask_back", "answer", "turn_down", "withdraw", "reopen")
    return [
        *(reverse("recruiting:registration_act", args=[number, verb]) for verb in verbs),
        *(reverse("recruiting:answer_fitness", args=[each.pk]) for each in FitnessAnswer.objects.all()),
        reverse("recruiting:many_registrations"),
        *(reverse("recruiting:verb", args=[nomination.number, verb]) for verb in done),
        *(reverse(f"recruiting:{name}", args=[nomination.number]) for name in pages),
        *(reverse(f"recruiting:{name}", args=[draft.number]) for name in ("nomination", "briefing", "discard", "approve")),
        reverse("recruiting:lead", args=[lead.pk]),
        reverse("recruiting:answer_lead", args=[lead.pk]),
        reverse("recruiting:make_leads"),
        reverse("recruiting:stop_leads", args=[lead.report_id]),
        reverse("recruiting:nudge"),
        reverse("erasure:erase", args=[world.contact.pk]),
        reverse("erasure:erased"),
    ]


def a_lead(world: World) -> User:
    a_prospect("Tarrow Mills", owner=world.owner)
    return world.manager


def test_nobody_outside_changes_anything_of_others_by_its_number(doors: list[str], world: World) -> None:
    before = _kept()
    for role in OUTSIDE:
        client = Client()
        client.force_login(a_person(role))
        for door in doors:
            assert client.post(door, TYPED).status_code in {302, 403, 404, 405}, (role, door)
        assert _kept() == before, role
    for door in doors:
        assert Client().post(door, TYPED).headers["Location"].startswith("/accounts/login/"), door
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(world.manager)
        assert strict.post(door, TYPED).status_code == 403, door
    assert _kept() == before
    assert Contact.objects.filter(pk=world.contact.pk, do_not_contact=False).exists()


def test_what_somebody_may_not_open_is_not_there_and_what_they_may_not_do_is_said(doors: list[str], world: World) -> None:
    registration, draft = Registration.objects.get(), Nomination.objects.get(state="draft")
    lead = ReferenceLead.objects.first()
    assert lead is not None
    pages = {
        "registration": reverse("recruiting:registration", args=[registration.number]),
        "draft": reverse("recruiting:nomination", args=[draft.number]),
        "lead": reverse("recruiting:lead", args=[lead.pk]),
        "call": reverse("recruiting:introduction", args=[Nomination.objects.get(state="submitted").number]),
        "deleted": reverse("erasure:erased"),
    }
    expected = {
        Role.REQUESTER: {"registration": 404, "draft": 404, "lead": 404, "call": 403, "deleted": 403},
        Role.EDUCATION_MANAGER: {"registration": 404, "draft": 404, "lead": 404, "call": 403, "deleted": 403},
        Role.BOARD_MANAGER: {"registration": 404, "draft": 404, "lead": 404, "call": 403, "deleted": 403},
        Role.REFERENCE_MANAGER: {"registration": 200, "draft": 404, "lead": 200, "call": 200, "deleted": 200},
        Role.ADMINISTRATOR: {"registration": 200, "draft": 404, "lead": 200, "call": 200, "deleted": 200},
    }
    found = {}
    for role in expected:
        client = Client()
        client.force_login(a_person(role))
        found[role] = {name: client.get(url).status_code for name, url in pages.items()}
    assert found == expected


def test_a_link_opens_its_own_page_alone_and_looking_changes_nothing(world: World) -> None:
    at = clock.now()
    row, waits = a_registration(), registered(email="somebody@else.example", program=PublicProgram.EDUCATION)
    row.account = world.account
    row.save(update_fields=["account"])
    team.ask_team([row], by=Actor.person(world.manager), at=at)
    made(a_lead(world))
    nudge_owners(None, by=Actor.person(world.manager), at=at)
    ask, nudge = FitnessAsk.objects.first(), LeadNudge.objects.first()
    assert ask is not None
    assert nudge is not None
    until = at + timedelta(days=3)
    tokens = {
        "fitness": issue(Purpose.TEAM_FITNESS, about=ask, user_id=ask.to_id, expires_at=until, at=at),
        "leads": issue(Purpose.OWNER_LEADS, about=nudge, user_id=nudge.to_id, expires_at=until, at=at),
        "records": issue(Purpose.OWNER_RECORDS, about=world.owner, user_id=world.owner.pk, expires_at=until, at=at),
        "join_confirm": issue(Purpose.CONFIRM_REGISTRATION, about=waits, expires_at=until, at=at),
    }
    before = _kept()
    for number, (own, token) in enumerate(tokens.items()):
        away = Client(REMOTE_ADDR=f"198.51.100.{number}")  # who tries too many links is told so
        for name in (*tokens, "owner", "opinions", "outcome", "stop_mail", "kit", "plan", "words", "answer", "own", "erase"):
            url = reverse(f"portal:{name}", args=[token])
            looked = [away.get(url), away.head(url)]
            assert {each.status_code for each in looked} == ({200} if own == name else {404}), (own, name)
            assert looked[0]["Cache-Control"] == "no-store, private", name
            assert looked[0]["Referrer-Policy"] == "same-origin", name
            if own != name:
                away.post(url, TYPED)
    assert _kept() == before
    foreign = {"who": "999999", "lead": "999999", "member": "999999", **{name: TYPED[name] for name in ("answer", "words")}}
    for name in ("fitness", "leads", "records"):
        assert Client().post(reverse(f"portal:{name}", args=[tokens[name]]), foreign).status_code == 302, name
    assert _kept() == before
