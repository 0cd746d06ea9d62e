"""The pages of customers, through HTTP."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.customers.models import Account, Contact, Member, Opportunity
from goodword.people.models import User
from tests.factories.customers import a_contact, a_deal, a_member, an_account
from tests.factories.people import a_manager, a_person, a_region

pytestmark = pytest.mark.django_db
LONG = "Nordrheinische Versorgungs- und Rückversicherungsgesellschaft der Handwerkskammer am Rhein"
JAPANESE = "株式会社星凪システムズ"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def manager() -> User:
    return a_manager(name="Mara Lindqvist")


@pytest.fixture
def client(manager: User) -> Client:
    return signed_in(manager)


def test_a_stranger_sees_nothing() -> None:
    account = an_account("Vestara Insurance")
    for url in (reverse("customers:list"), reverse("desk:account", args=[account.pk])):
        answer = Client().get(url)
        assert answer.status_code == 302
        assert "login" in answer["Location"]


@pytest.mark.slow
@pytest.mark.parametrize("name", [LONG, JAPANESE, "<script>alert(1)</script>"])
def test_the_page_of_a_customer_shows_who_they_are(client: Client, name: str) -> None:
    parent = an_account("Vestara Group")
    account = an_account(
        name, parent=parent, city="Oslo", country="NO", industry="insurance", use_cases=["audit_trail"], competitors_replaced=["jenkins"]
    )
    member = a_member(account, preferences="Afternoons, Oslo time", refused_types=["press_interview"])
    a_contact(account, "Ingrid Solheim", title="Head of Platform", left_on=date(2026, 1, 1))
    a_deal(account, "Renewal 2027")
    page = client.get(reverse("desk:account", args=[account.pk])).content.decode()
    for words in (
        member.reference_id,
        "Vestara Group",
        "Oslo, Norway",
        "Audit trail",
        "Jenkins",
        "Afternoons",
        "Press interview",
        "Left the company",
        "Renewal 2027",
    ):
        assert words in page
    assert "<script>alert" not in page


@pytest.mark.slow
def test_a_company_is_written_down_by_hand_and_becomes_a_member(client: Client) -> None:
    region = a_region("emea", countries=["NO"])
    answer = client.post(
        reverse("customers:new"),
        {"name": "Castellan Re", "country": "NO", "use_cases": ["pipelines"], "stack": "Kubernetes, Go"},
        follow=True,
    )
    account = Account.objects.get(name="Castellan Re")
    assert (account.region, account.use_cases, account.tech_stack) == (region, ["pipelines"], ["Kubernetes", "Go"])
    assert "Make it a member" in answer.content.decode()
    client.post(
        reverse("customers:join", args=[account.pk]),
        {"standing": "active", "agreed_types": ["sales_call"], "comfort": "One call a quarter"},
    )
    member = Member.objects.get(account=account)
    assert member.reference_id in client.get(reverse("desk:account", args=[account.pk])).content.decode()
    again = client.post(reverse("customers:join", args=[account.pk]), {"standing": "active"})
    assert again.status_code == 422
    assert "a member already" in again.content.decode()


@pytest.mark.slow
def test_a_wrong_form_keeps_what_was_typed_and_says_how_to_mend_it(client: Client) -> None:
    an_account("Vestara Group")
    answer = client.post(reverse("customers:new"), {"name": "Vestara Norge", "parent_name": "Vestra Grup", "city": "Bergen"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Did you mean Vestara Group?" in page
    assert 'value="Bergen"' in page
    assert not Account.objects.filter(name="Vestara Norge").exists()


@pytest.mark.slow
def test_names_are_one_line_whatever_was_sent(client: Client) -> None:
    client.post(reverse("customers:new"), {"name": "Vestara\r\n\x1b Norge", "city": "Ber\ngen"})
    account = Account.objects.get()
    assert (account.name, account.city) == ("Vestara Norge", "Ber gen")
    client.post(reverse("customers:contact_add", args=[account.pk]), {"name": "Ingrid\nSolberg", "title": "Head\r\nof IT"})
    contact = Contact.objects.get()
    assert (contact.name, contact.title) == ("Ingrid Solberg", "Head of IT")
    assert client.post(reverse("customers:new"), {"name": "\x1b\u2028"}).status_code == 422, "nothing is left of it"


@pytest.mark.slow
@pytest.mark.parametrize("evil", ["javascript:alert(1)", "javascript://vestara.example/%0aalert(1)", "data:text/html,x", "x\njavascript:y"])
def test_a_website_is_an_address_of_the_web(client: Client, evil: str) -> None:
    refused = client.post(reverse("customers:new"), {"name": "Vestara", "website": evil})
    assert refused.status_code == 422
    assert "Write it like https://www.example.com." in refused.text
    client.post(reverse("customers:new"), {"name": "Vestara", "website": "www.vestara.example/no"})
    assert Account.objects.get().website == "https://www.vestara.example/no"


@pytest.mark.slow
def test_standing_is_changed_with_a_reason_and_a_pause_with_a_day(client: Client) -> None:
    member = a_member()
    url = reverse("customers:standing", args=[member.account_id])
    assert client.post(url, {"verb": "pause", "reason": "They merge"}).status_code == 422
    past = client.post(url, {"verb": "pause", "reason": "They merge", "until": "2020-02-01"})
    assert past.status_code == 422
    assert past.context["form"].errors["until"] == ["A pause needs a day in the future on which it ends."]
    assert "They merge" in past.content.decode()
    assert client.post(url, {"verb": "pause", "reason": "They merge", "until": "2030-02-01"}).status_code == 302
    member.refresh_from_db()
    assert member.paused_until == date(2030, 2, 1)
    page = client.get(reverse("desk:account", args=[member.account_id])).content.decode()
    assert "Paused until" in page
    assert "They merge" in page


def test_a_form_comes_alone_when_the_page_asks_for_it_alone(client: Client) -> None:
    member = a_member()
    url = reverse("customers:agreement", args=[member.account_id])
    part = client.get(url, headers={"HX-Request-Type": "partial"}).content.decode()
    assert "<html" not in part
    assert "hx-post" in part
    wrong = client.post(url, {"agreed_types": ["logo"], "refused_types": ["logo"]}, headers={"HX-Request-Type": "partial"})
    assert wrong.status_code == 422
    assert wrong["HX-Retarget"] == "#edit-form"
    assert client.post(url, {"agreed_types": ["logo"]}).status_code == 302
    member.refresh_from_db()
    assert member.agreed_types == ["logo"]


@pytest.mark.slow
def test_people_are_added_changed_and_left_in_peace(client: Client) -> None:
    account = an_account()
    client.post(
        reverse("customers:contact_add", args=[account.pk]),
        {"name": "Håkon Berge", "email": "hakon@customer.example", "languages": ["nb", "en"]},
    )
    contact = Contact.objects.get(name="Håkon Berge")
    twin = client.post(reverse("customers:contact_add", args=[account.pk]), {"name": "H. Berge", "email": "HAKON@customer.example"})
    assert "has this mail address already" in twin.content.decode()
    client.post(reverse("customers:contact_agreement", args=[contact.pk]), {"agreed_types": ["quote"]})
    client.post(reverse("customers:contact_left", args=[contact.pk]))
    client.post(reverse("customers:contact_close", args=[contact.pk]))
    contact.refresh_from_db()
    assert (contact.agreed_types, contact.do_not_contact, contact.left_on is not None) == (["quote"], True, True)
    client.post(reverse("customers:contact_returned", args=[contact.pk]))
    client.post(reverse("customers:contact_close", args=[contact.pk]), {"wanted": "no"})
    contact.refresh_from_db()
    assert (contact.do_not_contact, contact.left_on) == (False, None)


@pytest.mark.slow
def test_whoever_does_not_answer_for_a_customer_may_look_and_not_touch() -> None:
    account = an_account()
    a_member(account)
    client = signed_in(a_person())
    page = client.get(reverse("desk:account", args=[account.pk])).content.decode()
    assert reverse("customers:edit", args=[account.pk]) not in page
    for name in ("edit", "standing", "agreement", "limit", "contact_add", "health", "escalate"):
        assert client.get(reverse(f"customers:{name}", args=[account.pk])).status_code == 403
    assert client.post(reverse("customers:close", args=[account.pk])).status_code == 403
    assert client.get(reverse("customers:new")).status_code == 403


@pytest.mark.slow
@pytest.mark.parametrize("name", ["customers:list", "customers:deals"])
def test_lists_ask_the_database_as_often_for_three_rows_as_for_many(client: Client, name: str) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(name)).status_code == 200
        return len(seen)

    def fill(count: int) -> None:
        for _each in range(count):
            account = an_account(owner=a_person())
            a_member(account)
            a_deal(account, owner=account.owner, stage="won")

    fill(3)
    client.get(reverse(name))
    few = statements()
    fill(60)
    assert statements() == few


@pytest.mark.slow
def test_the_list_finds_misspelt_accented_and_japanese_names(client: Client) -> None:
    for each in (LONG, JAPANESE, "Société Générale d'Exemple", "Vestara Insurance", "Castellan Re"):
        an_account(each)
    for typed, found in (
        ("vestra", "Vestara"),
        ("generale", "Société"),
        ("星凪", JAPANESE),
        ("ruckversicherung", "Nordrheinische"),
        ("tella", "Castellan"),
    ):
        page = client.get(reverse("customers:list"), {"q": typed}).content.decode()
        assert found in page, typed
        assert page.count('<td class="lead">') == 1, typed
    assert "Nothing matches" in client.get(reverse("customers:list"), {"q": "zzzzqqq"}).content.decode()


@pytest.mark.slow
def test_the_list_says_what_to_do_when_it_is_empty_and_pages_when_it_is_long(client: Client) -> None:
    empty = client.get(reverse("customers:list")).content.decode()
    assert "No customers yet" in empty
    assert reverse("imports:upload") in empty
    theirs = signed_in(a_person()).get(reverse("customers:list")).content.decode()
    assert "A reference manager does." in theirs
    assert reverse("customers:new") not in theirs, "a step that would be refused is not offered"
    Account.objects.bulk_create(Account(name=f"Company {n:04}", industry="banking" if n % 2 else "retail") for n in range(1000))
    page = client.get(reverse("customers:list"), {"industry": "banking", "page": "2"}).content.decode()
    assert "51 to 100 of 500" in page
    assert "Company 0101" in page
    members = client.get(reverse("customers:list"), {"standing": "none"}).content.decode()
    assert "1 to 50 of 1,000" in members


def test_a_deal_is_written_down_and_offers_the_ways_to_a_reference(client: Client) -> None:
    account = an_account("Oakmere Bank")
    wrong = client.post(reverse("customers:deal_new"), {"name": "Oakmere renewal", "account_name": "Okmere Bnk"})
    assert "Did you mean Oakmere Bank?" in wrong.content.decode()
    answer = client.post(
        reverse("customers:deal_new"),
        {"name": "Oakmere renewal", "account_name": "oakmere bank", "stage": "proposal", "amount": "420000", "currency": "eur"},
        follow=True,
    )
    deal = Opportunity.objects.get()
    assert (deal.account, deal.currency) == (account, "EUR")
    page = answer.content.decode()
    assert "Proposal" in page
    assert "420,000" in page


@pytest.mark.slow
def test_where_and_how_a_member_may_be_asked_is_written_down_and_kept_by_others_forms(client: Client) -> None:
    a_region("north", name="Nordics")
    member = a_member()
    url = reverse("customers:agreement", args=[member.account_id])
    client.post(url, {"agreed_types": ["sales_call"], "territories": ["north"], "is_confidential": "on"})
    member.refresh_from_db()
    assert (member.territories, member.is_confidential) == (["north"], True)
    shown = client.get(reverse("desk:account", args=[member.account_id])).content.decode()
    assert "In confidential requests only" in shown
    assert "checked" in client.get(url).content.decode().partition('value="north"')[2][:200]
    assert client.post(url, {"agreed_types": ["sales_call"], "territories": ["mars"]}).status_code in (200, 422)
    client.post(url, {"agreed_types": ["sales_call"]})
    member.refresh_from_db()
    assert (member.territories, member.is_confidential) == ([], False)
