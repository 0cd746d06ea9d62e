"""From a customer's yes to an event until it is over: content, kit, approval, calls, plan, campaign, reuse."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import product

import pytest
from django.urls import reverse

from goodword.customers.models import Campaign, CampaignSpeaker, Contact
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused
from goodword.people.kinds import Role
from goodword.people.queries import program_zone
from goodword.requests import actions
from goodword.requests.models import Candidate, PlanningCall, Preparation, ReferenceRequest, SpeakerKit
from goodword.requests.queries import hands
from goodword.requests.queries.ball import Step
from goodword.requests.queries.lists import turn_in, turns_in, with_ball
from goodword.requests.queries.work import waiting
from goodword.requests.states import ContentState, KitState, PlanState, ReuseState
from tests.factories.people import a_person
from tests.requests.events import WORDS, a_pmm, an_event, said_yes, willing
from tests.requests.world import World, a_customer, a_world, now, today

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return a_world()


def at_midday(day: date) -> datetime:
    """A moment of this day, in the zone of the program."""
    return datetime.combine(day, time(12), tzinfo=program_zone())


def _send_kit(world: World, candidate: Candidate, **values: str) -> object:
    by = Actor.contact(world.contact)
    return actions.save_kit(candidate, values={**WORDS, **values}, sends=True, by=by, at=now())


def _approved(world: World, candidate: Candidate) -> Candidate:
    assert _send_kit(world, candidate)
    done = actions.approve_kit(candidate, by=Actor.person(world.manager), at=now())
    assert isinstance(done, Candidate), done
    return done


def test_once_its_day_is_over_nothing_is_prepared_any_more(world: World) -> None:
    row = said_yes(world).reference_request
    assert row.needed_on is not None
    on_the_day = {n: at_midday(row.needed_on + timedelta(days=n)) for n in (-1, 0, 1)}
    loaded = with_ball(ReferenceRequest.objects.filter(pk=row.pk), ended=False)[0]
    steps = {n: {turn.step for turn in turns_in(loaded, at=at)} for n, at in on_the_day.items()}
    assert steps == {-1: {Step.PART}, 0: {Step.PART}, 1: {Step.CONFIRM}}


def test_once_it_took_place_each_reads_what_waits_for_them(world: World) -> None:
    row = said_yes(world).reference_request
    ReferenceRequest.objects.update(needed_on=today() - timedelta(days=1), ends_on=None)
    address = reverse("requests:request", args=[row.pk])
    seller = world.as_(world.seller)
    done = seller.post(reverse("requests:complete", args=[row.pk, row.candidates.get().pk]), follow=True).content.decode()
    assert "It helped" in done
    assert "Your turn, Sven" in done
    assert "Your turn, Mara" in world.as_(world.manager).get(address).content.decode()


def test_a_yes_opens_the_work_of_product_marketing_and_asks_for_the_kit(world: World) -> None:
    pmm = a_pmm()
    candidate = said_yes(world)
    assert candidate.preparation.pmm == pmm
    assert candidate.preparation.content_state == "new_request"
    assert {"content.opened", "kit.asked"} <= set(Entry.objects.values_list("verb", flat=True))
    mine = waiting(pmm, at=now()).mine
    assert [item.title for item in mine] == ["Take on the content for Vestara Insurance, or put it on the pile"]
    row = with_ball(ReferenceRequest.objects.filter(pk=candidate.reference_request_id)).get()
    turn = turn_in(row, at=now())
    assert turn.who is not None
    assert turn.due is not None
    for user in (world.manager, world.seller, pmm):
        page = world.as_(user).get(reverse("requests:request", args=[row.pk]))
        assert page.status_code == 200
        assert "Preparing the event with Vestara Insurance" in page.content.decode()


# Written out, and not read from the product's tables.
LEGAL = {
    "content_triage": "new_request",
    "content_backlog": "new_request triage queue",
    "content_assign": "new_request triage backlog queue in_progress waiting",
    "content_begin": "queue waiting",
    "content_wait": "queue in_progress",
    "content_complete": "queue in_progress waiting",
    "content_transfer": "new_request triage backlog queue in_progress waiting",
    "content_decline": "new_request triage backlog",
    "content_cancel": "new_request triage backlog queue in_progress waiting",
    "content_reopen": "completed transferred declined canceled",
    "kit_send": "waiting changes sent approved",
    "kit_return": "sent approved",
    "kit_approve": "sent",
    "plan_show": "draft shown",
    "plan_send": "draft shown sent changes approved declined",
    "plan_approve": "sent",
    "plan_return": "sent",
    "plan_decline": "sent",
    "reuse_review": "open reviewed",
}
STATES = {"content": ContentState, "kit": KitState, "plan": PlanState, "reuse": ReuseState}
OF_THE_MANAGER = (
    "content_triage content_backlog content_assign content_complete content_transfer content_decline content_cancel content_reopen "
    "kit_send kit_return kit_approve plan_show plan_send plan_approve plan_return plan_decline reuse_review"
)
ROLES = {
    "seller": "content_cancel content_reopen kit_send plan_show plan_send plan_approve plan_return plan_decline",
    "lead": "",
    "manager": OF_THE_MANAGER,
    "administrator": OF_THE_MANAGER,
    "owner": "",
    "pmm": "content_triage content_backlog content_assign content_begin content_wait content_complete content_transfer content_decline "
    "kit_send",
    "another_pmm": "",
    "stranger": "",
}


def test_every_part_state_verb_and_role(world: World) -> None:
    pmm = a_pmm()
    candidate = said_yes(world)
    people = {
        "seller": world.seller,
        "lead": world.lead,
        "manager": world.manager,
        "administrator": a_person(Role.ADMINISTRATOR),
        "owner": world.owner,
        "pmm": pmm,
        "another_pmm": a_pmm(name="Otto Brandt"),
        "stranger": a_person(),
    }
    wrong = []
    for verb, legal in LEGAL.items():
        part = verb.partition("_")[0]
        Candidate.objects.filter(pk=candidate.pk).update(state="done" if part == "reuse" else "introduced")
        for (name, user), state in product(people.items(), STATES[part].values):
            Preparation.objects.filter(candidate=candidate).update(**{f"{part}_state": state})
            fresh = Candidate.objects.select_related("reference_request__team", "preparation").get(pk=candidate.pk)
            expected = state in legal.split() and verb in ROLES[name].split()
            if hands.may_prepare(user, verb, fresh) is not expected:
                wrong.append((name, state, verb, not expected))
    assert wrong == []
    assert set(LEGAL) == set(hands.PREPARATION_VERBS)


def test_content_goes_from_hand_to_hand_and_says_why_it_stops(world: World) -> None:
    pmm, other = a_pmm(), a_pmm(name="Otto Brandt")
    candidate = said_yes(world)
    by = Actor.person(pmm)

    def do(verb: str, **how: object) -> object:
        return actions.support_content(candidate, verb=verb, by=by, at=now(), **how)  # type: ignore[arg-type] # gathered to be said once

    assert isinstance(do("assign", to=a_person()), Refused)  # no product marketing
    assert isinstance(do("assign", to=pmm), Candidate)
    assert isinstance(do("begin"), Candidate)
    assert isinstance(do("wait"), Refused)
    assert isinstance(do("wait", words="The metrics are missing."), Candidate)
    page = world.as_(world.manager).get(reverse("requests:request", args=[candidate.reference_request_id])).content.decode()
    assert "The metrics are missing." in page
    assert isinstance(do("assign", to=other), Candidate)
    with pytest.raises(NotAllowed):
        do("begin")  # it is somebody else's now
    lists = {user.name: world.as_(user).get(reverse("requests:content")).content.decode() for user in (pmm, other)}
    assert "Vestara Insurance" in lists["Otto Brandt"]
    assert "Nothing waits to be prepared" in lists["Pia Thorne"]
    stranger = world.as_(a_pmm(name="Nils Berg")).get(reverse("requests:content") + "?view=all").content.decode()
    assert "Vestara Insurance" not in stranger


def test_a_kit_is_a_draft_over_several_visits_then_approved_and_a_change_asks_again(world: World) -> None:
    candidate = said_yes(world)
    by = Actor.contact(world.contact)
    kit = actions.save_kit(candidate, values={"bio": "Ingrid leads."}, by=by, at=now())
    assert isinstance(kit, SpeakerKit)
    too_early = actions.save_kit(candidate, values={}, sends=True, by=by, at=now())
    assert isinstance(too_early, Refused)
    assert {reason.code for reason in too_early.reasons} == {"abstract", "landscape", "why_us", "results", "metrics", "plans"}
    with pytest.raises(WrongState):
        actions.approve_kit(candidate, by=Actor.person(world.manager), at=now())
    _approved(world, candidate)
    sent = Entry.objects.filter(verb="kit.sent").count()
    assert _send_kit(world, candidate)  # pressed twice: nothing new
    assert Entry.objects.filter(verb="kit.sent").count() == sent
    actions.save_kit(candidate, values={"metrics": "From seven weeks to two days."}, by=by, at=now())
    assert Preparation.objects.get(candidate=candidate).kit_state == "sent"
    stale = actions.approve_kit(candidate, version=1, by=Actor.person(world.manager), at=now())
    assert isinstance(stale, Refused)
    overtaken = actions.save_kit(candidate, values={"bio": "Somebody else."}, seen=1, by=by, at=now())
    assert isinstance(overtaken, Refused)
    back = actions.return_kit(candidate, words="Please say how many teams.", by=Actor.person(world.manager), at=now())
    assert isinstance(back, Candidate)
    with pytest.raises(NotAllowed):
        actions.approve_kit(candidate, by=Actor.person(world.seller), at=now())
    with pytest.raises(NotAllowed):
        actions.save_kit(candidate, values=WORDS, by=Actor.contact(a_customer("Merrow", owner=world.owner).contacts.get()), at=now())


def test_the_dry_run_waits_for_the_approval_and_the_fourth_call_is_refused(world: World) -> None:
    candidate = said_yes(world)
    by = Actor.person(world.seller)

    def book(kind: str, days: int) -> object:
        return actions.book_call(candidate, kind=kind, starts_at=now() + timedelta(days=days), by=by, at=now())

    assert isinstance(refused := book("dry_run", 10), Refused)
    assert "Mara has approved the content" in refused.words
    assert isinstance(book("planning", 8), PlanningCall)
    assert isinstance(book("planning", 9), PlanningCall)
    _approved(world, candidate)
    dry_run = book("dry_run", 10)
    assert isinstance(dry_run, PlanningCall)
    assert isinstance(refused := book("planning", 11), Refused)
    assert "3 planning calls at most" in refused.words
    moved = actions.move_call(candidate, call_id=dry_run.pk, starts_at=now() + timedelta(days=12), by=by, at=now())
    assert isinstance(moved, PlanningCall)
    assert moved.sequence == 1
    actions.cancel_call(candidate, call_id=dry_run.pk, by=by, at=now())
    assert Preparation.objects.get(candidate=candidate).dry_run is None
    assert isinstance(book("planning", 11), PlanningCall)  # a call that is called off gives its place back
    with pytest.raises(WrongState):
        actions.cancel_call(candidate, call_id=dry_run.pk, by=by, at=now())
    assert isinstance(book("planning", 300), Refused)


def test_two_speakers_an_event_over_all_requests_for_it(world: World) -> None:
    campaign = Campaign.objects.create(name="Harbour Days")
    by = Actor.person(world.manager)
    names = ("Merrow Payments", "Halden Freight", "Quarrystone")
    others = [willing(a_customer(name, owner=world.owner, region=world.owner.region)) for name in names]
    first, second, third = (an_event(world, campaign=campaign) for _each in range(3))
    one, two = world.put_forward(first, others[0]), world.put_forward(second, others[1])
    assert isinstance(actions.hold(one, by=by, at=now()), actions.Held)
    assert isinstance(actions.hold(two, by=by, at=now()), actions.Held)
    late = world.put_forward(third, others[2])
    refused = actions.hold(late, by=by, at=now(), reason="Let us try.")
    assert isinstance(refused, Refused)
    assert "2 customer speakers at most" in refused.words
    actions.release(one, by=by, at=now())
    assert isinstance(actions.hold(late, by=by, at=now()), actions.Held)
    actions.owner_approve(late, by=Actor.person(world.owner), at=now())
    CampaignSpeaker.objects.create(campaign=campaign, account=others[0], created_at=now())  # somebody wrote them in meanwhile
    assert isinstance(actions.ask(late, by=by, at=now()), Refused)


def test_who_spoke_is_written_into_the_campaign_once_and_the_request_ends_with_thanks(world: World) -> None:
    candidate = said_yes(world)
    row = candidate.reference_request
    with pytest.raises(WrongState):
        actions.complete(candidate, by=Actor.person(world.seller), at=now())  # the day is ahead
    ReferenceRequest.objects.filter(pk=row.pk).update(needed_on=(now() - timedelta(days=2)).date())
    done = actions.complete(candidate, by=Actor.person(world.seller), at=now())
    assert isinstance(done, Candidate)
    assert done.state == "done"
    made = actions.make_campaign(row, by=Actor.person(world.manager), at=now())
    assert isinstance(made, ReferenceRequest)
    assert isinstance(actions.make_campaign(row, by=Actor.person(world.manager), at=now()), ReferenceRequest)
    campaign = Campaign.objects.get()
    assert (campaign.name, campaign.city, campaign.country) == ("Harbour Days", "Lisbon", "PT")
    speaker = campaign.speakers.get()
    assert speaker.account == world.account
    assert speaker.contact == world.contact
    public = {"recording": "https://video.example.com/harbour", "uses": ["website"]}
    refused = actions.review_reuse(candidate, **public, permission="asked", by=Actor.person(world.manager), at=now())  # type: ignore[arg-type] # gathered to be said once
    assert isinstance(refused, Refused)
    assert refused.reasons[0].code == "permission"
    assert actions.review_reuse(candidate, **public, permission="given", by=Actor.person(world.manager), at=now())  # type: ignore[arg-type] # gathered to be said once
    campaign.refresh_from_db()
    assert campaign.recording == public["recording"]
    campaign.on_demand = Campaign.objects.create(name="Harbour Days, on demand")
    campaign.save()
    for _twice in range(2):
        actions.review_reuse(candidate, **public, permission="given", by=Actor.person(world.manager), at=now())  # type: ignore[arg-type] # gathered to be said once
    assert campaign.on_demand.speakers.get().account == world.account
    assert campaign.speakers.count() == 1
    actions.report_outcome(candidate, result="helped", by=Actor.person(world.seller), at=now())
    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "Looked at" in page


def test_a_speaker_who_changes_their_mind_leaves_no_call_and_no_work_behind(world: World) -> None:
    candidate = said_yes(world)
    call = actions.book_call(candidate, kind="planning", starts_at=now() + timedelta(days=5), by=Actor.person(world.seller), at=now())
    assert isinstance(call, PlanningCall)
    actions.decline(candidate, by=Actor.contact(world.contact), at=now(), instead_of_yes=True)
    call.refresh_from_db()
    assert call.state == "cancelled"
    assert Preparation.objects.get(candidate=candidate).content_state == "canceled"
    assert Entry.objects.filter(verb="planning.cancelled").exists()


def test_whoever_is_erased_takes_the_words_and_the_photo_of_their_kit_along() -> None:
    world = a_world()
    kept, gone = said_yes(world), said_yes(world, account=a_customer("Belmar", owner=world.owner))
    for each in (kept, gone):
        assert each.contact is not None
        actions.save_kit(each, values=WORDS, sends=True, by=Actor.contact(each.contact), at=now())
        SpeakerKit.objects.filter(preparation__candidate=each).update(photo=b"a face", photo_type="image/png")
    assert gone.contact is not None
    Contact.objects.filter(pk=gone.contact.pk).delete()
    left = SpeakerKit.objects.get(preparation__candidate=gone)
    assert not any(getattr(left, name) for name in WORDS)
    assert (left.photo, left.photo_type) == (None, "")
    stays = SpeakerKit.objects.get(preparation__candidate=kept)
    assert (stays.bio, bytes(stays.photo or b"")) == (WORDS["bio"], b"a face")
