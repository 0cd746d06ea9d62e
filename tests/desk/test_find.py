"""Finding a reference, through HTTP."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.customers.models import Account, Contact, Member
from goodword.kernel.clock import now
from goodword.people.models import Circle, User
from goodword.people.queries import today
from tests.factories.customers import a_contact, a_deal, a_member, an_account
from tests.factories.ledger import an_ask
from tests.factories.people import a_manager, a_person, a_region

pytestmark = pytest.mark.django_db
LONG = "Nordrheinische Versorgungs- und Rückversicherungsgesellschaft der Handwerkskammer am Rhein"
JAPANESE = "株式会社星凪システムズ"
FIND = "/find/"


@pytest.fixture
def seller() -> User:
    return a_person(name="Tom Becker")


@pytest.fixture
def client(seller: User) -> Client:
    client = Client()
    client.force_login(seller)
    return client


def member(name: str, *, languages: tuple[str, ...] = ("en",), agreed: tuple[str, ...] = ("sales_call",), **facts: Any) -> Account:
    account = an_account(name, **facts)
    a_contact(account, languages=list(languages))
    a_member(account, agreed=agreed, verified_on=today(now()))
    return account


def asked(account: Account, *, days_ago: int = 3, circle: Circle | None = None) -> None:
    an_ask(account, today(now()) - timedelta(days=days_ago), circle=circle)


def found(client: Client, **query: Any) -> str:
    answer = client.get(FIND, query)
    assert answer.status_code == 200
    return answer.content.decode()


def order(page: str, *names: str) -> list[str]:
    """The names in the order in which they stand on the page."""
    results = page[page.index('id="found"') :]
    at = {name: results.find(f">{name}<") for name in names}
    return sorted((name for name in names if at[name] >= 0), key=lambda name: at[name])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("vestra", "Vestara Insurance"),
        ("VESTARA insurence", "Vestara Insurance"),
        ("generale", "Société Générale d'Exemple"),
        ("星凪", JAPANESE),
        ("ruckversicherung", LONG),
        ("tella", "Castellan Re"),
        ("solheim", "Castellan Re"),
        ("bergen", "Castellan Re"),
    ],
)
def test_text_forgives_typos_accents_and_finds_any_part(client: Client, typed: str, name: str) -> None:
    names = ["Vestara Insurance", "Société Générale d'Exemple", LONG, "Castellan Re"]
    for each in names:
        member(each, city="Bergen" if each == "Castellan Re" else "Paris")
    member(JAPANESE)
    a_contact(Account.objects.get(name="Castellan Re"), "Ingrid Solheim")
    page = found(client, q=typed)
    shown = order(page.replace(f'<span lang="ja">{JAPANESE}</span>', JAPANESE).replace("&#x27;", "'"), *names, JAPANESE)
    assert shown == [name]


@pytest.mark.slow
def test_words_of_the_lists_are_understood_even_misspelt(client: Client) -> None:
    member("Auditing Insurer", industry="insurance", use_cases=["audit_trail"])
    member("Auditing Bank", industry="banking", use_cases=["audit_trail"])
    member("Plain Insurer", industry="insurance")
    names = ("Auditing Insurer", "Auditing Bank", "Plain Insurer")
    assert order(found(client, q="audit trail for an insurence"), *names) == ["Auditing Insurer"]
    assert set(order(found(client, q="audit trail"), *names)) == {"Auditing Insurer", "Auditing Bank"}


@pytest.mark.slow
def test_every_facet_narrows_and_counts_what_it_would_leave(client: Client) -> None:
    emea = a_region("emea", name="EMEA")
    both: dict[str, Any] = {"region": emea, "country": "NO", "state": "Vestland", "segment": "enterprise", "tier": "ultimate"}
    member("One", industry="insurance", use_cases=["audit_trail"], competitors_replaced=["jenkins"], languages=("de", "en"), **both)
    member("Two", industry="insurance", use_cases=["pipelines"], competitors_replaced=["in_house"], **both)
    member("Three", industry="banking", country="FR", segment="smb")
    for key, value, left in [
        ("industry", "insurance", {"One", "Two"}),
        ("region", "emea", {"One", "Two"}),
        ("country", "FR", {"Three"}),
        ("state", "Vestland", {"One", "Two"}),
        ("segment", "smb", {"Three"}),
        ("tier", "ultimate", {"One", "Two"}),
        ("use_case", "audit_trail", {"One"}),
        ("competitor", "jenkins", {"One"}),
        ("language", "de", {"One"}),
    ]:
        assert set(order(found(client, **{key: value}), "One", "Two", "Three")) == left, key
    context = client.get(FIND, {"industry": "insurance", "language": ["de", "en"]}).context
    counts = {facet.key: {value.code: value.count for value in (*facet.first, *facet.rest)} for facet in context["facets"]}
    assert counts["industry"] == {"insurance": 2, "banking": 1}
    assert counts["language"] == {"de": 1, "en": 2}
    assert counts["use_case"] == {"audit_trail": 1, "pipelines": 1}
    assert counts["activity"] == {"sales_call": 2}


def test_the_best_fit_stands_first_and_says_why(client: Client) -> None:
    member("Fits", industry="insurance", competitors_replaced=["jenkins"], segment="enterprise")
    member("Half", industry="insurance", segment="enterprise")
    member("Not", industry="banking")
    prospect = an_account("Oakmere Bank", industry="insurance", segment="enterprise")
    deal = a_deal(prospect, "Oakmere renewal", competitor="jenkins")
    page = found(client, opportunity=deal.pk)
    assert order(page, "Fits", "Half", "Not") == ["Fits", "Half", "Not"]
    assert "For the deal Oakmere renewal" in page
    assert "same industry, replaced Jenkins" in page
    assert "opportunity=" in page


@pytest.mark.slow
def test_those_who_cannot_be_asked_stand_below_with_every_reason(client: Client) -> None:
    member("Free Company")
    busy = member("Busy Company", escalated_on=date(2026, 1, 5))
    asked(busy)
    member("Talks Only", agreed=("event_talk",))
    answer = client.get(FIND)
    page = answer.content.decode()
    assert [hit.account.name for hit in answer.context["hits"]] == ["Free Company"]
    assert {hit.account.name for hit in answer.context["blocked"]} == {"Busy Company", "Talks Only"}
    assert "1 customer can be asked" in page
    assert "2 more are not available" in page
    for words in ("Not now, for two reasons", "An escalation is open since", "one a quarter", "Not for calls", "1 asked in this period"):
        assert words in page
    alone = client.get(FIND, {"show": "blocked"})
    assert {hit.account.name for hit in alone.context["hits"]} == {"Busy Company", "Talks Only"}


@pytest.mark.slow
def test_sql_and_rules_agree_on_every_row(client: Client) -> None:
    for index in range(12):
        account = member(
            f"Company {index}", health="poor" if index % 3 == 0 else "good", renewal_on=today(now()) + timedelta(days=index * 9)
        )
        if index % 4 == 0:
            asked(account, days_ago=index)
    context = client.get(FIND).context
    for hit in context["hits"]:
        assert hit.verdict.tone in ("ok", "care")
    for hit in context["blocked"]:
        assert hit.verdict.tone == "no"
    figures = [hit.fit.figure for hit in context["hits"]]
    assert figures == sorted(figures, reverse=True)
    assert context["free_total"] + context["blocked_total"] == 12


def test_outsiders_learn_nothing_of_a_confidential_ask_but_that_a_place_is_used(client: Client) -> None:
    account = member("Quiet Company")
    asked(account, circle=Circle.objects.create())
    page = found(client)
    assert "Quiet Company" in page
    assert "Asked for a call on" in page
    assert "REQ-" not in page[page.index('id="found"') :]


@pytest.mark.slow
def test_the_address_keeps_the_search_and_the_part_comes_alone(client: Client) -> None:
    member("Vestara Insurance", industry="insurance")
    part = client.get(
        FIND, {"q": "vestara", "industry": ["insurance"], "activity": "sales_call", "segment": ""}, headers={"HX-Request-Type": "partial"}
    )
    assert "<html" not in part.content.decode()
    assert part["HX-Push-Url"] == "/find/?q=vestara&industry=insurance"
    whole = client.get(part["HX-Push-Url"])
    page = whole.content.decode()
    assert 'value="vestara"' in page
    assert whole.context["total"] == 1
    assert len(whole.context["chips"]) == 1


def test_asking_takes_the_search_along(client: Client) -> None:
    member("Vestara Insurance", industry="insurance")
    hit = client.get(FIND, {"industry": "insurance"}).context["hits"][0]
    assert f"account={hit.account.pk}" in hit.ask_url
    assert "industry=insurance" in hit.ask_url
    assert client.get(FIND, {"industry": "insurance", "activity": "event_talk"}).context["blocked"][0].ask_url == ""


def test_two_or_three_are_compared_side_by_side(client: Client) -> None:
    rows = [member(name, industry="insurance", seats=2400) for name in ("Vestara", "Castellan", "Kestrel", "Merrow")]
    url = reverse("desk:compare")
    page = client.get(url, {"id": [str(row.pk) for row in rows]}).content.decode()
    assert "Vestara" in page
    assert "Kestrel" in page
    assert "Merrow" not in page
    assert "2,400" in page
    assert "Choose two or three" in client.get(url, {"id": [str(rows[0].pk), "x", "99999999999999999999"]}).content.decode()


def test_nobody_has_joined_yet(client: Client) -> None:
    an_account("Vestara")
    assert "Nobody has joined the program yet" in found(client)
    member("Castellan")
    assert "Nobody matches all of this" in found(client, q="zzzqqq", industry="banking")


@pytest.mark.slow
def test_hostile_addresses_are_only_searches(client: Client) -> None:
    member("Vestara", industry="insurance")
    queries: list[dict[str, str]] = [
        {"q": "100%_\\'; drop table"},
        {"q": "%s %(m0)s"},
        {"industry": "%s"},
        {"industry": "x' or 1=1"},
        {"opportunity": "9" * 40},
        {"page": "-1"},
        {"activity": "nonsense"},
    ]
    for query in queries:
        assert client.get(FIND, query).status_code == 200


@pytest.mark.slow
def test_as_many_statements_for_three_as_for_three_hundred(client: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(FIND, {"q": "company", "industry": "insurance"}).status_code == 200
        return len(seen)

    def fill(first: int, last: int) -> None:
        accounts = Account.objects.bulk_create(
            Account(name=f"Company {n}", industry="insurance", escalated_on=date(2026, 1, 1) if n % 2 else None) for n in range(first, last)
        )
        Member.objects.bulk_create(
            Member(account=each, standing_at=datetime(2026, 1, 1, tzinfo=UTC), joined_on=date(2026, 1, 1), agreed_types=["sales_call"])
            for each in accounts
        )
        for each in accounts[:20]:
            a_contact(each)

    fill(0, 3)
    found(client)
    few = statements()
    fill(3, 300)
    assert statements() == few
    assert few < 32


@pytest.mark.slow
def test_people_are_gone_through_once_however_many_customers_came_since_the_planner_looked(client: Client) -> None:
    account = member("Vestara")
    Contact.objects.bulk_create(Contact(account=account, name=f"Ida {n}", languages=["en"]) for n in range(5_000))
    Contact.objects.filter(account=account).delete()
    with connection.cursor() as cursor:
        cursor.execute("analyze goodword_account, goodword_contact, goodword_member")  # large and empty is what it thinks from here on
    accounts = Account.objects.bulk_create(Account(name=f"Company {n}", industry="insurance") for n in range(300))
    Contact.objects.bulk_create(Contact(account=each, name="Ida", email="ida@customer.example", languages=["en"]) for each in accounts)
    joined = {"standing_at": datetime(2026, 1, 1, tzinfo=UTC), "joined_on": date(2026, 1, 1), "agreed_types": ["sales_call"]}
    Member.objects.bulk_create(Member(account=each, **joined) for each in accounts)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(FIND, {"industry": "insurance"}).status_code == 200
    (counting,) = [each["sql"] for each in seen if "with speaks" in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"explain (analyze, format json) {counting}")
        plan = cursor.fetchone()[0]
    assert max(node["Actual Loops"] for node in nodes(plan[0]["Plan"]) if node.get("Relation Name") == "goodword_contact") == 1


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every step of a plan."""
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def test_the_manager_sees_the_same_page() -> None:
    client = Client()
    client.force_login(a_manager())
    member("Vestara")
    assert "Vestara" in found(client)


def test_an_ask_sooner_than_the_customer_likes_carries_a_warning_with_its_reason(client: Client) -> None:
    fond, calm = member("Solvane Energy"), member("Merrow Payments")
    for account, days_ago in ((fond, 100), (calm, 200)):
        Member.objects.filter(account=account).update(comfort_days=182)
        an_ask(account, today(now()) - timedelta(days=days_ago), activity_type="survey", family="research")
    page = found(client)
    assert page.count("They like one thing every half year") == 1
    said = page.index("They like one thing every half year")
    assert page.index(">Solvane Energy<") < said < page.index("> Solvane Energy</span></a></div>")


@pytest.mark.slow
def test_clicking_a_value_leaves_as_many_as_its_count_says(client: Client) -> None:
    dice = Random(5)
    regions = [a_region(code) for code in ("emea", "apac")]
    for number in range(24):
        country, state = dice.choice((("US", "Ohio"), ("US", "Texas"), ("NO", ""), ("", "")))
        member(
            f"Company {number}",
            industry=dice.choice(("insurance", "banking", "")),
            region=dice.choice((None, *regions)),
            country=country,
            state=state,
            segment=dice.choice(("smb", "enterprise")),
            tier=dice.choice(("premium", "ultimate")),
            use_cases=dice.sample(["audit_trail", "pipelines", "planning"], dice.randint(0, 2)),
            competitors_replaced=dice.sample(["jenkins", "in_house"], dice.randint(0, 2)),
            languages=tuple(dice.sample(["de", "en", "ja"], dice.randint(1, 3))),
        )
    seen = set()
    for base in ({}, {"country": ["US"], "use_case": ["audit_trail", "planning"]}):
        for facet in client.get(FIND, base).context["facets"]:
            for value in (*facet.first, *facet.rest):
                if facet.key != "activity":
                    left = client.get(FIND, {**base, facet.key: [value.code]}).context
                    assert left["total"] == value.count == left["free_total"] + left["blocked_total"], (base, facet.key, value)
                    seen.add(facet.key)
    assert seen == {"industry", "region", "country", "state", "segment", "tier", "use_case", "competitor", "language"}


@pytest.mark.slow
def test_whoever_cannot_be_asked_carries_no_button_to_ask(client: Client) -> None:
    free, rests = member("Solvane Energy"), member("Merrow Payments")
    asked(rests)
    assert f"account={free.pk}" in found(client)
    page = found(client, show="blocked")
    assert order(page, "Merrow Payments", "Solvane Energy") == ["Merrow Payments"]
    assert f"account={rests.pk}" not in page


@pytest.mark.slow
def test_when_nobody_is_free_those_who_match_stand_open(client: Client) -> None:
    member("Solvane Energy")
    asked(member("Merrow Payments"))

    def fold(page: str) -> str:
        start = page.rindex("<details", 0, page.index('id="not-available"'))
        return page[start : page.index("</summary>", start)]

    alone, beside = fold(found(client, q="Merorw")), fold(found(client))
    assert 'gw-fold" open' in alone
    assert "1 is not available" in alone
    assert " open" not in beside
    assert "1 more is not available" in beside


@pytest.mark.slow
def test_a_text_puts_the_name_first_and_then_the_best_fit(client: Client) -> None:
    """What the label says is the order: the name typed, names that begin so, then by fit, names that are only alike last."""
    fresh, stale = today(now()), today(now()) - timedelta(days=300)
    for name, verified, industry in [
        ("Nordic Bank", stale, "banking"),
        ("Quellmark Finance", fresh, "banking"),
        ("Banker Supplies", stale, ""),
        ("Bank", stale, ""),
        ("Banque Elm", fresh, ""),
    ]:
        Member.objects.filter(account=member(name, industry=industry)).update(verified_on=verified)
    names = ("Bank", "Banker Supplies", "Quellmark Finance", "Nordic Bank")
    answer = client.get(FIND, {"q": "bank"})
    assert answer.context["sort"].label == "Best match first"
    assert order(answer.content.decode(), *names) == list(names)
    by_fit = client.get(FIND, {"q": "bank", "sort": "fit"})
    assert by_fit.context["sort"].label == "Best fit first"
    figures = [hit.fit.figure for hit in by_fit.context["hits"]]
    assert figures == sorted(figures, reverse=True)
    assert figures != [hit.fit.figure for hit in answer.context["hits"]]
    assert 'name="sort" value="fit"' in by_fit.content.decode(), "typing on keeps the order"
    plain = client.get(FIND, {"sort": "match"})
    assert [each.label for each in plain.context["sorts"]] == ["Best fit first", "By name"]
    assert plain.context["sort"].key == "fit"


def test_the_numbers_beside_the_activities_say_what_they_count(client: Client) -> None:
    member("Vestara", agreed=("sales_call", "event_talk"))
    page = found(client)
    assert "The number says how many agreed to it. Not all of them are free now." in page[page.index('id="facet-activity"') :]
