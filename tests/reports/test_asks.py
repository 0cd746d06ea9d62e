"""Who was asked lately, how much, how often they say yes, and who never was: counted by hand beside every figure."""

from __future__ import annotations

import html
import re
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.customers.kinds import ActivityType, Family
from goodword.policy.numbers import STANDARD
from tests.factories.customers import a_contact, a_member, an_account
from tests.factories.ledger import an_ask
from tests.reports.asked import Asked, asked, months_back, of
from tests.reports.world import figures, quarter
from tests.requests.world import today

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ANSWERS = {"accepted": "Yes", "declined": "No", "no_answer": "No answer", "": "Not answered yet"}


@pytest.fixture
def made() -> Asked:
    return asked()


def test_recently_referenced_are_those_asked_in_so_many_days(made: Asked) -> None:
    days, address = STANDARD.recently_referenced_days, reverse("reports:lately")
    member = made.members[-1]
    ask = an_ask(member.account, today() - timedelta(days=days), recorded=True)
    names = {row["Customer"] for row in figures(made.world, made.outsider, f"{address}?block=asks")}
    assert member.account.name not in names
    other = an_ask(made.members[-2].account, today() - timedelta(days=days - 1), recorded=True)
    names = {row["Customer"] for row in figures(made.world, made.outsider, f"{address}?block=asks")}
    assert made.members[-2].account.name in names
    since = today() - timedelta(days=179)
    lately = [each for each in (*made.asks, ask, other) if each.asked_on is not None and each.asked_on >= since]
    assert len(figures(made.world, made.outsider, f"{address}?days=180&block=asks")) == len(lately)
    by_hand = {str(family.label): len({each.account_id for each in lately if each.family == family}) for family in Family}
    counted = {row["Activity"]: int(row["Customers"]) for row in figures(made.world, made.outsider, f"{address}?days=180&block=families")}
    assert counted == {family: n for family, n in by_hand.items() if n}


def test_a_place_used_for_somebody_elses_circle_says_day_and_family_alone(made: Asked) -> None:
    address = f"{reverse('reports:asks')}?period=all&of=places"
    hidden = [each for each in made.asks if each.circle_id is not None]
    rows = figures(made.world, made.outsider, address)
    assert len(rows) == len(made.asks)
    places = [row for row in rows if row["For"].startswith("Place used")]
    assert Counter((row["Customer"], row["Asked on"]) for row in places) == Counter(
        (each.account.name, str(each.asked_on)) for each in hidden
    )
    assert {row[head] for row in places for head in ("Their answer", "Effort", "Request", "Asked by")} == {""}
    assert len(figures(made.world, made.outsider, f"{reverse('reports:asks')}?period=all")) == len(made.asks) - len(hidden)
    for narrowed in ("activity=analyst_call", "said=declined", "kind=analyst", "team=sales"):
        found = figures(made.world, made.outsider, f"{address}&{narrowed}")
        assert not [row for row in found if row["For"].startswith("Place used")], narrowed
    # What is not known is not sorted by either: the places stand together.
    order = [row["For"].startswith("Place used") for row in figures(made.world, made.outsider, f"{address}&sort=effort")]
    assert order == sorted(order, reverse=True)


def test_load_is_what_was_asked_in_twelve_months_beside_the_comfort(made: Asked) -> None:
    first = months_back(today(), 11)
    lately = [each for each in made.asks if each.asked_on is not None and each.asked_on >= first]
    rows = figures(made.world, made.outsider, reverse("reports:load"))
    assert len(rows) == len({each.account_id for each in lately})
    for row in rows:
        member = next(each for each in made.members if each.account.name == row["Customer"])
        own = of(lately, member.account)
        most = member.comfort_effort if member.comfort_effort is not None else STANDARD.effort_comfort
        effort = sum(each.effort for each in own)
        assert (int(row["Asks"]), int(row["Effort"]), int(row["Comfortable with"])) == (len(own), effort, most)
        assert int(row["Over by"]) == max(0, effort - most)
        monthly = [int(value) for head, value in row.items() if head.startswith("Effort ")]
        assert monthly == [
            sum(each.effort for each in own if each.asked_on is not None and months_back(each.asked_on, 0) == months_back(today(), back))
            for back in range(11, -1, -1)
        ]
        days = sorted(each.asked_on for each in own if each.asked_on is not None)
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        assert row["Closest asks, days"] == (str(min(gaps)) if gaps else "")
    over = [int(row["Effort"]) - int(row["Comfortable with"]) for row in rows]
    assert over == sorted(over, reverse=True)
    only = figures(made.world, made.outsider, f"{reverse('reports:load')}?show=over")
    assert [row["Customer"] for row in only] == [row["Customer"] for row in rows if int(row["Over by"])]


def test_every_month_of_a_strip_leads_to_its_asks(made: Asked) -> None:
    page = made.world.as_(made.outsider).get(reverse("reports:load")).content.decode()
    links = re.findall(r'<a href="(/insight/asks/[^"]+)" aria-label="[^"]*: (\d+) asks?, effort', page)
    assert len(links) > 10
    for address, n in links[:12]:
        assert len(figures(made.world, made.outsider, html.unescape(address))) == int(n), address


@pytest.mark.parametrize("by", ["activity", "region", "owner", "quarter"])
def test_answers_are_what_one_counts_by_hand(made: Asked, by: str) -> None:
    for reader in (made.insider, made.outsider):
        by_hand: dict[str, Counter[str]] = {}
        for each in made.known_to(reader):
            account = each.account
            group = {
                "activity": str(ActivityType(each.activity_type).label),
                "region": account.region.name if account.region else "No region",
                "owner": account.owner.name if account.owner else "No owner",
                "quarter": quarter(each.asked_on) if each.asked_on else "",
            }[by]
            by_hand.setdefault(group, Counter())[ANSWERS[each.answer]] += 1
        rows = figures(made.world, reader, f"{reverse('reports:acceptance')}?period=all&by={by}")
        found = {row[next(iter(row))]: row for row in rows}
        found.pop("All", None)
        assert {group: Counter({head: int(row[head]) for head in ANSWERS.values()}) for group, row in found.items()} == by_hand
        for group, row in found.items():
            settled = sum(by_hand[group].values()) - by_hand[group]["Not answered yet"]
            rate = row["Yes, of those answered"]
            assert rate == (str(round(by_hand[group]["Yes"] / settled, 3)) if settled else "")


def test_answers_by_customer_are_paged_and_right(made: Asked) -> None:
    for reader in (made.insider, made.outsider):
        rows = figures(made.world, reader, f"{reverse('reports:acceptance')}?period=all&by=account")
        by_hand = Counter(each.account.name for each in made.known_to(reader))
        assert {row["Customer"]: int(row["Asked"]) for row in rows} == by_hand


def test_never_asked_are_said_with_the_first_reason(made: Asked) -> None:
    world, day = made.world, today()
    silent = an_account("Nobody to write to", segment="smb")
    a_contact(silent, "Somebody", email="")
    reasons = {
        a_member(name="Paused", standing="paused", paused_until=day + timedelta(days=9)).account.name: "Not introduced yet, or paused",
        a_member(an_account("Left alone", do_not_contact=True)).account.name: "Not to be contacted, or an escalation",
        a_member(name="Agreed to nothing", agreed=()).account.name: "Agreed to nothing yet",
        a_member(silent).account.name: "Nobody there can be written to",
        a_member(name="Whispered", is_confidential=True).account.name: "For confidential requests only",
        a_member(an_account("Unwell", health="poor")).account.name: "In poor health",
        **{each.account.name: "Nobody thought of them" for each in made.members[-2:]},
        world.account.name: "Nobody thought of them",
    }
    a_member(name="Gone", standing="retired")
    assert {row["Customer"]: row["Why"] for row in figures(world, made.outsider, reverse("reports:never_list"))} == reasons
    world.put_forward(world.sent(is_confidential=True))
    said = {
        reader: {row["Customer"]: row["Why"] for row in figures(world, reader, reverse("reports:never_list"))}
        for reader in (made.insider, made.outsider)
    }
    assert said[made.insider][world.account.name] == "Put forward, then not asked"
    assert said[made.outsider] == reasons
    counted = figures(world, made.outsider, f"{reverse('reports:never')}?by=segment")
    whole = next(row for row in counted if row["Segment"] == "All")
    assert Counter(reasons.values()) == Counter({head: int(n) for head, n in whole.items() if head != "Segment" and int(n)})


def test_pages_take_as_many_statements_for_few_as_for_many(made: Asked) -> None:
    client = made.world.as_(made.insider)
    pages = [reverse(f"reports:{name}") for name in ("lately", "load", "never", "acceptance", "asks", "outcomes", "requests")]

    def statements() -> dict[str, int]:
        found = {}
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as done:
                client.get(page)
            found[page] = len(done)
        return found

    before = statements()
    for number in range(30):
        member = a_member(name=f"More {number}")
        for back in (3, 40, 200):
            an_ask(member.account, today() - timedelta(days=back), recorded=True)
    assert statements() == before
