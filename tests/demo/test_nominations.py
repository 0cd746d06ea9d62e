"""The demo has a nomination in every state, a late one, and some for the advisory board."""

import pytest

from goodword.customers.models import Member
from goodword.demo import load
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.recruiting.models import Nomination
from goodword.recruiting.states import NOMINATION_OPEN, NominationState

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_demo_has_a_nomination_in_every_state() -> None:
    at = clock.now()
    load(at)
    rows = list(Nomination.objects.select_related("account"))
    assert {row.state for row in rows} == set(NominationState.values)
    assert any(row.state in NOMINATION_OPEN and row.due_at and row.due_at < at for row in rows)
    assert {row.state for row in rows if row.purpose == "advisory_board"} == {"submitted", "approved"}
    assert Member.objects.filter(account__nominations__state="approved", how_joined="nominated").exists()
    assert Entry.objects.filter(verb="nomination.welcomed").count() == 1
