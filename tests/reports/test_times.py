"""How long requests take, how they stand, and what was held for a decision: beside a slow count."""

from __future__ import annotations

import html
import re
import statistics
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.policy.models import Decision, Override, PolicyVersion
from goodword.requests.kinds import KINDS
from goodword.requests.states import REQUEST_OPEN, RequestState
from tests.reports.world import Many, Told, figures, many
from tests.requests.world import a_world, now, today

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOURS = {"candidate.suggested": 5, "candidate.accepted": 50, "request.completed": 200}
COLUMNS = {
    "candidate.suggested": "To the first customer put forward",
    "candidate.accepted": "To a customer's yes",
    "request.completed": "Until it took place",
}


@pytest.fixture
def made() -> Many:
    return many(40)


def noted(each: Told, verb: str, at: datetime, **data: Any) -> None:
    record(verb, by=Actor.system(), at=at, about=[each.row, each.row.requester], circle_id=each.row.circle_id, **data)


def test_times_are_the_medians_of_what_the_journal_says(made: Many) -> None:
    took: dict[int, dict[str, float]] = {}
    for place, each in enumerate(made.told):
        assert each.row.submitted_at is not None
        for verb, hours in HOURS.items():
            if place % 5 and (verb != "request.completed" or place % 2):
                after = timedelta(hours=hours * (1 + place))
                sent = each.row.submitted_at.astimezone(UTC)
                noted(each, verb, sent + after)
                noted(each, verb, sent + 3 * after)  # once more, later: the first counts
                took.setdefault(each.row.pk, {})[verb] = after / timedelta(days=1)
    for reader in (made.insider, made.outsider):
        for row in figures(made.world, reader, f"{reverse('reports:speed')}?period=all&by=kind&block=times"):
            own = [each for each in made.seen_by(reader) if str(KINDS[each.row.kind].label) == row["Kind"]]
            assert int(row["Requests"]) == len(own)
            for verb, head in COLUMNS.items():
                days = [took[each.row.pk][verb] for each in own if verb in took.get(each.row.pk, {})]
                assert float(row[f"{head}: median"]) == pytest.approx(statistics.median(days), abs=0.01)
                ninth = statistics.quantiles(days, n=10, method="inclusive")[8] if len(days) > 1 else days[0]
                assert float(row[f"{head}: nine of ten"]) == pytest.approx(ninth, abs=0.01)
        page = made.world.as_(reader).get(f"{reverse('reports:speed')}?period=all&measure=yes").content.decode()
        links = re.findall(r'<a href="(/insight/requests/[^"]+took=[^"]+)" aria-label="[^"]*: (\d+)">\d', page)
        assert links
        for address, n in links:
            assert len(figures(made.world, reader, html.unescape(address))) == int(n), address


def test_open_requests_stand_by_state_and_age_to_the_day(made: Many) -> None:
    edges = (0, 6, 7, 13, 14, 29, 30, 59, 60, 61)
    for each, days in zip(made.told, edges * 4, strict=True):
        each.row.state_at = datetime.combine(today() - timedelta(days=days), time(12), UTC)
        each.row.save(update_fields=["state_at"])
    bounds = {
        "less than 7 days": (0, 6),
        "7 to 13 days": (7, 13),
        "14 to 29 days": (14, 29),
        "30 to 59 days": (30, 59),
        "60 days and more": (60, 999),
    }
    for reader in (made.insider, made.outsider):
        by_hand: dict[str, Counter[str]] = {}
        for each, days in zip(made.told, edges * 4, strict=True):
            if each in made.seen_by(reader) and each.row.state in REQUEST_OPEN:
                age = next(words for words, (low, high) in bounds.items() if low <= days <= high)
                by_hand.setdefault(str(RequestState(each.row.state).label), Counter())[age] += 1
        rows = figures(made.world, reader, reverse("reports:standing"))
        found = {row["State"]: Counter({age: int(row[age]) for age in bounds}) for row in rows}
        found.pop("All", None)
        assert found == by_hand
        page = made.world.as_(reader).get(reverse("reports:standing")).content.decode()
        for address, n in re.findall(r'<a href="(/insight/requests/[^"]+)" aria-label="[^"]*: (\d+)">\d', page):
            assert len(figures(made.world, reader, html.unescape(address))) == int(n), address


def test_exceptions_are_counted_by_team_kind_and_reason_and_how_they_ended(made: Many) -> None:
    rules = (["outcome_debt"], ["stage_gate"], ["outcome_debt", "stage_gate"])
    held: list[tuple[Told, list[str], str]] = []
    for place, each in enumerate(made.told[:24]):
        end = ("Let through", "Waits for a decision", "Declined", "Taken back")[place % 4]
        each.row.state = {"Waits for a decision": "held", "Declined": "declined", "Taken back": "withdrawn"}.get(end, "submitted")
        each.row.save(update_fields=["state"])
        noted(each, "request.held", now(), rules=rules[place % 3])
        if end == "Let through":
            noted(each, ("request.allowed", "exception.approved")[place % 8 // 4], now())
        held.append((each, rules[place % 3], end))
    names = {"outcome_debt": "Outcomes reported", "stage_gate": "Stage of the deal"}
    for reader in (made.insider, made.outsider):
        for by in ("team", "kind", "rule"):
            by_hand: dict[str, Counter[str]] = {}
            for each, why, end in held:
                if each not in made.seen_by(reader):
                    continue
                team = each.row.team.name if each.row.team else "No team"
                groups = {"team": [team], "kind": [str(KINDS[each.row.kind].label)], "rule": [names[rule] for rule in why]}[by]
                for group in groups:
                    by_hand.setdefault(group, Counter())[end] += 1
            rows = figures(made.world, reader, f"{reverse('reports:exceptions')}?period=all&by={by}&block=held")
            ends = ("Let through", "Waits for a decision", "Declined", "Taken back")
            found = {row[next(iter(row))]: Counter({end: int(row[end]) for end in ends}) for row in rows}
            found.pop("All", None)
            assert found == by_hand
            page = made.world.as_(reader).get(f"{reverse('reports:exceptions')}?period=all&by={by}").content.decode()
            links = re.findall(r'<a href="(/insight/requests/[^"]+)" aria-label="[^"]*: (\d+)">\d', page)
            assert links
            for address, n in links:
                assert len(figures(made.world, reader, html.unescape(address))) == int(n), address


def test_overrides_of_others_circles_are_neither_counted_nor_listed(made: Many) -> None:
    version = PolicyVersion.objects.latest("number")
    for each in made.told:
        decision = Decision.objects.create(
            at=now(), version=version, what="request", outcome="block", facts={}, verdicts={}, kind=each.row.kind, circle=each.row.circle
        )
        Override.objects.create(decision=decision, by=made.insider, at=now(), reason=f"Because {each.row.pk}", rules=["stage_gate"])
    for reader in (made.insider, made.outsider):
        seen = made.seen_by(reader)
        rows = figures(made.world, reader, reverse("reports:overrides"))
        assert {row["Reason"] for row in rows} == {f"Because {each.row.pk}" for each in seen}
        counted = figures(made.world, reader, f"{reverse('reports:exceptions')}?by=kind&block=overrides")
        by_hand = Counter(str(KINDS[each.row.kind].label) for each in seen)
        assert {row["Kind"]: int(row["Overrides"]) for row in counted if row["Kind"] != "All"} == by_hand
    seller = figures(made.world, made.world.seller, reverse("reports:overrides"))
    assert seller == []


def test_what_really_happens_is_measured() -> None:
    world = a_world()
    world.accepted()
    (row,) = figures(world, world.manager, f"{reverse('reports:speed')}?block=times")
    assert (row["Requests"], row["To a customer's yes: median"], row["Until it took place: median"]) == ("1", "0.0", "")
