"""The review of registrations: the team says whether they fit, the reviewer answers, and each answer is given once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account, Contact
from goodword.desk.actions.hand_over import hand_over
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused
from goodword.merges.actions.accounts import merge_accounts
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.people.models import Absence, User
from goodword.policy.numbers import STANDARD
from goodword.recruiting.actions import calling, deciding, owed_reviews, team
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.models import FitnessAnswer, FitnessAsk, Nomination, Registration
from goodword.recruiting.queries.responsible import review_day_after
from tests.factories.customers import a_contact, a_member, an_account
from tests.factories.people import a_manager, a_person
from tests.recruiting.world import a_registration

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


@pytest.fixture
def manager() -> User:
    return a_manager()


@pytest.fixture
def account(manager: User) -> Account:
    return an_account("Vestara Insurance", owner=a_person(), csm=a_person(), website="https://www.vestara.example")


def asked(row: Registration, manager: User) -> list[FitnessAnswer]:
    assert team.ask_team([row], by=Actor.person(manager), at=clock.now()) == 2
    return list(row.fitness.all())


def say(answer: FitnessAnswer, what: str, **more: Any) -> Any:
    return team.answer_fitness(answer, answer=what, by=Actor.person(answer.asked), at=clock.now(), **more)


@pytest.mark.slow
def test_owner_and_success_manager_are_asked_once_and_both_answers_stand_side_by_side(
    manager: User, account: Account, client: Client
) -> None:
    row = a_registration()
    owner, csm = asked(row, manager)
    assert (owner.asked, csm.asked) == (account.owner, account.csm)
    assert isinstance(team.ask_team([row], by=Actor.person(manager), at=clock.now()), Refused)
    say(owner, "fits")
    say(csm, "no", words="They moved to another tool.")
    client.force_login(manager)
    page = client.get(reverse("recruiting:registration", args=[row.number])).content.decode()
    assert "Fits" in page
    assert "They moved to another tool." in page


def test_several_of_one_owner_are_one_mail_and_one_page(manager: User, account: Account) -> None:
    other = an_account("Northwind Foods", owner=account.owner, website="https://northwind.example")
    rows = [a_registration(), a_registration(email="bo@northwind.example", company=other.name)]
    assert team.ask_team(rows, by=Actor.person(manager), at=clock.now()) == 2
    assert FitnessAsk.objects.get(to=account.owner).answers.count() == 2


@pytest.mark.slow
def test_an_answer_can_be_changed_until_it_is_decided_and_no_needs_a_reason(manager: User, account: Account) -> None:
    row = a_registration()
    owner, _csm = asked(row, manager)
    assert isinstance(say(owner, "no"), Refused)
    assert isinstance(say(owner, "not_now", words="Renewal."), Refused)
    say(owner, "fits")
    say(owner, "not_now", words="Renewal first.", until_on=clock.now().date() + timedelta(days=60))
    assert row.fitness.get(pk=owner.pk).answer == "not_now"
    with pytest.raises(NotAllowed):
        team.answer_fitness(owner, answer="fits", by=Actor.person(a_person()), at=clock.now())
    deciding.decline(row, because="not_a_fit", by=Actor.person(manager), at=clock.now())
    with pytest.raises(WrongState):
        say(owner, "fits")


def test_accepting_begins_the_nomination_with_what_they_wrote_and_makes_the_contact(manager: User, account: Account) -> None:
    row = a_registration(answers={"better": "Releases are daily."}, offered=("sales_call",))
    done = deciding.accept(row, by=Actor.person(manager), at=clock.now())
    assert isinstance(done, Registration)
    nomination = Nomination.objects.get()
    assert (nomination.source, nomination.account, done.nomination) == ("external_page", account, nomination)
    assert nomination.champion == Contact.objects.get(email="ingrid.solberg@vestara.example")
    assert nomination.briefing == {"why_us": "Releases are daily.", "activities": ["sales_call"]}
    with pytest.raises(WrongState):
        deciding.decline(row, because="not_a_fit", by=Actor.person(manager), at=clock.now())


def test_a_new_company_becomes_a_customer_only_when_that_is_said(manager: User) -> None:
    row = a_registration(company="Quite New", email="bo@quitenew.example")
    assert isinstance(deciding.accept(row, by=Actor.person(manager), at=clock.now()), Refused)
    done = deciding.accept(row, new_account=True, by=Actor.person(manager), at=clock.now())
    assert isinstance(done, Registration)
    assert Account.objects.get(name="Quite New").contacts.get().name == "Ingrid Solberg"
    made = Entry.objects.filter(verb__in=["account.created", "contact.added"])
    assert {(each.actor_kind, each.actor_id) for each in made} == {("person", manager.pk)}


def test_a_member_is_not_nominated_again_and_nothing_is_made(manager: User, account: Account) -> None:
    a_member(account)
    row = a_registration()
    people = Contact.objects.count()
    assert isinstance(deciding.accept(row, by=Actor.person(manager), at=clock.now()), Refused)
    assert Contact.objects.count() == people
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_open_source_is_accepted_only_after_a_discovery_call_in_which_both_agreed() -> None:
    a_manager()
    keeper = a_person(Role.OPEN_SOURCE_MANAGER)
    row, by, at = a_registration(program=PublicProgram.OPEN_SOURCE, company="Small Tool"), Actor.person(keeper), clock.now()
    assert isinstance(deciding.accept(row, new_account=True, by=by, at=at), Refused)
    assert isinstance(calling.plan_call(row, call_at=at - timedelta(days=1), by=by, at=at), Refused)
    planned = calling.plan_call(row, call_at=at + timedelta(days=2), by=by, at=at)
    assert isinstance(planned, Registration)
    assert planned.state == "discovery"
    held = calling.hold_call(row, held_on=at.date() - timedelta(days=1), agreed=True, notes="Glad to.", by=by, at=at)
    assert isinstance(held, Registration)
    done = deciding.accept(row, new_account=True, by=by, at=at)
    assert isinstance(done, Registration)
    assert done.nomination is not None


def test_not_now_comes_back_on_its_day_and_set_aside_can_be_undone(manager: User) -> None:
    row, by, at = a_registration(), Actor.person(manager), clock.now()
    until = at.date() + timedelta(days=90)
    later = deciding.put_off(row, until_on=until, by=by, at=at)
    assert isinstance(later, Registration)
    assert (later.due_on, later.later_on) == (until, until)
    assert deciding.discard([row], by=by, at=at) == 1
    assert deciding.reopen([row], by=by, at=at) == 1
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_with_another_customer_what_the_team_of_the_first_said_falls_away(manager: User, account: Account) -> None:
    row, other = a_registration(), an_account("Another")
    asked(row, manager)
    team.match_by_hand(row, other, by=Actor.person(manager), at=clock.now())
    assert not row.fitness.exists()
    row.refresh_from_db()
    assert (row.account, row.matched_by) == (other, "by_hand")


def test_those_who_are_late_are_asked_once_more_then_the_reviewer_is_told_once(manager: User, account: Account) -> None:
    row = a_registration()
    asked(row, manager)
    later = clock.now() + timedelta(days=20)
    assert owed_reviews.remind_team(at=later) == 2
    assert owed_reviews.remind_team(at=later) == 0
    assert owed_reviews.tell_of_overdue_fitness(at=later) == 2
    assert owed_reviews.tell_of_overdue_fitness(at=later) == 0


def test_the_reviewer_is_reminded_once_before_it_is_due(manager: User) -> None:
    a_registration()
    assert owed_reviews.remind_reviewers(at=clock.now()) == 0  # at least a week is left
    later = clock.now() + timedelta(days=45)
    assert owed_reviews.remind_reviewers(at=later) == 1
    assert owed_reviews.remind_reviewers(at=later) == 0


def test_who_stands_in_is_reminded_and_finds_it_on_home(manager: User, client: Client) -> None:
    row, deputy, day = a_registration(), a_manager(), clock.now().date()
    Registration.objects.filter(pk=row.pk).update(due_on=day, responsible=manager)
    client.force_login(deputy)
    assert "You stand in for" not in client.get("/").content.decode()
    Absence.objects.create(user=manager, deputy=deputy, from_on=day - timedelta(days=1), to_on=day + timedelta(days=9))
    page = client.get("/").content.decode()
    assert f"You stand in for {manager.name}." in page
    assert f"?responsible={manager.pk}" in page
    assert owed_reviews.remind_reviewers(at=clock.now()) == 1
    assert Entry.objects.get(verb="registration.review_reminded").data["to"] == deputy.pk


def test_a_deputy_who_may_decide_about_none_of_them_is_not_led_to_a_closed_door(manager: User, client: Client) -> None:
    row, deputy, day = a_registration(), a_person(), clock.now().date()
    Registration.objects.filter(pk=row.pk).update(due_on=day, responsible=manager)
    Absence.objects.create(user=manager, deputy=deputy, from_on=day - timedelta(days=1), to_on=day + timedelta(days=9))
    client.force_login(deputy)
    assert "You stand in for" not in client.get("/").content.decode()
    owed_reviews.remind_reviewers(at=clock.now())
    assert Entry.objects.get(verb="registration.review_reminded").data["to"] == manager.pk


def test_what_a_leaver_was_asked_goes_to_whoever_takes_over(manager: User, account: Account) -> None:
    row = a_registration()
    owner, _csm = asked(row, manager)
    boss, successor = a_person(Role.ADMINISTRATOR), a_person()
    hand_over(owner.asked, to=successor, by=boss, at=clock.now())
    owner.refresh_from_db()
    assert owner.asked == successor


def test_nobody_decides_about_the_program_of_others(account: Account) -> None:
    keeper, row, at = a_person(Role.EDUCATION_MANAGER), a_registration(), clock.now()
    by = Actor.person(keeper)
    for do in (
        lambda: deciding.accept(row, by=by, at=at),
        lambda: deciding.decline(row, because="not_a_fit", by=by, at=at),
        lambda: deciding.discard([row], by=by, at=at),
        lambda: team.ask_team([row], by=by, at=at),
        lambda: team.match_by_hand(row, None, by=by, at=at),
        lambda: calling.plan_call(row, call_at=at + timedelta(days=1), by=by, at=at),
    ):
        with pytest.raises(NotAllowed):
            do()


@pytest.mark.slow
def test_the_queue_shows_each_reader_what_is_theirs_and_answers_as_a_file(manager: User, account: Account, client: Client) -> None:
    a_registration()
    education = a_person(Role.EDUCATION_MANAGER)
    a_registration(program=PublicProgram.EDUCATION, email="rector@uni.example", name="Rector Brandt", company="Uni")
    url = reverse("recruiting:registrations")
    client.force_login(education)
    page = client.get(url).content.decode()
    assert "Rector Brandt" in page
    assert "Ingrid Solberg" not in page
    other = Registration.objects.get(name="Ingrid Solberg")
    assert client.get(reverse("recruiting:registration", args=[other.number])).status_code == 404
    client.force_login(manager)
    written = b"".join(client.get(f"{url}?export=csv").streaming_content).decode()  # type: ignore[attr-defined]  # a file
    assert "Ingrid Solberg" in written
    assert "Rector Brandt" in written


@pytest.mark.slow
def test_a_thousand_from_one_network_are_one_line_that_is_set_aside_and_brought_back(
    manager: User, account: Account, client: Client
) -> None:
    for n in range(25):
        a_registration(email=f"bot{n}@junk{n}.example", company=f"Zxq {n} Qwy", name="Bot", network="abc123")
    a_registration(network="abc123")
    client.force_login(manager)
    url = reverse("recruiting:registrations")
    page = client.get(url).content.decode()
    assert "25 from one network within an hour" in page
    assert "Zxq" not in page
    assert "Ingrid Solberg" in page
    key = page.split('name="bunch" value="')[1].split('"')[0]
    assert "Zxq" in client.get(f"{url}?bunch={key}").content.decode()
    done = client.post(reverse("recruiting:many_registrations"), {"what": "discard", "bunch": key}, follow=True).content.decode()
    assert Registration.objects.filter(state="discarded").count() == 25
    undo = done.split(reverse("recruiting:undo_discard", args=[7])[:-1])[1].split('"')[0]
    client.post(reverse("recruiting:undo_discard", args=[int(undo)]))
    assert not Registration.objects.filter(state="discarded").exists()


@pytest.mark.slow
def test_every_step_can_be_done_on_the_page_and_what_is_missing_is_said(manager: User, account: Account, client: Client) -> None:
    row = a_registration()
    client.force_login(manager)

    def post(verb: str, **data: str) -> int:
        return client.post(reverse("recruiting:registration_act", args=[row.number, verb]), data).status_code

    assert post("ask") == 302
    assert post("take") == 302
    assert post("decline", because="other") == 422
    assert post("later", until_on="2020-01-01") == 422
    assert post("accept", tell="on") == 302
    assert post("nothing") == 404
    row.refresh_from_db()
    assert row.state == "accepted"
    assert client.get(reverse("recruiting:registration", args=[row.number])).status_code == 200
    owner = a_contact(account, "Somebody")
    assert owner.pk
    assert account.owner is not None
    client.force_login(account.owner)
    assert client.get(reverse("recruiting:my_fitness")).status_code == 200


@pytest.mark.slow
def test_the_page_stands_when_nobody_sees_to_it_and_says_so(client: Client) -> None:
    row = a_registration()
    assert row.responsible is None
    client.force_login(a_person(Role.ADMINISTRATOR))
    assert "Nobody sees to this yet" in client.get(reverse("recruiting:registration", args=[row.number])).content.decode()


@pytest.mark.parametrize(
    ("confirmed", "due"),
    [("2026-11-02", "2026-11-15"), ("2026-11-08", "2026-11-15"), ("2026-11-09", "2026-12-15"), ("2026-12-20", "2027-01-15")],
)
def test_an_answer_is_due_on_the_next_review_day_that_leaves_a_week(confirmed: str, due: str) -> None:
    assert review_day_after(date.fromisoformat(confirmed), STANDARD) == date.fromisoformat(due)


def test_the_review_day_is_the_policys() -> None:
    numbers = replace(STANDARD, review_day=31, review_least_days=0, review_remind_days=0)
    assert review_day_after(date(2027, 2, 28), numbers) == date(2027, 3, 28)


def test_two_who_decide_at_once_give_one_answer(manager: User, account: Account) -> None:
    row, other = a_registration(), a_manager()
    deciding.accept(row, by=Actor.person(manager), at=clock.now())
    for do in (deciding.accept, lambda it, **who: deciding.decline(it, because="enough", **who)):
        with pytest.raises(WrongState):
            do(row, by=Actor.person(other), at=clock.now())
    assert Nomination.objects.count() == 1


def test_a_registration_goes_along_when_its_customer_is_merged_and_can_be_accepted_then(manager: User, account: Account) -> None:
    row, kept = a_registration(), an_account("Vestara Group")
    asked(row, manager)
    done = merge_accounts(kept_id=kept.pk, gone_id=account.pk, picks={}, by=Actor.person(manager), at=clock.now())
    assert not isinstance(done, Refused)
    accepted = deciding.accept(row, by=Actor.person(manager), at=clock.now())
    assert isinstance(accepted, Registration)
    assert accepted.nomination is not None
    assert accepted.nomination.account == kept


@pytest.mark.slow
def test_every_step_stands_on_the_timeline_in_words(manager: User, client: Client) -> None:
    row, by, at = a_registration(program=PublicProgram.OPEN_SOURCE, company="Small Tool"), Actor.person(manager), clock.now()
    calling.plan_call(row, call_at=at + timedelta(days=2), by=by, at=at)
    calling.hold_call(row, held_on=at.date() - timedelta(days=1), agreed=False, by=by, at=at)
    deciding.put_off(row, until_on=at.date() + timedelta(days=40), by=by, at=at)
    deciding.decline(row, because="not_a_fit", by=by, at=at)
    deciding.reopen([row], by=by, at=at)
    client.force_login(manager)
    page = client.get(reverse("recruiting:registration", args=[row.number])).content.decode()
    for words in ("The discovery call is on", "not agreed", "Not now: back on", "Declined, with a kind answer", "Taken up again"):
        assert words in page


def test_the_page_of_questions_says_as_what_one_is_asked_and_folds_the_answered(manager: User, account: Account, client: Client) -> None:
    row, deputy = a_registration(), a_person(name="Dag Deputy")
    mine, other = asked(row, manager)
    row.fitness.update(asked=deputy)
    FitnessAnswer.objects.filter(pk=other.pk).update(deputy_for=other.asked)
    say(FitnessAnswer.objects.get(pk=other.pk), "fits")
    client.force_login(deputy)
    page = client.get(reverse("recruiting:my_fitness"))
    open_one = (mine.pk, f"You are asked as: {mine.get_side_display()}")
    assert [(each.pk, place) for each, place, _form in page.context["waiting"]] == [open_one]
    assert [(each.pk, place) for each, place, _form in page.context["answered"]] == [
        (other.pk, f"In the place of {other.asked.name}: {other.get_side_display()}")
    ]
    text = page.content.decode()
    assert text.index("You are asked as") < text.index("What you said") < text.index("Say it anew")
