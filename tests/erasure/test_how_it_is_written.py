"""In whatever way somebody's name is written, it is found; and what merely looks like it is left alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from goodword.comments.models import Comment
from goodword.customers.actions import ensure_lists
from goodword.customers.models import Account, Contact
from goodword.erasure.actions.black_out import black_out
from goodword.erasure.queries.traces import Traces, traces_of
from goodword.journal.models import FieldChange
from goodword.people.models import Team
from goodword.recruiting.models import Nomination
from tests.factories.customers import a_contact, an_account
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
PEOPLE: dict[str, list[str]] = {
    "Zyntha Quorvexx": [
        "mrs Zyntha Quorvexx,",
        "QUORVEXX, ZYNTHA",
        "zyntha.quorvexx",
        "cv_Zyntha_Quorvexx_final.pdf",
        "?q=mrs%20Zyntha%20Quorvexx&x=1",
        "?q=Zyntha+Quorvexx",
        "next=%2Fcustomers%3Fq%3DZyntha%2520Quorvexx",
        r"line one\nZyntha Quorvexx",
        r"Zyntha\nQuorvexx",
        "Zyntha\nQuorvexx",
        "Zyntha\u00a0Quorvexx",
        "Zyntha&nbsp;Quorvexx",
        "Z. Quorvexx and z.quorvexx",
    ],
    "José Núñez-O’Hara": [
        "José Núñez-O’Hara",
        "Jose Nunez-O'Hara",
        "JOSÉ NÚÑEZ-O'HARA",
        "?q=Jos%C3%A9+N%C3%BA%C3%B1ez-O%27Hara",
        r'{"name": "Jos\u00e9 N\u00fa\u00f1ez-O\u2019Hara"}',
        "José Núñez-O&#x27;Hara",
        "(José Núñez-O''Hara)",
    ],
    'Ann "Annie" Quorvexx': ['{"a": "Ann \\"Annie\\" Quorvexx"}', "Ann &quot;Annie&quot; Quorvexx", 'Ann "Annie" Quorvexx'],
}
ADDRESSES = [
    "<zq+x@vestara.example>", "mailto:ZQ+X@vestara.example?", "email=zq%2Bx%40vestara.example&", "mailto%3Azq%2Bx%40vestara.example",
    r"a\nzq+x@vestara.example",
]
OTHERS = [
    "Zyntha Quorvexxson", "Rozyntha Quorvexx", "zyntha and quorvexx", "azq+x@vestara.example", "zq+x@vestara.example-2.org",
    "2912334457",
]


def found_in(traces: Traces, text: str) -> tuple[str, str]:
    """The text without them, as Python and as the database write it."""
    with connection.cursor() as cursor:
        cursor.execute("select regexp_replace(%s, %s, '#', 'gi')", [text, traces.pattern])
        (in_sql,) = cursor.fetchone()
    if in_sql != text:
        assert re.search(traces.hint, text, re.IGNORECASE), "what is looked for first stands wherever the whole does"
    return re.sub(traces.pattern, "#", text, flags=re.IGNORECASE), in_sql


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in PEOPLE.items() for text in texts])
def test_a_name_is_found_however_it_is_written(name: str, text: str) -> None:
    left = found_in(Traces(people=[1], names=[name]), text)
    assert left[0] == left[1]
    assert not re.search(r"quorvexx|hara|n.?.?.?.?ez", left[0], re.IGNORECASE), left


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_found_within_a_link(text: str) -> None:
    left = found_in(Traces(people=[1], addresses=["zq+x@vestara.example"]), text)
    assert left[0] == left[1]
    assert "vestara" not in left[0]


@pytest.mark.parametrize("text", ["+47 912 33 445", "0047(912)33-445", "tel=%2B4791233445", "+47%20912%2033%20445"])
def test_a_number_is_found_however_it_is_grouped(text: str) -> None:
    ways = Traces(people=[1], phones=["+47 912 33 445", "0047 912 33 445"])
    assert "445" not in found_in(ways, text)[0] + found_in(ways, text)[1]


@pytest.mark.parametrize("text", OTHERS)
def test_what_only_looks_like_them_stays(text: str) -> None:
    looked_for = Traces(people=[1], names=["Zyntha Quorvexx"], addresses=["zq+x@vestara.example"], phones=["91233445"])
    assert found_in(looked_for, text) == (text, text)


def test_a_last_name_that_is_a_word_does_not_black_out_the_language() -> None:
    text = "I will ask; I. Will wrote; will Ines come? Ines Will did."
    assert found_in(Traces(people=[1], names=["Ines Will"]), text)[0] == "I will ask; # wrote; # come? # did."


def test_words_in_json_stay_json_whatever_stands_beside_a_name() -> None:
    account = an_account("Vestara Insurance")
    person = a_contact(account, "Nora Smith", email="ns@vestara.example")
    briefing = {"why": 'Hi\nora Smith "Nora Smith"\nNora Smith\\', "Nora Smith": ["Nora\nSmith"]}
    when = {"state_at": AT, "created_at": AT, "edited_at": AT}
    row = Nomination.objects.create(account=account, nominator=a_person(), track="commercial", briefing=briefing, **when)
    black_out(traces_of(person))
    row.refresh_from_db()
    assert row.briefing == {"why": 'Hi\nora [erased] "[erased]"\n[erased]\\', "[erased]": ["[erased]"]}


def said_near_and_far(person: Contact, text: str) -> tuple[str, str]:
    about: dict[str, Any] = {"author": a_person(), "created_at": AT, "text": text}
    near = Comment.objects.create(subject_kind="account", subject_id=person.account_id, **about)
    far = Comment.objects.create(subject_kind="account", subject_id=person.account_id + 1000, **about)
    black_out(traces_of(person))
    near.refresh_from_db()
    far.refresh_from_db()
    return near.text, far.text


@pytest.mark.parametrize("name", ["Customer Success", "The Team", "Service Client", "Vertrieb und Marketing"])
def test_a_contact_called_by_common_words_is_looked_for_near_them_alone(name: str) -> None:
    person = a_contact(an_account("Vestara Insurance"), name, email="cs@vestara.example")
    near, far = said_near_and_far(person, f"{name} wrote; customer and team succeed; cs@vestara.example")
    assert near == "[erased] wrote; customer and team succeed; [erased]"
    assert far == f"{name} wrote; customer and team succeed; [erased]"


@pytest.mark.parametrize(("name", "near"), [("Team", "Team Zyn"), ("Zyn", "Team [erased]"), ("zyn", "Team [erased]")])
def test_a_name_of_one_word_is_looked_for_near_them_alone_unless_it_is_everybodys_word(name: str, near: str) -> None:
    person = a_contact(an_account("Vestara Insurance"), name, email="")
    assert said_near_and_far(person, "Team Zyn") == (near, "Team Zyn")


def _a_namesake() -> None:
    a_contact(an_account("Castellan Re"), "Zyntha Quorvexx", email="other@castellan.example")


def _a_colleague() -> None:
    a_person(name="Zyntha Quorvexx")


def _a_company() -> None:
    an_account("Zyntha Quorvexx & Daughters")


def _a_post() -> None:
    a_contact(an_account("Castellan Re"), "Ola Berg", email="ola@castellan.example", title="Zyntha Quorvexx")


def _a_team() -> None:
    Team.objects.create(code="zq", name="Zyntha Quorvexx")


@pytest.mark.parametrize("also", [_a_namesake, _a_colleague, _a_company, _a_post, _a_team])
def test_a_name_that_is_also_somebody_elses_is_looked_for_near_them_alone(also: Any) -> None:
    ensure_lists()
    person = a_contact(an_account("Vestara Insurance"), "Zyntha Quorvexx", email="zq@vestara.example")
    also()
    near, far = said_near_and_far(person, "Zyntha Quorvexx, zq@vestara.example")
    assert near == "[erased], [erased]"
    assert far == "Zyntha Quorvexx, [erased]"


def test_a_colleague_whose_post_names_somebody_does_not_hide_them() -> None:
    account = an_account("Vestara Insurance")
    person = a_contact(account, "Zyntha Quorvexx", email="zq@vestara.example")
    a_contact(account, "Ola Berg", email="ola@vestara.example", title="Assistant of Zyntha Quorvexx")
    assert traces_of(person).names == ["Zyntha Quorvexx"]


def test_the_same_person_written_down_twice_is_no_namesake() -> None:
    person = a_contact(an_account("Vestara Insurance"), "Zyntha Quorvexx", email="zq@vestara.example")
    a_contact(an_account("Castellan Re"), "Zyntha Quorvexx", email="ZQ@vestara.example")
    assert traces_of(person).names == ["Zyntha Quorvexx"]


def test_what_is_blacked_out_near_them_does_not_stay_in_the_history() -> None:
    account = an_account("Vestara Insurance")
    person = a_contact(account, "Grace Quorvexx", email="gq@vestara.example")
    boss = a_contact(account, "Ola Berg", email="ola@vestara.example", title="Assistant of Mrs Quorvexx")
    Account.objects.filter(pk=account.pk).update(description="Mrs Quorvexx decides.")
    black_out(traces_of(person))
    account.refresh_from_db()
    boss.refresh_from_db()
    assert account.description == "Mrs [erased] decides."
    assert boss.title == "Assistant of Mrs [erased]"
    own = FieldChange.objects.exclude(kind="contact", object_id=person.pk)
    assert [row for row in own.values_list("before", "after") if "Quorvexx" in str(row)] == []


@pytest.mark.parametrize("portion", [1, 2, 1000])
def test_portion_by_portion_nobody_is_left_out(portion: int) -> None:
    person = a_contact(an_account("Vestara Insurance"), "Zyntha Quorvexx", email="zq@vestara.example")
    about: dict[str, Any] = {"author": a_person(), "created_at": AT, "subject_kind": "account", "subject_id": 7}
    Comment.objects.bulk_create([Comment(text=f"{n} Zyntha Quorvexx", **about) for n in range(7)])
    Comment.objects.filter(text__startswith="3").delete()
    assert black_out(traces_of(person), portion=portion)["Comment"] == 6
    assert not Comment.objects.filter(text__contains="Zyntha").exists()
