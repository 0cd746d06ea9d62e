"""Each kind of request: asked on one form, sent, and gone through with the people whom it concerns."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from goodword.customers.kinds import ActivityType
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.notifications import actions as mails
from goodword.people.models import User
from goodword.policy.queries import in_force
from goodword.requests import actions
from goodword.requests.kinds import KINDS
from goodword.requests.models import Ball, Candidate, ReferenceRequest
from goodword.requests.queries.ball import Step, turn_of
from goodword.requests.queries.balls import catch_up
from goodword.requests.queries.judging import judge_many
from goodword.requests.queries.know import knowers, who_may_see
from goodword.requests.queries.words import title_of
from tests.factories.people import a_person
from tests.requests.asking import TOPIC, answers, asked_for, vouched_for, willing
from tests.requests.world import World, a_customer, a_world, now, today

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
@pytest.mark.parametrize("kind", KINDS)
def test_what_must_be_said_is_enough_to_ask(kind: str) -> None:
    world = a_world()
    seller = world.as_(world.seller)
    page = seller.get(reverse("requests:new"), {"kind": kind}).content.decode()
    assert str(KINDS[kind].questions[0].label).replace("'", "&#x27;") in page
    sent = seller.post(reverse("requests:new"), answers(kind))
    assert sent.status_code == 302, sent.content.decode()[:3000]
    row = ReferenceRequest.objects.get()
    assert (row.kind, row.state, row.topic) == (kind, "submitted", TOPIC)
    assert row.is_confidential is KINDS[kind].always_confidential
    page = seller.get(reverse("requests:request", args=[row.pk])).content.decode()
    assert title_of(row) in page
    for question in KINDS[kind].own_questions:
        assert not row.details.get(question.field) or str(question.short or question.label) in page


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_missing_is_said_beside_it_and_what_was_typed_is_kept(kind: str) -> None:
    world = a_world()
    typed = {"once": str(uuid4()), "kind": kind, "topic": "", "wanted": "0", "needed_on": "31.31.2026"}
    refused = world.as_(world.seller).post(reverse("requests:new"), typed)
    page = refused.content.decode()
    assert refused.status_code == 422
    for question in KINDS[kind].questions:
        if question.required and question.field != "wanted":
            assert f'id="id_{question.field}_error"' in page, question.field
    assert ReferenceRequest.objects.get().state == "draft"


def test_an_event_with_a_marketing_plan_can_be_later_at_the_earliest() -> None:
    world, typed = a_world(), answers("event")
    seller, words = world.as_(world.seller), {}
    for plan in (False, True):
        page = seller.post(reverse("requests:live"), {**typed, "needs_plan_approval": "on"} if plan else typed)
        words[plan] = page.content.decode()
    for plan, days in ((False, 75), (True, 90)):
        day = (today() + timedelta(days=days)).isoformat()
        assert [day in each for each in (words[False], words[True])] == [not plan, plan]


def test_choosing_another_kind_keeps_what_was_typed() -> None:
    world = a_world()
    typed = {"once": str(uuid4()), "kind": "event", "topic": "Our way to one platform", "needed_on": "2027-05-01"}
    page = world.as_(world.seller).post(reverse("requests:shape"), typed)
    assert page.status_code == 200
    words = page.content.decode()
    assert "Our way to one platform" in words
    assert 'value="2027-05-01"' in words
    assert "What is the event called?" in words
    assert "errorlist" not in words
    assert not ReferenceRequest.objects.exists()


def test_a_general_request_is_answered_in_words() -> None:
    world = a_world()
    row = asked_for(world, "general", subject="Logos for a wall")
    assert turn_of(row, [], at=now()).step is Step.SETTLE
    assert isinstance(actions.settle(row, words="  ", by=Actor.person(world.manager), at=now()), Refused)
    with pytest.raises(NotAllowed):
        actions.settle(row, words="Mine.", by=Actor.person(world.seller), at=now())
    actions.settle(row, words="They stand in the library.", by=Actor.person(world.manager), at=now())
    row.refresh_from_db()
    assert (row.state, turn_of(row, [], at=now()).step) == ("completed", Step.NOTHING)
    page = world.as_(world.seller).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "They stand in the library." in page


def test_a_general_request_becomes_another_kind_without_typing_again() -> None:
    world = a_world()
    row = asked_for(world, "general", subject="Northwind Days", industries=["banking"])
    manager = world.as_(world.manager)
    address = reverse("requests:turn", args=[row.pk])
    page = manager.get(address, {"kind": "event"}).content.decode()
    assert 'value="Northwind Days"' in page
    assert TOPIC in page
    typed = {**answers("event"), "turn": "", "event_name": "Northwind Days", "industries": ["banking"]}
    assert manager.post(address, {**typed, "event_name": ""}).status_code == 422
    assert manager.post(address, typed).status_code == 302
    row.refresh_from_db()
    assert (row.kind, row.state, row.details["event_name"], row.industries) == ("event", "submitted", "Northwind Days", ["banking"])
    assert title_of(row) == "Speaker at Northwind Days"
    assert Entry.objects.filter(verb="request.turned").exists()
    assert manager.get(address).status_code == 302  # it is no general one any more


def two_more(world: World) -> tuple[Candidate, Candidate, Candidate]:
    """Three customers put forward for an event that wants two."""
    others = [a_customer(name, owner=world.owner, region=world.account.region) for name in ("Merrow Payments", "Halden Rail")]
    willing(world, ActivityType.EVENT_TALK)
    row = asked_for(world, "event", wanted="2", travel="none")
    first, second, third = (world.put_forward(row, account) for account in (world.account, *others))
    return first, second, third


def ask(world: World, candidate: Candidate) -> Candidate:
    """Held, approved and asked."""
    held = actions.hold(candidate, by=Actor.person(world.manager), at=now())
    assert isinstance(held, actions.Held), held
    actions.owner_approve(candidate, by=Actor.person(world.owner), at=now())
    asked = actions.ask(candidate, by=Actor.person(world.manager), at=now())
    assert isinstance(asked, Candidate), asked
    return asked


def test_an_event_asks_two_at_once_and_never_a_third() -> None:
    world = a_world()
    first, second, third = two_more(world)
    ask(world, first)
    ask(world, second)
    refused = actions.hold(third, by=Actor.person(world.manager), at=now())
    assert isinstance(refused, Refused)
    assert "at most" in refused.words
    contacts = [each.account.contacts.get() for each in (first, second)]
    actions.accept(first, by=Actor.contact(contacts[0]), at=now())
    row = ReferenceRequest.objects.get()
    assert row.state == "sourcing"
    actions.decline(second, by=Actor.contact(contacts[1]), at=now())
    row.refresh_from_db()
    assert row.state == "confirmed"  # nobody else may be approached: it goes on with the one
    assert {each.account.name: each.state for each in row.candidates.all()} == {
        "Vestara Insurance": "introduced",
        "Merrow Payments": "declined",
        "Halden Rail": "released",
    }


def test_an_event_is_confirmed_once_as_many_said_yes_as_are_wanted() -> None:
    world = a_world()
    first, second, third = two_more(world)
    for each in (first, second):
        ask(world, each)
    for each in (first, second):
        actions.accept(each, by=Actor.contact(each.account.contacts.get()), at=now())
    row = ReferenceRequest.objects.get()
    third.refresh_from_db()
    assert (row.state, third.state) == ("confirmed", "released")
    for each in (first, second):
        assert row.state == "confirmed"
        actions.complete(each, by=Actor.person(world.seller), at=now() + timedelta(days=125))
        row.refresh_from_db()
    assert row.state == "completed"


def test_for_an_analyst_the_success_team_is_asked_before_the_customer() -> None:
    world, csm = a_world(), a_person("csm", name="Jonas Weir")
    candidate = vouched_for(world, csm)
    refused = actions.ask(candidate, by=Actor.person(world.manager), at=now())
    assert isinstance(refused, Refused)
    assert "Jonas Weir has not said yet" in refused.words
    candidate.refresh_from_db()
    turn = turn_of(candidate.reference_request, [candidate], at=now())
    assert (turn.step, turn.who) == (Step.VOUCH, csm)
    with pytest.raises(NotAllowed):
        actions.vouch(candidate, by=Actor.person(world.seller), at=now())
    (mail,) = mails.write("support_question", entry_id=Entry.objects.get(verb="candidate.support_asked").pk, at=now())
    composed = mails.read(mail, at=now())
    assert isinstance(composed, mails.Composed)
    assert (mail.to_user, "Vestara" in composed.text) == (csm, False)  # mail is read over shoulders
    client = world.as_(csm)
    page = client.get(reverse("requests:request", args=[candidate.reference_request_id])).content.decode()
    assert "All is well" in page
    catch_up(at=now())
    assert (Ball.objects.get().step, Ball.objects.get().who_id) == (Step.VOUCH, csm.pk)
    client.post(reverse("requests:vouch", args=[candidate.reference_request_id, candidate.pk]))
    catch_up(at=now())
    assert (Ball.objects.get().step, Ball.objects.get().who_id) == (Step.ASK, world.manager.pk)
    assert isinstance(actions.ask(candidate, by=Actor.person(world.manager), at=now()), Candidate)


def test_where_the_success_team_advises_against_it_nobody_is_asked_and_the_place_is_free() -> None:
    world, csm = a_world(), a_person("csm", name="Jonas Weir")
    candidate = vouched_for(world, csm)
    assert isinstance(actions.advise_against(candidate, reason=" ", by=Actor.person(csm), at=now()), Refused)
    actions.advise_against(candidate, reason="They wait for a mend.", by=Actor.person(csm), at=now())
    candidate.refresh_from_db()
    assert candidate.ledger_entry is not None
    assert (candidate.state, candidate.ledger_entry.released_at is not None) == ("released", True)
    told = mails.write("advised_against", entry_id=Entry.objects.get(verb="candidate.advised_against").pk, at=now())
    assert {mail.to_user for mail in told} == {world.seller, world.manager}


@pytest.mark.parametrize(("kind", "field"), [("analyst", "product_marketing"), ("press", "pr_manager"), ("earnings", "investor_relations")])
def test_whoever_is_named_is_told_and_sees_it_and_nobody_else_does(kind: str, field: str) -> None:
    world, named, other = a_world(), a_person(name="Agathe Brun"), a_person(name="Odd Outsider")
    row = asked_for(world, kind, **{field: named.pk})
    told = mails.write("let_know", entry_id=Entry.objects.get(verb="request.shared").pk, at=now())
    assert [mail.to_user for mail in told] == [named]
    address = reverse("requests:request", args=[row.pk])
    assert (world.as_(named).get(address).status_code, world.as_(other).get(address).status_code) == (200, 404)
    assert set(who_may_see(row)) >= {named, world.seller}
    assert other not in who_may_see(row)
    in_the_know = [each.person.name for each in knowers(row)]
    assert ("Agathe Brun" in in_the_know) is KINDS[kind].always_confidential


def test_who_spoke_for_the_report_before_is_shown_to_those_in_the_know_of_both() -> None:
    world, csm, newcomer = a_world(), a_person("csm", name="Jonas Weir"), a_person(name="Odd Outsider")
    willing(world, ActivityType.ANALYST_CALL)
    first = asked_for(world, "analyst", firm="Halvorsen Research", report="Quiet Quadrant of Hulls 2026")
    spoke = world.put_forward(first)
    Candidate.objects.filter(pk=spoke.pk).update(state="done")
    again = asked_for(world, "analyst", firm="halvorsen research", report="Quiet Quadrant of Hulls, 2027")
    elsewhere = asked_for(world, "analyst", firm="Halvorsen Research", report="Wave of Keels")
    for each in (again, elsewhere):
        for who in (csm, newcomer):
            actions.let_know(each, who=who, by=Actor.person(world.seller), at=now())
    actions.let_know(first, who=csm, by=Actor.person(world.seller), at=now())

    def shown(who: User, row: ReferenceRequest) -> list[tuple[str, bool]]:
        page = world.as_(who).get(reverse("requests:request", args=[row.pk]))
        return [(each.number, each.can_be_put_forward) for each in page.context["earlier"]]

    assert shown(world.manager, again) == [(first.number, True)]
    assert shown(csm, again) == [(first.number, False)]
    assert shown(newcomer, again) == []
    assert "Vestara" not in world.as_(newcomer).get(reverse("requests:request", args=[again.pk])).content.decode()
    assert shown(world.manager, elsewhere) == []


def test_stages_wished_for_are_offered_shown_and_make_a_better_fit() -> None:
    world = a_world()
    willing(world, ActivityType.ANALYST_CALL)
    other = a_customer("Merrow Payments", owner=world.owner, region=world.account.region)
    world.account.stages_used = ["Secure", "Plan"]
    world.account.save()
    client = world.as_(world.seller)
    assert 'value="Secure"' in client.get(reverse("requests:new"), {"kind": "analyst"}).content.decode()
    assert client.post(reverse("requests:new"), {**answers("analyst"), "stages_used": ["Secure"]}).status_code == 302
    row = ReferenceRequest.objects.get()
    assert "Secure" in client.get(reverse("requests:request", args=[row.pk])).content.decode()
    judged = judge_many(row, [world.account, other], now=in_force(now()))
    points = {pk: {term.code: term.points for term in each.fit.terms}.get("topic") for pk, each in judged.items()}
    assert points == {world.account.pk: in_force(now()).numbers.weight("topic"), other.pk: 0}


def test_for_the_press_the_owner_writes_and_press_relations_is_introduced() -> None:
    world, press = a_world(), a_person(name="Agathe Brun")
    willing(world, ActivityType.PRESS_INTERVIEW)
    row = asked_for(world, "press", pr_manager=press.pk)
    candidate = world.put_forward(row)
    actions.hold(candidate, by=Actor.person(world.manager), at=now())
    candidate = actions.owner_approve(candidate, by=Actor.person(world.owner), at=now())
    turn = turn_of(candidate.reference_request, [candidate], at=now())
    assert (turn.step, turn.who) == (Step.ASK, world.owner)
    page = world.as_(world.owner).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "They were asked" in page
    actions.record_ask(candidate, contact_id=world.contact.pk, how="call", asked_at=now(), by=Actor.person(world.owner), at=now())
    actions.accept(candidate, by=Actor.contact(world.contact), at=now())
    introduced = mails.write("introduction", entry_id=Entry.objects.get(verb="candidate.introduced").pk, at=now())
    assert {mail.to_user or mail.to_contact for mail in introduced} == {world.seller, press, world.contact}
    to_customer = next(mail for mail in introduced if mail.to_contact_id)
    composed = mails.read(to_customer, at=now())
    assert isinstance(composed, mails.Composed)
    assert "Agathe Brun" in composed.text
