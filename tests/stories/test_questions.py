"""The questions of an interview: picked, written, put in order, taken out, and read as the customer reads them."""

import pytest
from django.test import Client
from django.urls import reverse

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.people.actions import ensure_program
from goodword.people.models import Program, User
from goodword.stories.actions import OwnQuestion, move_question, pick_questions, save_brief, take_question_out, write_question
from goodword.stories.kinds.questions import QUESTIONS, THEMES
from goodword.stories.kinds.questions.by_program import BY_PROGRAM
from goodword.stories.kinds.questions.by_use_case import BY_USE_CASE
from goodword.stories.kinds.questions.general import GENERAL
from goodword.stories.models import InterviewQuestion, Story
from tests.at_once import at_once
from tests.factories.people import a_manager, a_person
from tests.stories.world import a_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _program(db: None) -> None:
    del db
    ensure_program()
    Program.objects.update(company_name="Harrowgate")


@pytest.fixture
def manager() -> User:
    return a_manager()


@pytest.fixture
def row(manager: User) -> Story:
    return a_story(by=manager)


def asked(row: Story) -> list[str]:
    return list(InterviewQuestion.objects.filter(story=row).values_list("words", flat=True))


def test_the_library_is_whole() -> None:
    everything = (*GENERAL, *BY_USE_CASE, *BY_PROGRAM)
    assert len(everything) == len(QUESTIONS), "two questions have one code"
    assert {each.theme for each in everything} == set(THEMES)
    assert len({str(each.words) for each in everything}) == len(everything), "one question stands twice"
    for each in everything:
        assert bool(each.choices) == (each.answer == "checklist"), each.code


def test_those_that_fit_are_ticked_picked_in_order_and_asked_once(client: Client, manager: User, row: Story) -> None:
    said = {"shows": "", "audience": "", "why_now": "", "timeframe": None, "languages": [], "use_cases": ["pipelines"]}
    save_brief(row, by=Actor.person(manager), at=clock.now(), said=said, version=0)
    client.force_login(manager)
    library = reverse("stories:question_library", args=[row.number])
    page = client.get(library).content.decode()
    assert 'value="problem" id="q-problem" checked' in page
    assert 'value="automation" id="q-automation" checked' in page
    assert 'value="weaknesses" id="q-weaknesses">' in page
    assert page.index("Build and test") < page.index("Security and audits")
    assert "Why Harrowgate, in the end?" in page
    client.post(library, {"question": ["why_us", "problem", "no such one"]})
    client.post(library, {"question": ["problem", "tests"]})
    assert asked(row) == [
        "Which problem were you trying to solve when you began to look?",
        "Why Harrowgate, in the end?",
        "Which tests run by themselves?",
    ]
    assert 'id="q-problem" checked disabled' in client.get(library).content.decode()


def test_own_ones_are_written_worded_otherwise_and_wrong_ones_keep_what_was_typed(client: Client, manager: User, row: Story) -> None:
    client.force_login(manager)
    new = reverse("stories:add_question", args=[row.number])
    wrong = client.post(new, {"words": "Which of these?", "answer": "checklist", "choices": "only one"})
    assert wrong.status_code == 422
    assert "two at least" in wrong.content.decode()
    assert "Which of these?" in wrong.content.decode()
    client.post(new, {"words": "Which of these?", "answer": "checklist", "choices": "north\nsouth\n\nnorth", "follow_up": "And why?"})
    question = InterviewQuestion.objects.get()
    assert question.choices == ["north", "south"]
    at = reverse("stories:question", args=[row.number, question.pk])
    assert "north\nsouth" in client.get(at).content.decode()
    client.post(at, {"words": "How many?", "answer": "number", "choices": "north\nsouth"})
    question.refresh_from_db()
    assert (question.words, question.choices, question.follow_up) == ("How many?", [], "")
    preview = client.get(reverse("stories:questions", args=[row.number]), {"preview": ""}).content.decode()
    assert "How many?" in preview
    assert "Take it out" not in preview


def test_they_are_put_in_order_and_taken_out(client: Client, manager: User, row: Story) -> None:
    by = Actor.person(manager)
    pick_questions(row, ["problem", "why_us", "next"], by=by, at=clock.now())
    client.force_login(manager)
    first, _second, last = InterviewQuestion.objects.all()
    move = reverse("stories:move_question", args=[row.number, last.pk])
    client.post(move, {"to": "earlier"})
    client.post(move, {"to": "earlier"})
    client.post(move, {"to": "earlier"})
    assert next(iter(asked(row))) == last.words
    client.post(reverse("stories:move_question", args=[row.number, first.pk]), {"to": "later"})
    assert asked(row)[-1] == first.words
    page = client.post(reverse("stories:remove_question", args=[row.number, first.pk]), follow=True).content.decode()
    assert first.words not in page
    story = client.get(reverse("stories:story", args=[row.number])).content.decode()
    assert "Picked 3 questions for the interview" in story
    assert "2 questions" in story


def test_others_ask_nothing_and_a_set_has_an_end(client: Client, manager: User, row: Story) -> None:
    by = Actor.person(manager)
    too_many = pick_questions(row, list(QUESTIONS), by=by, at=clock.now())
    assert isinstance(too_many, Refused)
    assert asked(row) == []
    question = write_question(row, OwnQuestion(words="Why?"), by=by, at=clock.now())
    assert isinstance(question, InterviewQuestion)
    outsider = Actor.person(a_person())
    for do in (
        lambda: pick_questions(row, ["problem"], by=outsider, at=clock.now()),
        lambda: write_question(row, OwnQuestion(words="Why not?"), by=outsider, at=clock.now()),
        lambda: move_question(question, up=True, by=outsider, at=clock.now()),
        lambda: take_question_out(question, by=outsider, at=clock.now()),
    ):
        with pytest.raises(NotAllowed):
            do()
    client.force_login(manager)
    other = a_story(by=manager, account=row.account)
    for name in ("question", "move_question", "remove_question"):
        assert client.post(reverse(f"stories:{name}", args=[other.number, question.pk]), {"words": "x"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_who_pick_at_once_ask_each_question_once(manager: User, row: Story) -> None:
    def pick() -> object:
        return pick_questions(row, ["problem", "why_us", "next"], by=Actor.person(manager), at=clock.now())

    assert sorted(at_once(pick, pick), key=str) == [0, 3]
    assert len(asked(row)) == 3
