"""Outcomes: every figure is what one counts by hand, for whoever is in the know and for whoever is not, and leads to its rows."""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest
from django.urls import reverse

from goodword.people.models import User
from goodword.requests.kinds import KINDS
from goodword.requests.models import Outcome
from tests.reports.world import Many, Told, figures, many, quarter
from tests.requests.world import today

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADS = {"helped": "It helped", "did_not": "It did not help", "unknown": "Too early to say", "unreported": "Nobody has said"}
PAGE = "reports:outcomes"


@pytest.fixture
def made() -> Many:
    return many()


def result_of(each: Told) -> str:
    for result in ("helped", "did_not", "unknown"):
        if result in each.results:
            return result
    return "unreported" if each.row.state == "completed" else ""


def group_of(each: Told, by: str) -> str:
    if by == "team":
        return each.row.team.name if each.row.team else "No team"
    if by == "kind":
        return str(KINDS[each.row.kind].label)
    if by == "quarter":
        return quarter(each.sent_on)
    region = each.row.region or each.row.requester.region
    return region.name if region else "No region"


def people(made: Many) -> tuple[User, User]:
    return made.insider, made.outsider


@pytest.mark.parametrize("by", ["team", "kind", "quarter", "region"])
def test_outcomes_are_what_one_counts_by_hand(made: Many, by: str) -> None:
    seen = {}
    for reader in people(made):
        by_hand: dict[str, Counter[str]] = {}
        for each in made.seen_by(reader):
            if result := result_of(each):
                by_hand.setdefault(group_of(each, by), Counter())[result] += 1
        rows = figures(made.world, reader, f"{reverse(PAGE)}?period=all&by={by}")
        found = {row[next(iter(row))]: Counter({code: int(row[head]) for code, head in HEADS.items()}) for row in rows}
        whole = found.pop("All")
        assert found == by_hand
        assert whole == sum(by_hand.values(), Counter())
        seen[reader] = whole
    assert seen[made.insider] != seen[made.outsider]


def test_a_period_holds_its_first_and_its_last_day(made: Many) -> None:
    days = sorted(each.sent_on for each in made.told if result_of(each))
    first, last = days[len(days) // 3], days[2 * len(days) // 3]
    wanted = sum(bool(result_of(each)) and first <= each.sent_on <= last for each in made.told)
    rows = figures(made.world, made.insider, f"{reverse('reports:requests')}?from={first}&to={last}&result=any")
    assert len(rows) == wanted
    running = quarter(today())
    rows = figures(made.world, made.insider, f"{reverse('reports:requests')}?period={running}")
    assert len(rows) == sum(quarter(each.sent_on) == running for each in made.told)


def test_every_figure_leads_to_as_many_rows(made: Many) -> None:
    client = made.world.as_(made.outsider)
    for by in ("team", "quarter"):
        page = client.get(f"{reverse(PAGE)}?period=all&by={by}").content.decode()
        links = re.findall(r'<a href="(/insight/[^"]+)" aria-label="[^"]*: (\d+)"', page)
        assert len(links) > 10
        for address, n in links:
            # The deals that close in a period are not those of this file's requests.
            if "/deals/" not in address and "deal=" not in address:
                assert len(figures(made.world, made.outsider, html.unescape(address))) == int(n), address


def test_a_deal_counts_once_and_as_its_stage_means(made: Many) -> None:
    ends = {"won": "Won", "lost": "Lost", "unqualified": "Lost", "technical_evaluation": "Still open"}
    for reader in people(made):
        deals = {each.row.opportunity_id: (ends[each.stage], each.row.opportunity) for each in made.seen_by(reader) if each.row.opportunity}
        rows = figures(made.world, reader, f"{reverse(PAGE)}?period=all&block=deals")
        assert {row["The deal is"]: int(row["Deals"]) for row in rows} == Counter(end for end, _deal in deals.values())
        won = sum(deal.amount for end, deal in deals.values() if end == "Won" and deal.amount is not None)
        assert next(row["Worth"] for row in rows if row["The deal is"] == "Won") == f"{won:,} EUR"


def test_who_owes_outcomes_of_one_kind_has_the_next_of_that_kind_held(made: Many) -> None:
    by_hand = Counter(each.row.kind for each in made.told if each.row.state == "completed")
    rows = figures(made.world, made.insider, f"{reverse(PAGE)}?period=all&block=debts")
    assert {row["Kind"]: int(row["Due"]) for row in rows} == {str(KINDS[kind].label): n for kind, n in by_hand.items()}
    assert {row["Kind"]: bool(row["And so"]) for row in rows} == {str(KINDS[kind].label): n >= 3 for kind, n in by_hand.items()}


def test_what_customers_said_is_listed_with_their_words(made: Many) -> None:
    for reader in people(made):
        said = Outcome.objects.filter(by_customer=True, candidate__reference_request__in=[each.row for each in made.seen_by(reader)])
        rows = figures(made.world, reader, f"{reverse('reports:feedback')}?period=all")
        assert Counter(row["In their words"] for row in rows) == Counter(said.values_list("words", flat=True))


def test_days_that_cannot_be_read_are_said_and_kept(made: Many) -> None:
    client = made.world.as_(made.insider)
    for query, words in (("from=yesterday", "yesterday"), ("from=2026-05-02&to=2026-05-01", "comes before the first"), ("period=Q9", "Q9")):
        page = client.get(f"{reverse(PAGE)}?{query}")
        assert page.status_code == 200
        assert words in page.content.decode()
    assert 'value="yesterday"' in client.get(f"{reverse(PAGE)}?from=yesterday").content.decode()
