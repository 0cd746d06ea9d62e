"""What an owner says of a lead: a day of one's own by mail, taken back within the hour as if never said, kept across quarters."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.desk.actions.retention import sweep
from goodword.journal.models import Entry, Note
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.notifications.actions import Composed, compose, write
from goodword.people.kinds import Retained
from goodword.recruiting.actions.drafts import save_briefing
from goodword.recruiting.actions.lead_answers import take_back_lead_answer
from goodword.recruiting.actions.lead_nudges import nudge_owner
from goodword.recruiting.models import LeadAnswer, LeadReport, Nomination, ReferenceLead
from tests.recruiting.leads_world import World, a_prospect, answer_lead, found, made, now, today
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def said(world: World, answer: str, *, at: datetime | None = None, until_on: date | None = None, words: str = "") -> LeadAnswer:
    lead = ReferenceLead.objects.select_related("account", "report").order_by("-report__starts_on", "place")[0]
    row = answer_lead(lead, answer=answer, until_on=until_on, words=words, by=Actor.person(world.owner), at=at or now())
    assert isinstance(row, LeadAnswer), row
    return row


def by_mail(world: World) -> str:
    (report,) = LeadReport.objects.all()
    nudge_owner(world.owner, report=report, by=Actor.person(world.manager), at=now())
    (mail,) = write("lead_nudge", entry_id=Entry.objects.filter(verb="leads.nudged").latest("pk").pk, at=now())
    letter = compose(mail, at=now())
    assert isinstance(letter, Composed)
    return letter.url[letter.url.index("/r/") :]


def test_the_page_of_the_mail_takes_a_day_of_ones_own_and_says_what_is_wrong_with_another(world: World) -> None:
    a_prospect("Tarn", owner=world.owner)
    made(world.manager)
    url, browser = by_mail(world), Client()
    lead = ReferenceLead.objects.get()
    assert 'name="until_on"' in browser.get(url).content.decode()
    for day in ("", today().isoformat(), "2020-01-01", "31.2.2027", "9999-01-01"):
        refused = browser.post(url, {"lead": lead.pk, "answer": "not_now", "until_on": day})
        assert refused.status_code == 422, day
        assert 'role="alert"' in refused.content.decode()
        assert f'value="{day}"' in refused.content.decode()
    assert not LeadAnswer.objects.exists()
    tomorrow = today() + timedelta(days=1)
    assert browser.post(url, {"lead": lead.pk, "answer": "not_now", "until_on": tomorrow.isoformat()}).status_code == 302
    assert LeadAnswer.objects.get().until_on == tomorrow


def test_within_the_hour_an_answer_is_undone_as_if_it_had_not_been_said(world: World) -> None:
    a_prospect("Tarn", owner=world.owner)
    made(world.manager)
    at, by = now(), Actor.person(world.owner)
    first = said(world, "not_now", until_on=today() + timedelta(days=90), at=at)
    second = said(world, "yes", at=at + timedelta(minutes=5))
    assert Nomination.objects.count() == 1
    take_back_lead_answer(second.pk, by=by, at=at + timedelta(minutes=64))
    assert not Nomination.objects.exists()
    assert LeadAnswer.objects.get(ended_at=None) == first
    take_back_lead_answer(first.pk, by=by, at=at + timedelta(minutes=65))
    assert not LeadAnswer.objects.filter(ended_at=None).exists()


def test_after_the_hour_or_with_words_of_ones_own_the_nomination_stays(world: World) -> None:
    a_prospect("Tarn", owner=world.owner)
    made(world.manager)
    at, by = now(), Actor.person(world.owner)
    yes = said(world, "yes", at=at)
    take_back_lead_answer(yes.pk, by=by, at=at + timedelta(minutes=60))
    draft = Nomination.objects.get()
    again = said(world, "yes", at=at + timedelta(hours=2))
    assert again.nomination == draft
    briefing = {"metrics": "Twice as fast."}
    save_briefing(draft, by=by, at=at + timedelta(hours=2, minutes=1), briefing=briefing, champion=None)
    take_back_lead_answer(again.pk, by=by, at=at + timedelta(hours=2, minutes=2))
    assert Nomination.objects.count() == 1


def test_signed_in_a_yes_can_be_undone_from_its_toast(world: World) -> None:
    a_prospect("Tarn", owner=world.owner)
    made(world.manager)
    owner = world.as_(world.owner)
    lead = ReferenceLead.objects.get()
    shown = owner.post(reverse("recruiting:answer_lead", args=[lead.pk]), {"answer": "yes"}, follow=True).content.decode()
    undo = reverse("recruiting:take_back_answer", args=[LeadAnswer.objects.get().pk])
    assert undo in shown
    owner.post(undo)
    assert not Nomination.objects.exists()


def test_words_go_when_the_answer_has_not_held_for_as_long_as_they_are_kept(world: World) -> None:
    for name in ("Ended", "Over", "Never"):
        a_prospect(name, owner=world.owner)
    made(world.manager)
    at = clock.now()
    old, by = at - timedelta(days=731), Actor.person(world.owner)
    leads = {each.account.name: each for each in ReferenceLead.objects.select_related("account", "report")}
    ended = answer_lead(leads["Ended"], answer="never", words="Their lawyer Ada Quist forbids it.", by=by, at=old)
    assert isinstance(ended, LeadAnswer)
    LeadAnswer.objects.filter(pk=ended.pk).update(ended_at=at - timedelta(days=730))
    until = (at - timedelta(days=729)).date()
    answer_lead(leads["Over"], answer="not_now", until_on=until, words="Ask Ada Quist in spring.", by=by, at=old)
    answer_lead(leads["Never"], answer="never", words="They asked for peace.", by=by, at=old)
    assert sweep(Retained.LEAD_WORDS, at=at - timedelta(days=1)) == 0
    assert sweep(Retained.LEAD_WORDS, at=at + timedelta(seconds=1)) == 1
    assert sweep(Retained.LEAD_WORDS, at=at + timedelta(days=3)) == 1
    assert sorted(LeadAnswer.objects.values_list("words", flat=True)) == ["", "", "They asked for peace."]
    assert list(Note.objects.filter(entry__verb="lead.answered").values_list("text", flat=True)) == ["They asked for peace."]
    assert Entry.objects.filter(verb="lead.answered").count() == 3


def test_not_now_is_respected_by_the_reports_of_later_quarters_to_the_day(world: World) -> None:
    first = datetime(2026, 11, 2, 12, tzinfo=UTC)
    a_prospect("Later", owner=world.owner)
    a_prospect("Never", owner=world.owner, seats=10)
    made(world.manager, at=first)
    by, until = Actor.person(world.owner), date(2027, 2, 10)
    leads = {each.account.name: each for each in ReferenceLead.objects.select_related("account", "report")}
    answer_lead(leads["Later"], answer="not_now", until_on=until, by=by, at=first)
    answer_lead(leads["Never"], answer="never", words="No.", by=by, at=first)
    for day, names in ((9, []), (10, ["Later"]), (11, ["Later"])):  # the day before, the day, the day after; in the next quarter
        report = made(world.manager, at=datetime(2027, 2, day, 12, tzinfo=UTC))
        assert found(report) == names, day
        assert (report.left_out.get("never"), report.left_out.get("not_now")) == (1, None if names else 1)
    assert LeadReport.objects.count() == 2
    far = made(world.manager, at=datetime(2030, 2, 11, 12, tzinfo=UTC))
    assert "Never" not in found(far)


def test_who_has_not_answered_the_last_report_answers_the_new_one_and_what_was_said_stays(world: World) -> None:
    first, second = datetime(2026, 11, 2, 12, tzinfo=UTC), datetime(2027, 2, 2, 12, tzinfo=UTC)
    for name in ("Open", "Said"):
        a_prospect(name, owner=world.owner)
    old = made(world.manager, at=first)
    by = Actor.person(world.owner)
    leads = {each.account.name: each for each in ReferenceLead.objects.select_related("account", "report")}
    nudge_owner(world.owner, report=old, by=Actor.person(world.manager), at=first)
    kept = answer_lead(leads["Said"], answer="never", words="No.", by=by, at=first)
    new = made(world.manager, at=second)
    assert found(new) == ["Open"]
    assert found(old) == ["Open", "Said"]  # the list of the last quarter is what it was
    late = answer_lead(leads["Open"], answer="not_now", until_on=date(2027, 9, 1), by=by, at=second)  # by the old mail
    assert isinstance(late, LeadAnswer)
    assert LeadAnswer.objects.filter(ended_at=None).count() == 2
    assert kept in LeadAnswer.objects.filter(ended_at=None)
    assert found(made(world.manager, at=second + timedelta(days=1))) == []
