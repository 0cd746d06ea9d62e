"""From a nomination to a member: asked back and answered, the call written down, approved, and the champion welcomed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.actions import mark_left, set_account_do_not_contact
from goodword.customers.models import Member, SelfLimit
from goodword.journal.models import Entry, FieldChange
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused
from goodword.notifications.actions import Composed, compose, write
from goodword.notifications.messages.letter import Stale
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.recruiting.actions import start_nomination, submit
from goodword.recruiting.actions.approve import LetterWords, approve, stop_welcome
from goodword.recruiting.actions.introduction import write_introduction
from goodword.recruiting.actions.review import answer, ask_back, reopen, take_up, turn_down, withdraw
from goodword.recruiting.models import Introduction, Nomination
from goodword.recruiting.states import NominationState
from tests.factories.customers import a_contact, an_account
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db
LETTER = LetterWords("Welcome", "So good to have you.")


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def by(user: User | None) -> Actor:
    assert user is not None
    return Actor.person(user)


def sent(*, purpose: str = "program", **fields: Any) -> Nomination:
    seller = a_person(name="Sven Aalto")
    a_manager(name="Mara Lindqvist")
    account = an_account("Vestara Insurance", **{"segment": "smb", **fields})
    champion = a_contact(account, email="ingrid@vestara.example")
    told = {"industry": "banking", "why_us": "Releases took a month.", "seats": 900, "use_cases": ["ci"], "activities": ["sales_call"]}
    row = start_nomination(account, by=by(seller), at=clock.now(), champion=champion, purpose=purpose, briefing=told)
    assert isinstance(row, Nomination)
    done = submit(row, by=by(seller), at=clock.now())
    assert isinstance(done, Nomination), done
    assert done.manager is not None
    return done


def talked(row: Nomination, **more: Any) -> Introduction | Refused:
    day = clock.now().date() - timedelta(days=1)
    said = {
        "held_on": day,
        "is_described": True,
        "answers": {"surprise": "How quickly the teams took to it."},
        "agreed_types": ["sales_call"],
        "refused_types": ["case_study"],
        "comfort": "One call a quarter",
        "limits": {"call": [2, 365]},
        "consent_on": day,
        "consent_way": "call",
        "consent_by": row.champion,
        **more,
    }
    return write_introduction(row, by=by(row.manager), at=clock.now(), said=said, finish=True)


@pytest.mark.slow
def test_a_question_goes_to_the_nominator_and_the_answer_stands_beside_it() -> None:
    row = sent()
    seller, manager = as_(row.nominator), as_(row.manager)  # type: ignore[arg-type]  # it was sent, so somebody decides
    url = reverse("recruiting:nomination", args=[row.number])
    manager.post(reverse("recruiting:verb", args=[row.number, "ask_back"]), {"words": "How many teams?"})
    row.refresh_from_db()
    assert row.state == NominationState.NEEDS_INFORMATION
    page = seller.get(url).content.decode()
    assert "How many teams?" in page
    assert "Your turn, Sven" in page
    assert seller.post(reverse("recruiting:verb", args=[row.number, "answer"]), {"words": ""}).status_code == 422
    seller.post(reverse("recruiting:verb", args=[row.number, "answer"]), {"words": "Forty."})
    shown = manager.get(url).content.decode()
    assert "Forty." in shown
    assert "Your turn, Mara" in shown


@pytest.mark.slow
def test_approval_makes_a_member_of_everything_that_was_agreed_and_welcomes_the_champion() -> None:
    row = sent(industry="insurance")
    assert isinstance(talked(row), Introduction)
    page = as_(row.manager).get(reverse("recruiting:approve", args=[row.number]))  # type: ignore[arg-type]  # as above
    assert "Banking instead of Insurance" in page.content.decode()
    words = {"send": "on", "subject": "Welcome, Ingrid", "body": "So good to have you."}
    as_(row.manager).post(reverse("recruiting:approve", args=[row.number]), words)  # type: ignore[arg-type]  # as above
    member = Member.objects.select_related("account").get()
    assert (member.how_joined, member.champion, member.agreed_types, member.refused_types) == (
        "nominated", row.champion, ["sales_call"], ["case_study"]
    )  # fmt: skip
    assert member.comfort == "One call a quarter"
    assert SelfLimit.objects.get().most == 2
    assert (member.account.industry, member.account.seats, member.account.use_cases) == ("insurance", 900, ["ci"])
    assert FieldChange.objects.filter(field="seats").exists()
    entry = Entry.objects.get(verb="nomination.welcomed")
    (mail,) = write("welcome", entry_id=entry.pk, at=clock.now())
    composed = compose(mail, at=clock.now())
    assert isinstance(composed, Composed)
    assert (composed.letter.subject, composed.letter.paragraphs) == ("Welcome, Ingrid", ("So good to have you.",))
    assert mail.to_contact == row.champion


def test_what_differs_is_taken_over_only_when_somebody_says_so() -> None:
    row = sent(industry="insurance")
    talked(row)
    approve(row, by=by(row.manager), at=clock.now(), take=["industry"])
    row.account.refresh_from_db()
    assert row.account.industry == "banking"


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"held_on": None, "consent_on": None}, "which day"),
        ({"is_described": False}, "Describe the program"),
        ({"consent_on": None}, "Their yes"),
        ({"held_on": clock.now().date() + timedelta(days=9)}, "still to come"),
    ],
)
def test_a_call_is_finished_once_everything_is_in_it_and_kept_before(missing: dict[str, Any], words: str) -> None:
    row = sent()
    outcome = talked(row, **missing)
    assert isinstance(outcome, Refused)
    assert words in outcome.words
    assert Introduction.objects.get().answers
    refused = approve(row, by=by(row.manager), at=clock.now())
    assert isinstance(refused, Refused)
    assert "The introduction call took place" in refused.words
    assert not Member.objects.exists()


@pytest.mark.slow
def test_two_who_approve_at_once_make_one_member() -> None:
    row = sent()
    talked(row)
    assert isinstance(approve(row, by=by(row.manager), at=clock.now()), Nomination)
    with pytest.raises(WrongState):
        approve(row, by=by(a_manager()), at=clock.now())
    answered = as_(a_manager()).post(reverse("recruiting:verb", args=[row.number, "turn_down"]), {"words": "No."}, follow=True)
    assert "Somebody was faster" in answered.content.decode()
    assert Member.objects.count() == 1


def test_a_withdrawn_one_is_not_approved_and_may_be_opened_again() -> None:
    row = sent()
    talked(row)
    withdraw(row, by=by(row.nominator), at=clock.now(), reason="They are merging.")
    with pytest.raises(WrongState):
        approve(row, by=by(row.manager), at=clock.now())
    again = reopen(row, by=by(row.nominator), at=clock.now())
    assert isinstance(again, Nomination)
    assert again.state == NominationState.IN_REVIEW


def test_a_company_that_may_not_be_contacted_any_more_does_not_join() -> None:
    row = sent()
    talked(row)
    set_account_do_not_contact(row.account, by=by(row.manager), at=clock.now(), wanted=True)
    refused = approve(row, by=by(row.manager), at=clock.now())
    assert isinstance(refused, Refused)
    assert "may be contacted any more" in refused.words


def test_a_champion_who_left_is_said_and_gets_no_letter() -> None:
    row = sent()
    talked(row)
    assert row.champion is not None
    mark_left(row.champion, by=by(row.manager), at=clock.now())
    refused = approve(row, by=by(row.manager), at=clock.now(), letter=LETTER)
    assert isinstance(refused, Refused)
    assert "has left the company" in refused.words


@pytest.mark.slow
def test_a_letter_is_kept_back_while_it_waits_and_not_afterwards() -> None:
    row = sent()
    talked(row)
    at = clock.now()
    approve(row, by=by(row.manager), at=at, letter=LETTER)
    late = stop_welcome(row, by=by(row.manager), at=at + timedelta(minutes=2))
    assert isinstance(late, Refused)
    assert isinstance(stop_welcome(row, by=by(row.manager), at=at + timedelta(seconds=20)), Nomination)
    (mail,) = write("welcome", entry_id=Entry.objects.get(verb="nomination.welcomed").pk, at=at)
    assert isinstance(compose(mail, at=at + timedelta(minutes=1)), Stale)


@pytest.mark.slow
def test_who_does_not_decide_decides_nothing() -> None:
    row = sent()
    stranger = a_person()
    for verb in ("take_up", "ask_back", "turn_down", "reopen", "answer", "withdraw"):
        assert as_(stranger).post(reverse("recruiting:verb", args=[row.number, verb]), {"words": "x"}).status_code in (302, 403)
    for page in ("introduction", "approve"):
        assert as_(row.nominator).get(reverse(f"recruiting:{page}", args=[row.number])).status_code == 403
    with pytest.raises(NotAllowed):
        approve(row, by=by(row.nominator), at=clock.now())
    row.refresh_from_db()
    assert row.state == NominationState.SUBMITTED


def test_the_board_manager_decides_and_the_answer_goes_to_the_nominator() -> None:
    board = a_person(Role.BOARD_MANAGER, name="Nora Blix")
    row = sent(purpose="advisory_board", seats=2400)
    assert row.manager == board
    with pytest.raises(NotAllowed):
        approve(row, by=by(a_manager()), at=clock.now())
    approve(row, by=by(board), at=clock.now())
    assert not Member.objects.exists()
    (mail,) = write("nomination_approved", entry_id=Entry.objects.get(verb="nomination.approved").pk, at=clock.now())
    assert mail.to_user == row.nominator
    composed = compose(mail, at=clock.now())
    assert isinstance(composed, Composed)
    assert "welcome on the advisory board" in composed.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("message", "verb", "words"),
    [
        ("nomination_submitted", "nomination.submitted", "Sven Aalto thinks that Vestara Insurance"),
        ("nomination_asked_back", "nomination.asked_back", "How many teams?"),
        ("nomination_answered", "nomination.answered", "Forty."),
        ("nomination_turned_down", "nomination.turned_down", "Later, after the renewal."),
        ("nomination_withdrawn", "nomination.withdrawn", "took the nomination"),
    ],
)
def test_each_side_hears_what_the_other_did(message: str, verb: str, words: str) -> None:
    row = sent()
    manager, seller = by(row.manager), by(row.nominator)
    if verb != "nomination.submitted":
        take_up(row, by=manager, at=clock.now())
    if verb in ("nomination.asked_back", "nomination.answered"):
        ask_back(row, by=manager, at=clock.now(), question="How many teams?")
    if verb == "nomination.answered":
        answer(row, by=seller, at=clock.now(), words="Forty.")
    if verb == "nomination.turned_down":
        turn_down(row, by=manager, at=clock.now(), reason="Later, after the renewal.")
    if verb == "nomination.withdrawn":
        withdraw(row, by=seller, at=clock.now())
    (mail,) = write(message, entry_id=Entry.objects.get(verb=verb).pk, at=clock.now())
    composed = compose(mail, at=clock.now())
    assert isinstance(composed, Composed)
    assert words in composed.text
    assert "%(" not in composed.text


@pytest.mark.slow
def test_colleagues_talk_about_it_on_its_page() -> None:
    row = sent()
    answered = as_(a_person()).post(reverse("recruiting:comment", args=[row.number]), {"text": "They spoke at our meetup."}, follow=True)
    assert "They spoke at our meetup." in answered.content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Willkommen und danke"), ("fr", "Bienvenue, et merci"), ("ja", "Welcome, and thank you")]
)
def test_the_welcome_letter_is_offered_in_the_language_of_whoever_is_welcomed(language: str, words: str) -> None:
    row = sent()
    talked(row)
    champion = row.champion
    assert champion is not None
    champion.languages = [language]
    champion.save()
    page = as_(row.manager).get(reverse("recruiting:approve", args=[row.number]))  # type: ignore[arg-type]  # as above
    assert page.context["form"]["subject"].value() == words
    assert "optional" not in page.content.decode().partition('name="subject"')[0].rpartition("<label")[2]


def test_a_planned_call_that_is_saved_again_unchanged_is_written_down_once() -> None:
    row, call_at = sent(), clock.now() + timedelta(days=3, seconds=7)
    for moment in (call_at, call_at.replace(second=0, microsecond=0), call_at + timedelta(days=1)):
        write_introduction(row, by=by(row.manager), at=clock.now(), said={"planned_at": moment})
    assert Entry.objects.filter(verb="nomination.call_planned").count() == 2
