"""Every number of the policy *Standard* that takes a request to see, as PRODUCT says it; and no number is without its row.

The rows that rules answer alone stand in `tests/policy/test_ticked_rules.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from goodword.customers.models import Campaign, CampaignSpeaker
from goodword.kernel.actor import Actor
from goodword.kernel.clock import FiscalYear
from goodword.kernel.refusal import Refused
from goodword.people.models import Program, Region, Team
from goodword.policy.actions import publish
from goodword.policy.models import PolicyVersion
from goodword.policy.numbers import STANDARD, Numbers
from goodword.policy.queries import InForce, four_facts, in_force
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.cards import facts_of
from goodword.requests.queries.judging import mode_of, owing
from goodword.requests.queries.queue import by_priority
from goodword.requests.queries.travel import payer_of
from goodword.requests.tasks import sweep
from tests.policy.test_ticked_rules import EDGES
from tests.policy.ticked import leaves, standard_but
from tests.requests.events import an_event, said_yes, willing
from tests.requests.world import World, a_customer, a_world, now

OSLO = ZoneInfo("Europe/Oslo")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
# By hand: from when on a customer is held, asked, or has helped; two and five working days later; seven days later; ten days later.
WALKS = {
    "the clocks go back": ("2026-10-21 00:30", "2026-10-23 00:30", "2026-10-28 00:30", "2026-10-28 00:30", "2026-10-31 00:30"),
    "the clocks go forward": ("2027-03-22 23:30", "2027-03-24 23:30", "2027-03-29 23:30", "2027-03-29 23:30", "2027-04-01 23:30"),
    "a fiscal year ends": ("2027-01-28 12:00", "2027-02-01 12:00", "2027-02-04 12:00", "2027-02-04 12:00", "2027-02-07 12:00"),
}


def there(words: str) -> datetime:
    """A moment by the clock on the wall, as the product gets it."""
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=OSLO).astimezone(UTC)


def in_oslo(moment: datetime | None) -> str:
    """The same the other way round."""
    assert moment is not None
    return moment.astimezone(OSLO).strftime("%Y-%m-%d %H:%M")


def under(numbers: Numbers) -> World:
    """A world in which these numbers have held for long."""
    world, early = a_world(), datetime(2001, 1, 1, tzinfo=UTC)
    Region.objects.update(time_zone="Europe/Oslo", holiday_country="")
    Program.objects.update(fiscal_first_month=2)
    version = publish(numbers=numbers, effective_from=early.date(), name="Of this test", by=world.manager, at=early)
    assert isinstance(version, PolicyVersion), version
    return world


def due_days(numbers: Numbers, began: str) -> dict[str, str]:
    """What is due when, of a customer who is held, asked and helps, all at the same moment."""
    world, at, by = under(numbers), there(began), Actor.person
    row = actions.submit(world.draft(), by=by(world.seller), at=at)
    assert isinstance(row, ReferenceRequest), row
    made = actions.suggest(row, account=world.account, by=by(world.manager), at=at)
    assert isinstance(made, Candidate), made
    held = actions.hold(made, by=by(world.manager), at=at)
    assert isinstance(held, actions.Held), held
    actions.owner_approve(held.candidate, by=by(world.owner), at=at)
    asked = actions.ask(held.candidate, by=by(world.manager), at=at)
    assert isinstance(asked, Candidate), asked
    actions.accept(asked, by=Actor.contact(world.contact), at=at)
    actions.complete(asked, by=by(world.seller), at=at)
    row.refresh_from_db()
    return {
        "owner_reminder_working_days": in_oslo(held.approval.remind_at),
        "owner_escalation_working_days": in_oslo(held.approval.due_at),
        "answer_days": in_oslo(asked.answer_due_at),
        "outcome_due_days": in_oslo(row.outcome_due_at),
        "hold_days": in_oslo(held.candidate.held_until),
    }


def expected_days(walk: str) -> dict[str, str]:
    """What PRODUCT says of it."""
    _began, two, five, seven, ten = WALKS[walk]
    return {
        "owner_reminder_working_days": two,
        "owner_escalation_working_days": five,
        "answer_days": seven,
        "outcome_due_days": seven,
        "hold_days": ten,
    }


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("walk", WALKS)
def test_what_is_due_is_due_at_the_same_time_of_day_whatever_the_clocks_do(walk: str) -> None:
    assert due_days(STANDARD, WALKS[walk][0]) == expected_days(walk)


@pytest.mark.slow
@pytest.mark.django_db
def test_what_is_due_notices_another_number() -> None:
    walk = "a fiscal year ends"
    others = replace(
        STANDARD, hold_days=11, answer_days=8, outcome_due_days=6, owner_reminder_working_days=3, owner_escalation_working_days=4
    )
    found = due_days(others, WALKS[walk][0])
    assert [name for name, day in expected_days(walk).items() if found[name] == day] == []


def attempts(world: World) -> list[int]:
    """How often a silent customer was approached by each of the days on which an answer was due, until we let them be."""
    candidate = world.asked()
    found = [candidate.attempts]
    while candidate.state == "asked" and len(found) < 6:
        assert candidate.answer_due_at is not None
        sweep(candidate.answer_due_at - MINUTE)
        candidate.refresh_from_db()
        found.append(candidate.attempts)
        sweep(candidate.answer_due_at)
        candidate.refresh_from_db()
    return found


def speakers(world: World) -> list[str]:
    """What is said to one more speaker for an event that has one, two or three."""
    campaign = Campaign.objects.create(name="Harbour Days")
    row, found = an_event(world, campaign=campaign), []
    for name in ("Merrow Payments", "Halden Freight", "Quarrystone"):
        CampaignSpeaker.objects.create(campaign=campaign, account=a_customer(name, owner=world.owner), created_at=now())
        put = actions.put_forward(row, account=willing(world.account), hold_now=True, by=Actor.person(world.manager), at=now())
        assert isinstance(put, actions.PutForward), put
        found.append(put.refused.reasons[0].code if put.refused is not None else put.candidate.state)
        if put.refused is None:
            actions.release(put.candidate, by=Actor.person(world.manager), at=now())
    return found


def planning_calls(world: World) -> list[bool]:
    """Is a second, third, fourth and fifth planning call refused, after the first."""
    candidate, by = said_yes(world), Actor.person(world.seller)
    booked = [actions.book_call(candidate, kind="planning", starts_at=now() + n * DAY, by=by, at=now()) for n in range(5, 10)]
    return [isinstance(each, Refused) for each in booked][1:]


def owed(world: World) -> list[int]:
    """Of outcomes due a moment ago, now, and in a moment, and one of another kind: how many count for a call, and for an event."""
    at, rows = now(), [world.sent() for _each in range(4)]
    for row, kind, due_at in zip(rows, ("sales_call",) * 3 + ("event",), (at - MINUTE, at, at + MINUTE, at), strict=True):
        ReferenceRequest.objects.filter(pk=row.pk).update(kind=kind, state="completed", outcome_due_at=due_at)
    return [owing(world.seller.pk, kind=kind, now=in_force(at)).count() for kind in ("sales_call", "event")]


def comfortable(world: World) -> list[str]:
    """How so much effort is shown of a customer who never said what is comfortable."""
    now_in_force = in_force(now())
    four = four_facts([world.account.pk], now_in_force)[world.account.pk]
    facts = [facts_of(replace(four, effort=n), today=now_in_force.today)[2] for n in (9, 10, 11)]
    return [f"{each.value} {each.tone}".strip() for each in facts]


def stages(world: World) -> list[str]:
    """Whether a call may be asked for at the stage before, at, and after the one that PRODUCT names."""
    found = []
    for stage in ("scoping", "technical_evaluation", "proposal"):
        world.deal.stage = stage
        world.deal.save(update_fields=["stage"])
        sent = actions.submit(world.draft(), by=Actor.person(world.seller), at=now())
        found.append(sent.reasons[0].code if isinstance(sent, Refused) else sent.state)
    return found


def order(world: World) -> list[str]:
    """Whose request is served first, the last sent being the first."""
    for code in ("nobody_promised", "alliances", "campaigns", "field_marketing"):
        row = world.sent()
        ReferenceRequest.objects.filter(pk=row.pk).update(team=Team.objects.get_or_create(code=code, defaults={"name": code})[0])
    rows = by_priority(ReferenceRequest.objects.all(), in_force(now()).numbers.priority)
    return [row.team.code for row in rows.select_related("team") if row.team is not None]


# Number, what PRODUCT says, how it is seen, what is seen, and a number that is noticed in its place.
LIVED: dict[str, tuple[Any, Callable[[World], Any], Any, Any]] = {
    "ask_attempts": (2, attempts, [1, 1, 2], 3),
    "speakers_most": (2, speakers, ["held", "speakers_most", "speakers_most"], 3),
    "planning_calls": (3, planning_calls, [False, False, True, True], 4),
    "outcome_debt_per": ("kind", owed, [2, 1], "all"),
    "effort_comfort": (10, comfortable, ["9 of 10 points", "10 of 10 points", "11 of 10 points care"], 11),
    "deal_stage_gate": ("technical_evaluation", stages, ["stage_gate.too_early", "submitted", "submitted"], "proposal"),
    "priority": (
        ["field_marketing", "campaigns", "alliances"],
        order,
        ["field_marketing", "campaigns", "alliances", "nobody_promised"],
        ["alliances", "campaigns", "field_marketing"],
    ),
}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("path", LIVED)
def test_a_number_is_seen_in_what_it_does(path: str) -> None:
    _says, probe, expected, _mistake = LIVED[path]
    assert probe(under(STANDARD)) == expected


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("path", LIVED)
def test_another_number_in_its_place_is_seen(path: str) -> None:
    _says, probe, expected, mistake = LIVED[path]
    assert probe(under(standard_but(path, mistake))) != expected


SELF_SERVICE = {"strategic": "managed", "enterprise": "managed", "mid_market": "self_service", "smb": "self_service"}


def modes(numbers: Numbers) -> dict[str, str]:
    """Who chooses the customer of a call, by the segment that asks."""
    at = there("2027-01-31 23:59")
    force = InForce(at, at.date(), PolicyVersion(), numbers, FiscalYear(2), OSLO, counts_per_parent=False)
    return {segment: mode_of(ReferenceRequest(kind="sales_call", segment=segment), now=force).value for segment in SELF_SERVICE}


def payers(numbers: Numbers) -> list[str | None]:
    """Who pays when nothing was said, and when something was."""
    return [payer_of(ReferenceRequest(kind="event", travel_paid_by=said), numbers) for said in ("", "partner", "field_marketing")]


def test_the_seller_picks_in_the_commercial_segments_and_the_requester_pays() -> None:
    assert modes(STANDARD) == SELF_SERVICE
    assert modes(standard_but("self_service_segments", ["smb"])) != SELF_SERVICE
    assert modes(standard_but("self_service_segments", ["enterprise", "mid_market", "smb"])) != SELF_SERVICE
    assert payers(STANDARD) == ["requester", "partner", "field_marketing"]
    assert payers(standard_but("travel", "field_marketing")) == ["field_marketing", "partner", "field_marketing"]
    assert payers(standard_but("travel", "decide"))[0] is None


# What nominations ask for is lived in tests/recruiting: the two tracks as PRODUCT section 5 has them; "normally over 1,200 seats".
NOMINATED = {
    "strategic_segments": ["enterprise", "strategic"],
    "commercial_questions": sorted(
        ["industry", "region", "segment", "tier", "seats", "use_cases", "why_us", "metrics", "beaten", "activities"]
    ),
    "commercial_required": ["industry", "why_us"],
    "commercial_steps": ["briefing", "champion", "introduction"],
    "strategic_questions": ["activities", "interest", "stages", "tech_stack", "use_cases", "version"],
    "strategic_required": ["stages"],
    "strategic_steps": ["champion", "introduction"],
    "nomination_days": 10,
    "board_seats": 1200,
}
# "On a monthly basis"; each is lived in tests/recruiting/test_registration_review.py.
REVIEWED = {"review_day": 15, "review_least_days": 7, "review_remind_days": 3}
# Ours, of reference leads; each is lived in tests/recruiting/test_lead_ranking.py, test_lead_reports.py and test_lead_nudges.py.
LEADS = {
    "lead_weights.health": 20, "lead_weights.tenure": 10, "lead_weights.size": 15, "lead_weights.success": 20, "lead_weights.place": 15,
    "lead_weights.case": 10, "lead_weights.never_asked": 10,
    "lead_weights.declined": 25, "lead_weights.renewal": 15, "lead_weights.poor": 30,
    "leads_most": 1000, "lead_least": 30, "lead_tenure_months": 24, "lead_seats": 1000, "lead_success_days": 180,
    "lead_gap": 5, "lead_demand_days": 365, "lead_owner_most": 5,
    "lead_nudge_days": 14,  # "no more than one nudge a fortnight per owner"
    "lead_nudging": "by_hand", "lead_nudge_after_days": 3,
}  # fmt: skip


def test_no_number_of_the_policy_is_without_its_row_and_each_is_what_the_product_says() -> None:
    """A number that is new in the policy needs a row here or in `tests/policy/test_ticked_rules.py`; `format` is none."""
    said = {edge.path: edge.says for edge in EDGES} | {path: says for path, (says, *_how) in LIVED.items()}
    said |= {"owner_reminder_working_days": 2, "owner_escalation_working_days": 5, "outcome_due_days": 7, "hold_days": 10}
    said |= {"verify_days": 14, "verify_escalation_days": 28}  # tests/policy/test_verifying.py
    said |= {"self_service_segments": ["mid_market", "smb"], "travel": "requester"}
    said |= NOMINATED
    said |= LEADS
    said |= REVIEWED
    stored = leaves(STANDARD.to_json())
    assert stored.pop("format") == 1
    assert said == stored
