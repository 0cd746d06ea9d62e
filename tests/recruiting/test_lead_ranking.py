"""Facts in SQL, words in Python: what the database ranks by is what the reasons say, for any customer and any policy."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from goodword.customers.actions import ensure_lists
from goodword.customers.models import Account
from goodword.journal.models import FieldChange
from goodword.ledger.models import LedgerSummary
from goodword.people.models import Program, Region
from goodword.policy.actions import ensure_first_version
from goodword.policy.models import PolicyVersion
from goodword.policy.numbers import STANDARD
from goodword.policy.queries import InForce, in_force
from goodword.recruiting.kinds.leads import AGAINST, FOR, LeadFacts, parts_of
from goodword.recruiting.models import Nomination, ReferenceLead
from goodword.recruiting.queries import ranking
from goodword.recruiting.queries.demand import CASE, PLACE, gaps
from tests.factories.customers import a_deal, a_member, an_account
from tests.factories.people import a_person, a_region
from tests.recruiting.leads_world import made
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db
INDUSTRIES, SEGMENTS, CASES = ("banking", "retail", ""), ("enterprise", "smb", ""), ("pipelines", "planning", "mobile")


def a_pool(dice: random.Random, now: InForce, regions: list[Region]) -> list[Account]:
    """Thirty customers of whom anything may be known, or nothing."""

    def day(spread: int) -> date | None:
        return now.today + timedelta(days=dice.randint(-spread, spread)) if dice.random() < 0.7 else None

    accounts = []
    for _each in range(30):
        account = an_account(
            industry=dice.choice(INDUSTRIES),
            segment=dice.choice(SEGMENTS),
            region=dice.choice([*regions, None]),
            use_cases=dice.sample(CASES, dice.randint(0, 3)),
            health=dice.choice(("good", "fair", "poor", "")),
            seats=dice.choice((None, 0, 7, 999, 1000, 1001, 50_000)),
            customer_since=dice.choice((day(900), date(2024, 2, 29), date(2025, 1, 31))),
            renewal_on=day(90),
        )
        if dice.random() < 0.4:
            a_deal(account, stage=dice.choice(("won", "lost", "proposal")), close_on=day(220))
        if dice.random() < 0.3:
            asked_on = now.today - timedelta(days=30) if dice.random() < 0.5 else None
            told = {"last_asked_on": asked_on, "answered": dice.randint(0, 3), "accepted": dice.randint(0, 3)}
            LedgerSummary.objects.update_or_create(account=account, defaults=told)
        if dice.random() < 0.3 and account.seats:
            at = now.at - timedelta(days=dice.choice((10, 179, 181, 400)))
            FieldChange.objects.create(
                step=UUID, at=at, kind="account", object_id=account.pk, field="seats", before=dice.choice((5, 90_000))
            )
        if dice.random() < 0.2:
            Nomination.objects.create(
                account=account, nominator=a_person(), state="not_approved", state_at=now.at, created_at=now.at, edited_at=now.at
            )
        accounts.append(account)
    return accounts


UUID = "00000000-0000-4000-8000-000000000001"


def known_of(account: Account, now: InForce) -> LeadFacts:
    """The same facts gathered one by one in Python, from the rows themselves."""
    account.refresh_from_db()
    since = now.today - timedelta(days=now.numbers.lead_success_days)
    midnight = datetime.combine(since, datetime.min.time(), tzinfo=now.zone)
    won = [each.close_on for each in account.opportunities.filter(stage="won") if each.close_on and since < each.close_on <= now.today]
    grown = FieldChange.objects.filter(kind="account", object_id=account.pk, field="seats", at__gte=midnight).order_by("pk")
    before = next((each.before for each in grown if isinstance(each.before, int)), None)
    ledger = LedgerSummary.objects.filter(account=account).first()
    places, cases = gaps(PLACE, now), gaps(CASE, now)
    wanted = sorted(((-cases.get((each, account.segment), 0), each) for each in account.use_cases), key=lambda each: each)
    case_gap, case = (-wanted[0][0], wanted[0][1]) if wanted and wanted[0][0] else (0, "")
    return LeadFacts(
        health=account.health,
        customer_since=account.customer_since,
        seats=account.seats,
        seats_before=before,
        won_on=max(won, default=None),
        place_gap=places.get((account.industry, account.region.code), 0) if account.region else 0,
        case_gap=case_gap,
        case=case,
        asked_on=ledger.last_asked_on if ledger else None,
        declined=max(ledger.answered - ledger.accepted, 0) if ledger else 0,
        turned_down=account.nominations.filter(state="not_approved").count(),
        renewal_on=account.renewal_on,
    )


def a_policy(dice: random.Random, now: InForce) -> InForce:
    """Other numbers, as anybody may set them."""
    numbers = replace(
        now.numbers,
        lead_weights={code: dice.randint(0, 40) for code in (*FOR, *AGAINST)},
        lead_least=0,
        lead_tenure_months=dice.randint(1, 60),
        lead_seats=dice.choice((1, 500, 1000)),
        lead_success_days=dice.choice((0, 180, 365)),
        lead_gap=dice.randint(1, 6),
        renewal_days=dice.choice((0, 30, 60)),
        leads_most=3660,
    )
    return replace(now, numbers=numbers)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_the_database_and_the_reasons_count_the_same(seed: int) -> None:
    dice = random.Random(seed)
    Program.objects.update_or_create(
        pk=1,
        defaults={"time_zone": dice.choice(("Pacific/Auckland", "America/Los_Angeles", "UTC")), "fiscal_first_month": dice.randint(1, 12)},
    )
    world = a_world()
    regions = [a_region("emea"), a_region("apac")]
    at = datetime(2026, dice.randint(1, 12), 28, dice.randint(0, 23), 30, tzinfo=UTC)
    now = a_policy(dice, in_force(at))
    accounts = a_pool(dice, now, regions)
    for _each in range(dice.randint(0, 9)):
        row = world.sent(industries=["banking"], use_cases=["pipelines", "mobile"], segment="smb", region=dice.choice(regions))
        type(row).objects.filter(pk=row.pk).update(submitted_at=at - timedelta(days=3))
    told = ranking.given(now)
    told["least"] = -1000
    portion = ranking.rank(told, after=0, until=10**9)
    by_account = {each.account_id: each for each in portion.best}
    assert {each.pk for each in accounts} <= set(by_account)
    for account in accounts:
        ranked, facts = by_account[account.pk], known_of(account, now)
        assert LeadFacts.from_json(ranked.facts) == facts
        assert ranked.parts == parts_of(facts, now.numbers, today=now.today)
        assert ranked.points == sum(ranked.parts.values())
    assert portion.best == sorted(portion.best, key=lambda each: each.order)


@pytest.mark.parametrize("seed", range(6))
def test_the_list_is_what_plain_counting_finds_however_small_the_portions(seed: int) -> None:
    dice = random.Random(seed)
    world = a_world()
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    # Few kinds of points, so that many customers stand equal and only seats and their age here decide.
    chosen = replace(STANDARD, lead_weights={"size": 2, "health": 1, "declined": 1}, lead_least=1, leads_most=dice.choice((1, 7, 12)))
    PolicyVersion.objects.update(numbers=chosen.to_json(), published_at=at - timedelta(days=100, seconds=seed))
    accounts = a_pool(dice, in_force(at), [a_region("emea"), a_region("apac")])
    a_member(accounts[0], standing="retired")
    Account.objects.filter(pk__in=[accounts[1].pk, accounts[2].pk]).update(do_not_contact=True)
    report = made(world.manager, at=at, at_once=dice.choice((1, 4, 9)))
    now = in_force(at)
    points = {each.pk: sum(parts_of(known_of(each, now), now.numbers, today=now.today).values()) for each in accounts[3:]}
    enough = sorted(
        (each for each in accounts[3:] if points[each.pk] >= 1),
        key=lambda each: (-points[each.pk], -(-1 if each.seats is None else each.seats), each.pk),
    )
    rows = ReferenceLead.objects.filter(report=report).order_by("place")
    assert [(each.account_id, each.points) for each in rows] == [(each.pk, points[each.pk]) for each in enough[: chosen.leads_most]]
    assert report.left_out.get("beyond", 0) == max(len(enough) - chosen.leads_most, 0)
    assert (report.left_out["retired"], report.left_out["do_not_contact"]) == (1, 2)
    assert report.looked_at == Account.objects.count()


def test_every_number_of_leads_is_what_the_policy_says() -> None:
    ensure_first_version()
    ensure_lists()
    numbers = in_force(datetime(2026, 11, 23, tzinfo=UTC)).numbers
    today = date(2026, 11, 23)

    def counted(**known: Any) -> dict[str, int]:
        return {code: n for code, n in parts_of(LeadFacts(asked_on=today, **known), numbers, today=today).items() if n}

    assert counted(health="good") == {"health": 20}
    assert counted(health="fair") == {"health": 6}
    assert counted(health="poor") == {"poor": -30}
    assert [counted(seats=n).get("size", 0) for n in (0, 500, 999, 1000, 9000)] == [0, 7, 14, 15, 15]
    assert [counted(customer_since=day).get("tenure", 0) for day in (date(2025, 11, 23), date(2024, 11, 24), date(2024, 11, 23))] == [
        5,
        9,
        10,
    ]
    assert [counted(place_gap=n).get("place", 0) for n in (0, 1, 4, 5, 50)] == [0, 3, 12, 15, 15]
    assert [counted(case_gap=n).get("case", 0) for n in (0, 1, 5)] == [0, 2, 10]
    assert counted(won_on=today) == counted(helped_on=today) == counted(seats=1, seats_before=0) | {"success": 20} == {"success": 20}
    assert counted(declined=1) == counted(turned_down=2) == {"declined": -25}
    near = [counted(renewal_on=today + timedelta(days=n)).get("renewal", 0) for n in (-1, 0, 59, 60)]
    assert near == [0, -15, -15, 0]
    assert parts_of(LeadFacts(), numbers, today=today)["never_asked"] == 10


def test_who_is_left_out_is_counted_by_the_first_reason() -> None:
    world = a_world()
    now = in_force(datetime.now(UTC))
    an_account("Not to be contacted", do_not_contact=True)
    an_account("In an escalation", escalated_on=now.today)
    a_member(an_account("Gone"), standing="retired")
    a_member(an_account("Declined", do_not_contact=True), standing="declined")
    nominated = an_account("Nominated")
    Nomination.objects.create(
        account=nominated, nominator=world.owner, state="submitted", state_at=now.at, created_at=now.at, edited_at=now.at
    )
    portion = ranking.rank(ranking.given(now), after=0, until=10**9)
    assert portion.left_out == {"member": 1, "do_not_contact": 1, "escalation": 1, "retired": 1, "declined": 1, "nominated": 1}
