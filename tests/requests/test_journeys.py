"""Random people do random things to requests of seven kinds, and days pass: whatever they do, nothing that must hold is broken.

`GOODWORD_JOURNEYS=2000 pytest tests/requests/test_journeys.py` walks longer, another way each time.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from goodword.approvals.models import Approval
from goodword.customers.models import CampaignSpeaker
from goodword.journal.models import Entry
from goodword.kernel.clock import FiscalYear
from goodword.ledger.models import LedgerEntry
from goodword.people.models import CircleMember
from goodword.policy.models import Decision
from goodword.requests import access
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.ball import Step, due_day
from goodword.requests.queries.balls import catch_up
from goodword.requests.queries.lists import turn_in, with_ball
from tests.requests.replaying import replayed
from tests.requests.walking import Ground, a_ground, step

BEGINS = datetime(2027, 1, 20, 9, tzinfo=UTC)  # a fiscal year ends eleven days later
LONGER = int(os.environ.get("GOODWORD_JOURNEYS", "0"))
STEPS = 30
CAPPED = {"sales_call": 2, "event": 2, "partner_event": 2, "webinar": 2}  # "approach at most"
ON_HOLD, WON = {"held", "owner_approved"}, {"accepted", "introduced", "scheduled"}
LIVE = {*ON_HOLD, "asked", *WON, "missed"}
# What is over, and what was never asked for, has nobody in play.
NOBODY_IN_PLAY = {"draft", "withdrawn", "cancelled", "declined", "unfulfilled", "completed", "outcome_reported"}
FISCAL = FiscalYear(2)
# The places that somebody may have; everybody else was asked, and keeps that. Who was let go may have been bothered.
PLACES = {
    **dict.fromkeys(("suggested", "shortlisted", "owner_declined"), ("none",)),
    **dict.fromkeys(ON_HOLD, ("hold",)),
    "released": ("none", "ask"),
}


def approached(rows: list[Candidate]) -> None:
    """No more customers are approached for a request than its kind allows."""
    found = defaultdict(set)
    for row in rows:
        if row.ledger_entry is not None and row.ledger_entry.kind == "ask":
            found[row.reference_request].add(row.account_id)
    for request, accounts in found.items():
        assert len(accounts) <= CAPPED.get(request.kind, 99), f"{request.kind} {request.pk} approached {sorted(accounts)}"


def speakers(rows: list[Candidate]) -> None:
    """No event has more than two speakers, over all requests for it."""
    found = defaultdict(set)
    for row in rows:
        if row.reference_request.kind in ("event", "webinar", "partner_event") and row.state in {*LIVE, "done"}:
            campaign = row.reference_request.campaign_id
            found["campaign", campaign if campaign is not None else -row.reference_request_id].add(row.account_id)
    for campaign, account in CampaignSpeaker.objects.values_list("campaign", "account"):
        found["campaign", campaign].add(account)
    assert all(len(accounts) <= 2 for accounts in found.values()), dict(found)


def places(rows: list[Candidate]) -> None:
    """Each candidate has the place in the ledger that its state says, and nobody else has one."""
    active = set(LedgerEntry.objects.filter(released_at=None).values_list("pk", flat=True))
    for row in rows:
        entry = row.ledger_entry
        kind = entry.kind if entry is not None and entry.pk in active else "none"
        expected = PLACES.get(row.state, ("ask",))
        assert kind in expected, f"candidate {row.pk} is {row.state} and has {kind}"
    owned = {row.ledger_entry_id for row in rows if row.ledger_entry_id is not None}
    assert active <= owned, "a place that nobody has"


def limits() -> None:
    """One call a quarter, one talk in two quarters in a row."""
    quarters = defaultdict(list)
    for entry in LedgerEntry.objects.filter(released_at=None, family__in=("call", "participation")):
        quarter = FISCAL.quarter_of(entry.asked_on or entry.planned_on)
        quarters[entry.holder_id, entry.family].append(quarter.year * 4 + quarter.number)
    for (holder, family), found in quarters.items():
        apart = 1 if family == "call" else 2
        near = [(a, b) for a, b in zip(sorted(found), sorted(found)[1:], strict=False) if b - a < apart]
        assert near == [], f"{family} of {holder} in quarters {sorted(found)}"


def questions(rows: list[Candidate]) -> None:
    """An owner is asked while their customer is held, and never otherwise; who is over has nobody in play."""
    asked = set(Approval.objects.filter(question="may_we_ask", state="open").values_list("pk", flat=True))
    assert asked == {row.approval_id for row in rows if row.state == "held"}
    for row in rows:
        request = row.reference_request
        if request.state in NOBODY_IN_PLAY:
            assert row.state not in LIVE, f"{request.state} with one who is {row.state}"
        if request.state in ("confirmed", *NOBODY_IN_PLAY):
            assert row.state not in {"suggested", "shortlisted", "asked", *ON_HOLD}, f"{request.state} with one who is {row.state}"


def ball(at: datetime) -> None:
    """Exactly one has the ball, or nobody; what is kept says the same as what is said anew."""
    catch_up(at=at)
    for row in with_ball(ReferenceRequest.objects.select_related("ball")):
        turn, kept = turn_in(row, at=at), getattr(row, "ball", None)
        assert turn.who is None or turn.contact is None
        meant = (turn.step.value, turn.who.pk if turn.who else None, turn.contact.pk if turn.contact else None, due_day(turn))
        if turn.step is not Step.NOTHING:
            assert kept is not None
            assert (kept.step, kept.who_id, kept.contact_id, kept.due_on) == meant
            assert turn.step is Step.CALL or turn.who is not None or turn.contact is not None, f"nobody has the ball of {row.pk}"
        assert turn.step is not Step.NOTHING or row.state not in ("submitted", "held", "triage", "sourcing", "confirmed"), row.state


def journal(rows: list[Candidate], requests: list[ReferenceRequest]) -> None:
    """What was written down, told again, comes to the same."""
    told, told_of_candidates = replayed({row.pk: row.wanted for row in requests})
    assert told == {row.pk: row.state for row in requests}
    assert told_of_candidates == {row.pk: row.state for row in rows}


def confidences(ground: Ground, rows: list[Candidate], requests: list[ReferenceRequest]) -> None:
    """What is confidential carries its circle wherever it is written, and who is not in it sees nothing."""
    quiet = [row for row in requests if row.kind == "analyst"]
    inside = [row for row in rows if row.reference_request_id in {each.pk for each in quiet}]
    about = {("referencerequest", row.pk) for row in quiet} | {("candidate", row.pk) for row in inside}
    open_ones = Entry.objects.filter(circle=None).values_list("subjects__kind", "subjects__object_id")
    assert about.isdisjoint(open_ones)
    assert all(row.circle_id is not None for row in quiet)
    assert all(row.ledger_entry.circle_id is not None for row in inside if row.ledger_entry is not None)
    assert not Approval.objects.filter(circle=None, subject_kind="candidate", subject_id__in=[row.pk for row in inside]).exists()
    assert not Decision.objects.filter(circle=None, reference_request_id__in=[row.pk for row in quiet]).exists()
    people = [ground.people[name] for name in ("stranger", "other_manager", "planner")]
    knows = set(CircleMember.objects.filter(circle__in=[row.circle_id for row in quiet]).values_list("user", flat=True))
    for user in people:
        if user.pk not in knows:
            assert not access.candidates_visible_to(user).filter(reference_request__in=quiet).exists()
            assert not access.visible_to(user).filter(pk__in=[row.pk for row in quiet]).exists()


def check(ground: Ground, *, thoroughly: bool) -> None:
    """All that must hold; what takes many statements to see only now and then."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
    requests = list(ReferenceRequest.objects.all())
    rows = list(Candidate.objects.select_related("reference_request", "ledger_entry").order_by("pk"))
    approached(rows)
    speakers(rows)
    places(rows)
    limits()
    questions(rows)
    if thoroughly:
        journal(rows, requests)
        confidences(ground, rows, requests)
        ball(ground.at)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_whatever_people_do_nothing_that_must_hold_is_broken(caplog: Any) -> None:
    ground = a_ground(BEGINS)

    @settings(
        max_examples=LONGER or 6,
        derandomize=not LONGER,
        phases=(Phase.generate,),  # to make a walk shorter takes minutes; what happened is told step by step
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.randoms(use_true_random=True))
    def walk(dice: random.Random) -> None:
        ground.begin(BEGINS, dice)
        caplog.clear()
        with transaction.atomic():
            for number in range(1, STEPS + 1):
                try:
                    step(ground, dice)
                finally:
                    note(ground.log[-1] if ground.log else "the first step")
                check(ground, thoroughly=number % 10 == 0)
            transaction.set_rollback(True)
        assert [each.getMessage() for each in caplog.records if each.levelname == "ERROR"] == []

    walk()
