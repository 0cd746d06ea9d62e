"""Two who decide the same nomination at the same instant: one is first, the other is told, nothing is done twice."""

from collections.abc import Callable
from typing import Any

import pytest

from goodword.customers.models import Member, SelfLimit
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.recruiting.actions.approve import LetterWords, approve
from goodword.recruiting.actions.correct import correct_briefing
from goodword.recruiting.actions.review import withdraw
from goodword.recruiting.models import Nomination
from goodword.recruiting.states import NominationState
from tests.at_once import at_once
from tests.factories.people import a_manager
from tests.recruiting.test_review import LETTER, sent, talked

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


def ready() -> Nomination:
    row = sent()
    talked(row)
    return row


def approving(row: Nomination, user: User | None, letter: LetterWords | None = LETTER) -> Callable[[], Any]:
    assert user is not None
    return lambda: approve(row, by=Actor.person(user), at=clock.now(), letter=letter)


@pytest.mark.parametrize("_time", range(3))
def test_two_approvals_make_one_member_one_letter_and_one_set_of_limits(_time: int) -> None:
    row, second = ready(), a_manager(name="Noor Haddad")
    done = at_once(approving(row, row.manager), approving(row, second))
    assert sorted(type(each).__name__ for each in done) == ["Nomination", "WrongState"]
    assert Member.objects.count() == 1
    assert SelfLimit.objects.count() == 1
    verbs = list(Entry.objects.filter(verb__in=("nomination.approved", "nomination.welcomed")).values_list("verb", flat=True))
    assert sorted(verbs) == ["nomination.approved", "nomination.welcomed"]


@pytest.mark.parametrize("_time", range(3))
def test_an_approval_and_a_withdrawal_end_in_one_of_both_and_a_member_is_there_only_after_the_first(_time: int) -> None:
    row = ready()
    approved, withdrawn = at_once(
        approving(row, row.manager), lambda: withdraw(row, by=Actor.person(row.nominator), at=clock.now(), reason="They are merging.")
    )
    row.refresh_from_db()
    first_was_approval = isinstance(approved, Nomination)
    assert isinstance(withdrawn if first_was_approval else approved, WrongState)
    assert row.state == (NominationState.APPROVED if first_was_approval else NominationState.WITHDRAWN)
    assert Member.objects.count() == int(first_was_approval)
    assert Entry.objects.filter(verb="nomination.welcomed").count() == int(first_was_approval)


def test_of_two_corrections_begun_from_the_same_words_one_is_kept_and_the_other_is_told() -> None:
    row, second = ready(), a_manager(name="Noor Haddad")

    def correcting(user: User | None, words: str) -> Callable[[], Any]:
        assert user is not None
        said = {"briefing": {"why_us": words}, "champion": row.champion, "begun_from": row.edited_at}
        return lambda: correct_briefing(row, by=Actor.person(user), at=clock.now(), **said)  # type: ignore[arg-type]  # as a form gives them

    done = at_once(correcting(row.manager, "One."), correcting(second, "Two."))
    kept = [each for each in done if isinstance(each, Nomination)]
    assert len(kept) == 1
    row.refresh_from_db()
    assert row.briefing["why_us"] == kept[0].briefing["why_us"]
    assert Entry.objects.filter(verb="nomination.corrected").count() == 1
