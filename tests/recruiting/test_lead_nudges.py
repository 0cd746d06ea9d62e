"""Owners are asked about their own short list, not again for a fortnight, and answer in one click."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account, Member
from goodword.journal.models import Entry, Note
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.merges.actions.accounts import merge_accounts
from goodword.merges.actions.split import split
from goodword.notifications.actions import Composed, compose, write
from goodword.people.models import Absence, User
from goodword.recruiting.actions.lead_answers import answer_lead, take_back_lead_answer
from goodword.recruiting.actions.lead_nudges import Nudged, nudge_owner, nudge_owners
from goodword.recruiting.models import LeadAnswer, LeadNudge, LeadReport, Nomination, ReferenceLead
from tests.at_once import at_once
from tests.factories.people import a_manager, a_person
from tests.recruiting.leads_world import World, a_prospect, found, made, now, today
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def a_report(world: World, count: int = 7) -> LeadReport:
    for n in range(count):
        a_prospect(f"Prospect {n}", owner=world.owner, seats=2000 - n)
    return made(world.manager)


def lead_of(name: str) -> ReferenceLead:
    return ReferenceLead.objects.select_related("account", "report").get(account__name=name)


@pytest.mark.slow
def test_an_owner_gets_their_first_five_and_not_again_for_a_fortnight(world: World) -> None:
    report, at = a_report(world), now()
    assert nudge_owners(None, by=Actor.person(world.manager), at=at) == Nudged(nudged=1)
    assert list(ReferenceLead.objects.exclude(nudge=None).order_by("place").values_list("place", flat=True)) == [1, 2, 3, 4, 5]
    assert nudge_owners(None, by=Actor.person(a_manager()), at=at + timedelta(days=13)) == Nudged(resting=1)
    assert nudge_owners(None, by=Actor.person(world.manager), at=at + timedelta(days=14)) == Nudged(nudged=1)
    assert LeadNudge.objects.filter(report=report).count() == 2


def test_a_deputy_is_asked_while_an_owner_is_away_and_nobody_who_has_left(world: World) -> None:
    report, deputy, gone = a_report(world, 1), a_person(name="Noor Haddad"), a_person(is_active=False)
    Absence.objects.create(user=world.owner, deputy=deputy, from_on=today(), to_on=today() + timedelta(days=3))
    nudge = nudge_owner(world.owner, report=report, by=Actor.person(world.manager), at=now())
    assert isinstance(nudge, LeadNudge)
    assert (nudge.owner, nudge.to) == (world.owner, deputy)
    entry = Entry.objects.get(verb="leads.nudged")
    (mail,) = write("lead_nudge", entry_id=entry.pk, at=now())
    assert mail.to_user == deputy
    answered = answer_lead(lead_of("Prospect 0"), answer="yes", by=Actor.person(deputy), at=now())
    assert isinstance(answered, LeadAnswer), answered
    refused = nudge_owner(gone, report=report, by=Actor.person(world.manager), at=now())
    assert isinstance(refused, Refused)
    with pytest.raises(NotAllowed):
        nudge_owner(world.owner, report=report, by=Actor.person(world.owner), at=now())


@pytest.mark.slow
def test_the_lead_goes_with_the_customer_to_a_new_owner(world: World) -> None:
    report, heir = a_report(world, 1), a_person("account_owner", name="Claire Fontanel")
    nudge_owner(world.owner, report=report, by=Actor.person(world.manager), at=now())
    Account.objects.filter(name="Prospect 0").update(owner=heir)
    with pytest.raises(NotAllowed):
        answer_lead(lead_of("Prospect 0"), answer="yes", by=Actor.person(world.owner), at=now())
    assert isinstance(nudge_owner(heir, report=report, by=Actor.person(world.manager), at=now()), LeadNudge)
    assert isinstance(answer_lead(lead_of("Prospect 0"), answer="yes", by=Actor.person(heir), at=now()), LeadAnswer)


@pytest.mark.slow
def test_a_yes_begins_a_nomination_that_knows_why_and_leaves_the_next_report(world: World) -> None:
    a_report(world, 1)
    done = answer_lead(lead_of("Prospect 0"), answer="yes", by=Actor.person(world.owner), at=now())
    assert isinstance(done, LeadAnswer)
    draft = Nomination.objects.get()
    assert (draft.state, draft.source, draft.nominator) == ("draft", "reference_lead", world.owner)
    assert "2,000 seats" in draft.briefing["why_us"]
    assert (draft.briefing["industry"], draft.briefing["seats"]) == ("banking", 2000)
    assert done.nomination == draft
    assert found(made(world.manager)) == []
    draft.delete()  # thrown away: nothing goes on, so it may be asked about again
    assert found(made(world.manager)) == ["Prospect 0"]


@pytest.mark.slow
def test_not_now_and_never_are_respected_until_the_day_or_until_taken_back(world: World) -> None:
    a_report(world, 2)
    later = today() + timedelta(days=40)
    by = Actor.person(world.owner)
    answer_lead(lead_of("Prospect 0"), answer="not_now", until_on=later, by=by, at=now())
    never = answer_lead(lead_of("Prospect 1"), answer="never", words="They asked for peace.", by=by, at=now())
    assert isinstance(never, LeadAnswer)
    assert Note.objects.filter(text="They asked for peace.").count() == 1
    report = made(world.manager)
    assert found(report) == []
    assert (report.left_out["never"], report.left_out["not_now"]) == (1, 1)
    assert found(made(world.manager, at=now() + timedelta(days=41))) == ["Prospect 0"]
    take_back_lead_answer(never.pk, by=by, at=now())
    assert found(made(world.manager)) == ["Prospect 1"]


UNSAID: list[dict[str, Any]] = [
    {"answer": "never"},
    {"answer": "never", "words": "  "},
    {"answer": "not_now"},
    {"answer": "maybe"},
    {"answer": "not_now", "until_on": date(2020, 1, 1)},
]


@pytest.mark.parametrize("said", UNSAID)
def test_what_is_missing_is_said_and_nothing_kept(world: World, said: dict[str, Any]) -> None:
    a_report(world, 1)
    refused = answer_lead(lead_of("Prospect 0"), by=Actor.person(world.owner), at=now(), **said)
    assert isinstance(refused, Refused)
    assert not LeadAnswer.objects.exists()


def test_a_yes_for_who_joined_meanwhile_is_refused_in_words(world: World) -> None:
    a_report(world, 1)
    lead = lead_of("Prospect 0")
    Member.objects.create(account=lead.account, standing_at=now(), joined_on=today())
    refused = answer_lead(lead, answer="yes", by=Actor.person(world.owner), at=now())
    assert isinstance(refused, Refused)
    assert "already" in refused.words


def test_pressing_twice_says_it_once(world: World) -> None:
    a_report(world, 1)
    for _each in range(2):
        answer_lead(lead_of("Prospect 0"), answer="never", words="No.", by=Actor.person(world.owner), at=now())
    assert LeadAnswer.objects.count() == 1
    answer_lead(lead_of("Prospect 0"), answer="yes", by=Actor.person(world.owner), at=now())
    assert [(each.answer, each.ended_at is None) for each in LeadAnswer.objects.order_by("pk")] == [("never", False), ("yes", True)]


def link_in(world: World, reader: User) -> str:
    entry = Entry.objects.filter(verb="leads.nudged").latest("pk")
    (mail,) = write("lead_nudge", entry_id=entry.pk, at=now())
    assert mail.to_user == reader
    letter = compose(mail, at=now())
    assert isinstance(letter, Composed)
    assert "Prospect 0" in letter.text
    assert len(letter.text.split()) < 160
    return letter.url[letter.url.index("/r/") :]


@pytest.mark.slow
def test_the_mail_leads_to_the_list_and_each_answer_is_one_post(world: World) -> None:
    report = a_report(world, 3)
    nudge_owner(world.owner, report=report, by=Actor.person(world.manager), at=now())
    url = link_in(world, world.owner)
    browser = Client()
    page = browser.get(url).content.decode()
    assert "Would these 3 customers be good references?" in page
    assert not LeadAnswer.objects.exists()  # a mail filter opens links too
    leads = list(ReferenceLead.objects.order_by("place"))
    assert browser.post(url, {"lead": leads[0].pk, "answer": "yes"}).status_code == 302
    assert browser.post(url, {"lead": leads[1].pk, "answer": "not_now", "months": "3"}).status_code == 302
    refused = browser.post(url, {"lead": leads[2].pk, "answer": "never", "words": ""})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    assert browser.post(url, {"lead": leads[2].pk, "answer": "never", "words": "Too small."}).status_code == 302
    assert dict(LeadAnswer.objects.values_list("answer", "answered_by")) == dict.fromkeys(("yes", "not_now", "never"), world.owner.pk)
    page = browser.get(url).content.decode()
    assert "Thank you: that is all we wanted to know" in page
    browser.post(url, {"lead": leads[2].pk, "answer": "take_back"})
    assert LeadAnswer.objects.get(answer="never").ended_at is not None
    User.objects.filter(pk=world.owner.pk).update(is_active=False)
    assert browser.get(url).status_code == 404


@pytest.mark.slow
def test_only_the_leads_of_that_mail_can_be_answered_by_its_link(world: World) -> None:
    report = a_report(world, 1)
    a_prospect("Of another", owner=a_person())
    made(world.manager)
    nudge_owner(world.owner, report=report, by=Actor.person(world.manager), at=now())
    url = link_in(world, world.owner)
    other = lead_of("Of another")
    world.as_(world.seller).post(url, {"lead": other.pk, "answer": "never", "words": "No."})
    assert not LeadAnswer.objects.exists()


@pytest.mark.slow
def test_one_sees_ones_own_leads_and_a_manager_all(world: World) -> None:
    a_report(world, 1)
    a_prospect("Of another", owner=a_person())
    made(world.manager)
    url = reverse("recruiting:leads")
    shown = world.as_(world.owner).get(url).content.decode()
    assert "Prospect 0" in shown
    assert "Of another" not in shown
    assert "Of another" in world.as_(world.manager).get(url).content.decode()
    other = reverse("recruiting:lead", args=[lead_of("Of another").pk])
    assert world.as_(world.owner).get(other).status_code == 404
    assert world.as_(world.owner).post(reverse("recruiting:nudge"), {"scope": "everybody"}).status_code == 403
    assert world.as_(world.owner).post(reverse("recruiting:make_leads")).status_code == 403


@pytest.mark.slow
def test_a_manager_asks_from_the_page_and_sees_who_answered_what(world: World) -> None:
    a_report(world, 2)
    boss = world.as_(world.manager)
    answer = boss.post(reverse("recruiting:nudge"), {"scope": "everybody"}, follow=True).content.decode()
    assert "1 owner is asked by mail." in answer
    assert "was asked not long ago" in boss.post(reverse("recruiting:nudge"), {"scope": "everybody"}, follow=True).content.decode()
    answer_lead(lead_of("Prospect 0"), answer="never", words="No.", by=Actor.person(world.owner), at=now())
    shown = boss.get(reverse("recruiting:leads"), {"state": "never"}).content.decode()
    assert "Prospect 0" in shown
    assert "Prospect 1" not in shown
    home = world.as_(world.owner).get("/").content.decode()
    assert "A customer of yours could be a good reference" in home


@pytest.mark.slow
def test_of_two_companies_merged_the_stricter_answer_holds_and_a_split_gives_both_back(world: World) -> None:
    a_report(world, 2)
    kept, gone = (Account.objects.get(name=f"Prospect {n}") for n in range(2))
    by = Actor.person(world.owner)
    answer_lead(lead_of("Prospect 0"), answer="not_now", until_on=today() + timedelta(days=9), by=by, at=now())
    answer_lead(lead_of("Prospect 1"), answer="never", words="No.", by=by, at=now())
    merge = merge_accounts(kept_id=kept.pk, gone_id=gone.pk, picks={}, by=Actor.person(world.manager), at=now())
    assert not isinstance(merge, Refused), merge
    assert list(LeadAnswer.objects.filter(account=kept).values_list("answer", flat=True)) == ["never"]
    assert ReferenceLead.objects.filter(account=kept).count() == 1
    split(merge.pk, by=Actor.person(world.manager), at=now())
    assert sorted(LeadAnswer.objects.values_list("account__name", "answer")) == [("Prospect 0", "not_now"), ("Prospect 1", "never")]
    assert ReferenceLead.objects.count() == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_managers_at_once_nudge_an_owner_once() -> None:
    world = a_world()
    report, other = a_report(world, 2), a_manager()
    both = (Actor.person(world.manager), Actor.person(other))
    done = at_once(*(lambda by=by: nudge_owner(world.owner, report=report, by=by, at=now()) for by in both))
    assert sorted(isinstance(each, LeadNudge) for each in done) == [False, True], done
    assert LeadNudge.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_owner_and_deputy_at_once_leave_one_answer() -> None:
    world = a_world()
    a_report(world, 1)
    lead = lead_of("Prospect 0")
    says = [
        lambda: answer_lead(lead, answer="never", words="No.", by=Actor.person(world.owner), at=now()),
        lambda: answer_lead(lead, answer="yes", by=Actor.person(world.manager), at=now()),
    ]
    done = at_once(*says)
    assert not [each for each in done if isinstance(each, Exception)], done
    assert LeadAnswer.objects.filter(ended_at=None).count() == 1
