"""Putting right what a nomination says after it was sent: whoever has the ball may, nothing typed is lost, the timeline says what."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.recruiting.actions import save_briefing, start_nomination, submit
from goodword.recruiting.actions.correct import correct_briefing
from goodword.recruiting.actions.review import ask_back, withdraw
from goodword.recruiting.models import Nomination
from tests.factories.customers import a_contact, an_account
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db
TOLD: dict[str, Any] = {"industry": "banking", "why_us": "Releases took a month.", "segment": "smb", "seats": 900}


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sent() -> Nomination:
    seller, account = a_person(name="Sven Aalto"), an_account("Vestara Insurance", segment="smb")
    a_manager(name="Mara Lindqvist")
    row = start_nomination(account, by=Actor.person(seller), at=clock.now(), champion=a_contact(account), briefing=TOLD)
    assert isinstance(row, Nomination)
    done = submit(row, by=Actor.person(seller), at=clock.now())
    assert isinstance(done, Nomination)
    return done


def decider(row: Nomination) -> User:
    assert row.manager is not None
    return row.manager


def typed(row: Nomination, **more: Any) -> dict[str, Any]:
    return {**TOLD, "champion": row.champion_id or "", "begun_from": row.edited_at.isoformat(), **more}


def page(row: Nomination) -> str:
    return f"/recruiting/{row.reference}/correct"


def test_the_manager_names_another_champion_and_the_timeline_says_what_was_corrected() -> None:
    row = sent()
    other = a_contact(row.account, name="Ingrid Solberg")
    manager = as_(decider(row))
    assert page(row) in manager.get(f"/recruiting/{row.reference}").content.decode()
    form = manager.get(page(row))
    assert form.context["form"].initial["why_us"] == "Releases took a month."
    answer = manager.post(page(row), typed(row, champion=other.pk, why_us="Releases took a quarter."), follow=True)
    row.refresh_from_db()
    assert (row.champion, row.briefing["why_us"], row.briefing["industry"]) == (other, "Releases took a quarter.", "banking")
    shown = answer.content.decode()
    assert "Corrected the briefing: Champion, Why did they choose us?" in shown
    entry = Entry.objects.get(verb="nomination.corrected")
    assert entry.data == {"fields": ["champion", "why_us"]}
    manager.post(page(row), typed(row, champion=other.pk, why_us="Releases took a quarter."))
    assert Entry.objects.filter(verb="nomination.corrected").count() == 1, "what is the same is no correction"


def test_the_nominator_corrects_while_asked_for_more_and_the_manager_when_it_is_back() -> None:
    row = sent()
    seller, manager = as_(row.nominator), as_(decider(row))
    assert page(row) not in seller.get(f"/recruiting/{row.reference}").content.decode()
    assert seller.post(page(row), typed(row, why_us="Mine."), follow=True).redirect_chain[-1][0] == f"/recruiting/{row.reference}"
    ask_back(row, by=Actor.person(decider(row)), at=clock.now(), question="How many teams?")
    assert seller.get(page(row)).status_code == 200
    assert "How many teams?" in seller.get(page(row)).content.decode()
    assert manager.get(page(row)).status_code == 302
    assert seller.post(page(row), typed(row, why_us="Forty teams.")).status_code == 302
    row.refresh_from_db()
    assert (row.briefing["why_us"], row.state) == ("Forty teams.", "needs_information")
    assert as_(a_person()).get(page(row)).status_code == 403
    withdraw(row, by=Actor.person(row.nominator), at=clock.now())
    assert seller.get(page(row)).status_code == 302
    with pytest.raises(WrongState):
        correct(row, briefing={"why_us": "Late."})
    with pytest.raises(NotAllowed):
        correct(row, by=a_person(), briefing={"why_us": "Not mine."})


def correct(row: Nomination, *, by: User | None = None, **more: Any) -> Nomination | Refused:
    said = {"champion": row.champion, "briefing": {}, "begun_from": row.edited_at, **more}
    return correct_briefing(row, by=Actor.person(by or row.nominator), at=clock.now(), **said)


def test_what_cannot_be_read_is_said_beside_it_and_everything_typed_is_kept() -> None:
    row = sent()
    answer = as_(decider(row)).post(page(row), typed(row, why_us="", seats="many", industry="banking", metrics="Daily <b>now</b>."))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert {"why_us", "seats"} <= set(answer.context["form"].errors)
    assert 'value="many"' in shown
    assert "Daily &lt;b&gt;now&lt;/b&gt;." in shown
    row.refresh_from_db()
    assert row.briefing["why_us"] == "Releases took a month."


def test_who_was_overtaken_reads_so_keeps_their_words_and_may_save_again() -> None:
    row = sent()
    manager = as_(decider(row))
    begun = typed(row, why_us="Mine.")
    theirs = correct(row, by=a_manager(), briefing={"why_us": "Theirs."})
    assert isinstance(theirs, Nomination)
    answer = manager.post(page(row), begun)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody changed it since you began" in shown
    assert ">\nMine.</textarea>" in shown
    row.refresh_from_db()
    assert row.briefing["why_us"] == "Theirs."
    assert manager.post(page(row), typed(row, why_us="Mine.")).status_code == 302
    row.refresh_from_db()
    assert row.briefing["why_us"] == "Mine."


def test_somebody_of_another_customer_is_refused_in_words_wherever_they_are_named() -> None:
    row = sent()
    stranger = a_contact(an_account("Halden Freight"), name="Olav Moen")
    refused = correct(row, by=decider(row), champion=stranger)
    assert isinstance(refused, Refused)
    assert "Olav Moen is not with this customer" in refused.words
    seller, free = a_person(), an_account("Oakmere Bank")
    begun = start_nomination(free, by=Actor.person(seller), at=clock.now(), champion=stranger)
    assert isinstance(begun, Refused)
    draft = start_nomination(free, by=Actor.person(seller), at=clock.now())
    assert isinstance(draft, Nomination)
    kept = save_briefing(draft, by=Actor.person(seller), at=clock.now(), briefing={}, champion=stranger)
    assert isinstance(kept, Refused)
    assert as_(decider(row)).post(page(row), typed(row, champion=stranger.pk)).status_code == 422
    row.refresh_from_db()
    assert row.champion != stranger


def test_another_segment_takes_another_track_and_what_it_asks_is_still_to_be_said() -> None:
    row = sent()
    assert "segment" in as_(decider(row)).get(page(row)).context["form"].fields, "what was told is there, whatever the track asks"
    done = correct(row, by=decider(row), briefing={"segment": "enterprise"})
    assert isinstance(done, Nomination)
    assert done.track == "strategic"
    assert done.edited_at - row.edited_at >= timedelta()
    assert {"segment", "why_us", "stages"} <= set(as_(decider(row)).get(page(row)).context["form"].fields)
    assert "Strategic" in as_(decider(row)).get(f"/recruiting/{row.reference}").content.decode()
