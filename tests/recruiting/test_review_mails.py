"""The mails of a review: to the team by link, to whoever registered, to the reference manager who takes over."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.notifications import actions as mails
from goodword.notifications.actions.compose import Composed
from goodword.notifications.models import Mail
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.recruiting.actions import calling, deciding, owed_reviews, team
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.kinds.reviewing import Because
from goodword.recruiting.models import Registration
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.recruiting.world import a_registration
from tests.worker import work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


def link_of(mail: Mail) -> str:
    found = mails.compose(mail, at=clock.now())
    assert isinstance(found, Composed)
    return "/r/" + found.url.split("/r/")[1]


def words_of(message: str) -> str:
    composed = mails.read(Mail.objects.filter(message=message).latest("pk"), at=clock.now())
    assert isinstance(composed, Composed)
    return f"{composed.letter.subject}\n{composed.text}"


@pytest.mark.slow
def test_the_owner_answers_by_the_link_in_the_mail_and_it_answers_only_what_that_mail_asked(client: Client) -> None:
    manager, owner = a_manager(), a_person()
    an_account("Vestara Insurance", owner=owner, website="https://www.vestara.example")
    row, other = a_registration(), a_registration(email="other@vestara.example")
    by = Actor.person(manager)
    team.ask_team([row], by=by, at=clock.now())
    team.ask_team([other], by=by, at=clock.now())
    work()
    mail = Mail.objects.filter(message="fitness_question", to_user=owner).earliest("pk")
    path, mine, not_mine = link_of(mail), row.fitness.get(), other.fitness.get()
    page = client.get(path)
    assert page.status_code == 200
    assert not row.fitness.exclude(answer="").exists()  # opening it says nothing
    assert client.post(path, {"who": not_mine.pk, "answer": "fits"}).status_code == 302
    assert other.fitness.get().answer == ""
    assert client.post(path, {"who": mine.pk, "answer": "no"}).status_code == 422
    assert client.post(path, {"who": mine.pk, "answer": "not_now", "months": "3", "words": "Renewal"}).status_code == 302
    assert client.post(path, {"who": mine.pk, "answer": "fits"}).status_code == 302
    assert row.fitness.get().answer == "fits"
    deciding.accept(row, by=by, at=clock.now())
    client.post(path, {"who": mine.pk, "answer": "no", "words": "Too late."})
    assert row.fitness.get().answer == "fits"
    assert "decided" in client.get(path).content.decode()


@pytest.mark.slow
def test_who_is_declined_gets_a_kind_answer_without_the_remarks_of_colleagues() -> None:
    manager, row = a_manager(), a_registration()
    deciding.decline(row, because="enough", words="Difficult people.", by=Actor.person(manager), at=clock.now())
    work()
    words = words_of("registration_declined")
    assert "More customers like you" in words
    assert "Difficult" not in words


@pytest.mark.slow
def test_the_answer_can_be_left_out_with_a_reason_and_then_nobody_is_written_to() -> None:
    manager, row = a_manager(), a_registration()
    deciding.decline(row, because="not_a_fit", words="Called them.", tell=False, by=Actor.person(manager), at=clock.now())
    work()
    assert not Mail.objects.filter(message="registration_declined").exists()


@pytest.mark.slow
def test_later_names_the_month_and_accepted_invites_to_a_call() -> None:
    manager = a_manager()
    an_account("Vestara Insurance", owner=a_person(), website="https://www.vestara.example")
    row, by, at = a_registration(), Actor.person(manager), clock.now()
    deciding.put_off(row, until_on=at.date() + timedelta(days=90), by=by, at=at)
    work()
    assert f"{at.date() + timedelta(days=90):%B %Y}" in words_of("registration_later")
    deciding.accept(row, by=by, at=at)
    work()
    assert "short call" in words_of("registration_accepted")


@pytest.mark.slow
def test_open_source_gets_a_calendar_file_and_then_meets_the_reference_manager() -> None:
    manager, keeper, at = a_manager(), a_person(Role.OPEN_SOURCE_MANAGER), clock.now()
    row, by = a_registration(program=PublicProgram.OPEN_SOURCE, company="Small Tool"), Actor.person(keeper)
    calling.plan_call(row, call_at=at + timedelta(days=2), place="https://meet.example", by=by, at=at)
    work()
    invitation = mails.read(Mail.objects.get(message="registration_call"), at=clock.now())
    assert isinstance(invitation, Composed)
    assert invitation.letter.calendar is not None
    assert b"BEGIN:VEVENT" in invitation.letter.calendar.content
    calling.hold_call(row, held_on=at.date() - timedelta(days=1), agreed=True, by=by, at=at)
    done = deciding.accept(row, new_account=True, by=by, at=at)
    assert isinstance(done, Registration)
    work()
    assert manager.email in words_of("registration_accepted")
    assert Mail.objects.get(message="registration_comes").to_user == manager


@pytest.mark.slow
def test_the_reviewer_hears_what_is_due_and_whose_word_is_missing() -> None:
    manager = a_manager()
    an_account("Vestara Insurance", owner=a_person(), website="https://www.vestara.example")
    row = a_registration()
    team.ask_team([row], by=Actor.person(manager), at=clock.now())
    later = clock.now() + timedelta(days=45)
    owed_reviews.remind_reviewers(at=later)
    owed_reviews.tell_of_overdue_fitness(at=later)
    work()
    assert Mail.objects.get(message="review_due").to_user == manager
    assert "Ingrid Solberg" in words_of("review_due")
    assert "has not said yet" in words_of("fitness_overdue")


SAID = {
    "de": ("Ihre Anmeldung bei", "Im ", "Danke für Ihre Anmeldung", "kennenlernen", "Unser Gespräch am", "Ich stelle Ihnen", "Guten Tag"),
    "fr": ("Votre inscription", "Nous la reverrons", "Merci de votre", "Notre entretien du", "Je vous présente", "Bonjour Ingrid,"),
}
ENGLISH = re.compile(r"\b(the|you|your|with|and|what|thank|kind|regards|hello|time|at|call|minutes\.)\b", re.IGNORECASE)


@pytest.mark.parametrize("language", ["de", "fr"])
def test_every_answer_is_wholly_in_the_language_of_whoever_registered(language: str) -> None:
    manager, keeper, at = a_manager(), a_person(Role.OPEN_SOURCE_MANAGER), clock.now()
    an_account("Vestara Insurance", owner=a_person(), website="https://www.vestara.example")
    row, by = a_registration(language=language), Actor.person(manager)
    found = []
    deciding.put_off(row, until_on=date(at.year + 1, 2, 1), by=by, at=at)
    work()
    found.append(words_of("registration_later"))
    for because in Because.values:
        deciding.decline(row, because=because, words="Difficult.", by=by, at=clock.now())
        work()
        found.append(words_of("registration_declined"))
        deciding.reopen([row], by=by, at=clock.now())
    deciding.accept(row, by=by, at=at)
    work()
    found.append(words_of("registration_accepted"))
    other = a_registration(program=PublicProgram.OPEN_SOURCE, company="Halyard", email="i@halyard.example", language=language)
    by = Actor.person(keeper)
    calling.plan_call(other, call_at=at + timedelta(days=2), by=by, at=at)
    work()
    found.append(words_of("registration_call"))
    calling.hold_call(other, held_on=at.date() - timedelta(days=1), agreed=True, by=by, at=at)
    deciding.accept(other, new_account=True, by=by, at=at)
    work()
    found.append(words_of("registration_accepted"))
    everything = "\n".join(found)
    assert all(said in everything for said in SAID[language])
    assert not ENGLISH.search(everything.replace("(Europe", ""))
    assert {"de": "Februar", "fr": "février"}[language] in found[0]
    if language == "fr":
        assert not re.search(r"[^\u00a0\d/s] ?[;?!](?!//)", everything)  # a space that does not break stands before them


def test_a_name_that_is_none_is_greeted_without_it() -> None:
    row = a_registration(name="www.evil.example", language="fr")
    deciding.decline(row, because="enough", by=Actor.person(a_manager()), at=clock.now())
    work()
    words = words_of("registration_declined")
    assert "Bonjour," in words
    assert "evil" not in words
