"""A small world in which random people do random things."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from goodword.customers.models import Account, Campaign, Member
from goodword.kernel.actor import Actor
from goodword.kernel.errors import GoodwordError
from goodword.kernel.refusal import Refused
from goodword.people.models import Program, Team, User
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.tasks import sweep
from tests.factories.people import a_manager, a_person
from tests.requests.world import a_customer, a_world

TYPES = ["sales_call", "event_talk", "webinar", "analyst_call", "survey"]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JUMPS = (HOUR, HOUR, DAY, 3 * DAY, 8 * DAY, 12 * DAY, 40 * DAY)


@dataclass
class Ground:
    """Who is there, and what was asked for."""

    people: dict[str, User]
    accounts: list[Account]
    campaign: Campaign
    requests: list[int]
    at: datetime
    # The requests that a walk is about.
    focus: list[int] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    def begin(self, at: datetime, dice: random.Random) -> None:
        """A walk begins: two of the requests are looked at, often the first event among them, as more customers are in play there."""
        others = dice.sample(self.requests, 2)
        self.at, self.log = at, []
        self.focus = [self.requests[2], others[0]] if dice.random() < 0.5 else others


def a_ground(at: datetime) -> Ground:
    """Four customers of two owners; requests of seven kinds, two for one event, one confidential, one too late, one not sent."""
    world = a_world()
    Program.objects.update(fiscal_first_month=2)
    people = {
        "seller": world.seller, "manager": world.manager, "owner": world.owner, "lead": world.lead,
        "other_manager": a_manager(name="Jonas Weir"), "other_owner": a_person("account_owner", name="Olu Adeyemi"),
        "planner": a_person(name="Femi Stone", team=Team.objects.create(code="field_marketing", name="Field marketing")),
        "reviewer": a_person("exception_reviewer", name="Rosa Amsel"), "stranger": a_person(name="Nobody Special"),
    }  # fmt: skip
    names = (("Castellan Re", "owner"), ("Halden Freight", "other_owner"), ("Quarrystone", "other_owner"))
    accounts = [world.account, *(a_customer(name, owner=people[owner], region=world.account.region) for name, owner in names)]
    Member.objects.update(agreed_types=TYPES, verified_on=at.date(), joined_on=at.date())
    campaign = Campaign.objects.create(name="Harbour Days")
    ground = Ground(people, accounts, campaign, [], at)
    event = {"needed_on": (at + 120 * DAY).date(), "travel": "none", "campaign": campaign, "details": {"event_name": "Harbour Days"}}
    late = {**event, "needed_on": (at + 40 * DAY).date(), "exception_reason": "The stage is booked.", "campaign": None}
    quiet = {"needed_on": (at + 30 * DAY).date(), "details": {"report": "Wave", "firm": "Foresight"}}
    for kind, who, asked in (
        ("sales_call", "seller", {"opportunity": world.deal}),
        ("sales_call", "seller", {"opportunity": world.deal, "segment": "smb"}),
        ("event", "planner", event),
        ("event", "planner", {**event, "wanted": 2}),
        ("event", "planner", late),
        ("analyst", "seller", quiet),
        ("research", "planner", {"needed_on": (at + 60 * DAY).date(), "wanted": 3, "details": {"study": "How teams ship"}}),
        ("general", "seller", {"needed_on": (at + 60 * DAY).date(), "details": {"subject": "A question"}}),
        ("sales_call", "seller", {"opportunity": world.deal}),
    ):
        row = actions.start_draft(once=uuid4(), kind=kind, asked={"topic": "How it went.", **asked}, by=Actor.person(people[who]), at=at)
        ground.requests.append(row.pk)
    for pk in ground.requests[:-1]:
        row = ReferenceRequest.objects.select_related("requester").get(pk=pk)
        sent = actions.submit(row, by=Actor.person(row.requester), at=at)
        assert isinstance(sent, ReferenceRequest), sent
    ReferenceRequest.objects.filter(pk=ground.requests[1]).update(mode="self_service")
    _two_are_asked(ground)
    return ground


def _two_are_asked(ground: Ground) -> None:
    """For the first event two customers are asked already, and two are next in line; for the first call one is held."""
    call, event = (ReferenceRequest.objects.get(pk=ground.requests[n]) for n in (0, 2))
    at, by = ground.at, Actor.person(ground.people["manager"])
    for account in ground.accounts[2:]:
        put = actions.put_forward(event, account=account, hold_now=True, by=by, at=at)
        assert isinstance(put, actions.PutForward), put
        assert put.refused is None, put
        actions.owner_approve(put.candidate, by=Actor.person(ground.people["other_owner"]), at=at)
        asked = actions.ask(put.candidate, by=by, at=at)
        assert isinstance(asked, Candidate), asked
    actions.put_on_list(event, accounts=ground.accounts[:2], by=by, at=at)
    actions.put_forward(call, account=ground.accounts[0], hold_now=True, by=by, at=at)


Doing = Callable[[], Any]


def on_request(ground: Ground, row: ReferenceRequest, by: Actor, dice: random.Random) -> dict[str, Doing]:
    """What somebody may try with a request."""
    at, account, other = ground.at, dice.choice(ground.accounts), dice.choice(ground.accounts)
    to = ground.people[dice.choice(["manager", "other_manager"])]
    found: dict[str, Doing] = {
        "submit": lambda: actions.submit(row, by=by, at=at),
        "triage": lambda: actions.triage(row, by=by, at=at),
        "allow": lambda: actions.allow(row, reason="So.", by=by, at=at),
        "suggest": lambda: actions.suggest(row, account=account, by=by, at=at),
        "put_forward": lambda: actions.put_forward(row, account=account, hold_now=True, by=by, at=at),
        "put_on_list": lambda: actions.put_on_list(row, accounts=[account, other], by=by, at=at),
        "hold_next": lambda: actions.hold_next(row, at=at),
        "hold_all": lambda: actions.hold_all(row, by=by, at=at),
        "ask_all": lambda: actions.ask_all(row, by=by, at=at),
        "confirm": lambda: actions.confirm(row, by=by, at=at),
        "reopen": lambda: actions.reopen(row, by=by, at=at),
        "settle": lambda: actions.settle(row, words="So.", by=by, at=at),
        "turn_into": lambda: actions.turn_into(row, kind="sales_call", asked={}, by=by, at=at),
        "hand_over": lambda: actions.hand_over(row, to=to, by=by, at=at),
        "agree_list": lambda: actions.agree_list(row, by=by, at=at),
        "move_day": lambda: actions.move_day(row, needed_on=at.date() + 70 * DAY, reason="So.", exception_reason="So.", by=by, at=at),
        "choose_campaign": lambda: actions.choose_campaign(row, campaign=ground.campaign, by=by, at=at),
        "close_unfulfilled": lambda: actions.close_unfulfilled(row, by=by, at=at),
        "decline": lambda: actions.decline_request(row, reason="So.", by=by, at=at),
        "cancel": lambda: actions.cancel(row, reason="So.", by=by, at=at),
        "withdraw": lambda: actions.withdraw(row, by=by, at=at),
    }
    review = row.review
    if review is not None:
        found |= {
            "approve_exception": lambda: actions.approve_exception(review, reason="So.", by=by, at=at),
            "decline_exception": lambda: actions.decline_exception(review, reason="So.", by=by, at=at),
            "delegate_exception": lambda: actions.delegate_exception(review, to=to, by=by, at=at),
        }
    return found


def on_candidate(ground: Ground, row: Candidate, by: Actor, dice: random.Random) -> dict[str, Doing]:
    """What somebody may try with a candidate."""
    at, soon = ground.at, ground.at + dice.choice([HOUR, DAY, 5 * DAY])
    return {
        "shortlist": lambda: actions.shortlist(row, by=by, at=at),
        "hold": lambda: actions.hold(row, reason=dice.choice(["", "So."]), by=by, at=at),
        "owner_approve": lambda: actions.owner_approve(row, by=by, at=at),
        "owner_decline": lambda: actions.owner_decline(row, reason="So.", by=by, at=at),
        "vouch": lambda: actions.vouch(row, by=by, at=at),
        "advise_against": lambda: actions.advise_against(row, reason="So.", by=by, at=at),
        "ask": lambda: actions.ask(row, reason="So.", by=by, at=at),
        "record_ask": lambda: actions.record_ask(row, how="call", asked_at=at, reason="So.", by=by, at=at),
        "note_left": lambda: actions.note_left(row.pk),
        "take_back": lambda: actions.take_back(row, by=by, at=at),
        "remind": lambda: actions.remind_customer(row, by=by, at=at),
        "accept": lambda: actions.accept(row, by=by, at=at),
        "decline": lambda: actions.decline(row, by=by, at=at),
        "decline_after_yes": lambda: actions.decline(row, instead_of_yes=True, by=by, at=at),
        "name_colleague": lambda: actions.name_colleague(row, colleague="Somebody Else", by=by, at=at),
        "colleague": lambda: actions.put_colleague_forward(row, name="Somebody Else", email="else@customer.example", by=by, at=at),
        "leave_alone": lambda: actions.leave_alone(row, until=at.date() + 30 * DAY, by=by, at=at),
        "introduce": lambda: actions.introduce(row, by=by, at=at),
        "propose": lambda: actions.propose_times(row, times=[soon], by=by, at=at),
        "schedule": lambda: actions.schedule(row, starts_at=soon, by=by, at=at),
        "complete": lambda: actions.complete(row, by=by, at=at),
        "miss": lambda: actions.miss(row, by=by, at=at),
        "report": lambda: actions.report_outcome(row, result="helped", by=by, at=at),
        "release": lambda: actions.release(row, by=by, at=at),
        "take_off": lambda: actions.take_off(row, reason="So.", by=by, at=at),
        "book_call": lambda: actions.book_call(row, kind="planning", starts_at=soon, by=by, at=at),
    }


# What leads on, from each state: tried more often than what may be tried as well.
LEADS_ON = {
    "suggested": "hold hold shortlist take_off",
    "shortlisted": "hold",
    "held": "owner_approve owner_approve owner_approve owner_decline",
    "owner_approved": "vouch ask ask ask record_ask",
    "asked": "note_left accept accept accept decline decline name_colleague take_back release remind",
    "declined": "colleague",
    "accepted": "introduce",
    "introduced": "schedule complete complete complete miss decline_after_yes",
    "scheduled": "complete miss schedule report release",
    "missed": "schedule release decline_after_yes",
    "done": "report",
}
REQUEST_ON = {
    "draft": "submit", "submitted": "triage put_forward put_on_list settle turn_into", "held": "allow approve_exception decline_exception",
    "triage": "put_forward suggest put_on_list settle", "sourcing": "put_forward suggest put_on_list hold_next hold_all ask_all",
    "confirmed": "reopen", "unfulfilled": "reopen", "declined": "reopen",
}  # fmt: skip


# Whose business it is; what stands in neither list is the manager's.
OF_REQUESTER = frozenset({"submit", "withdraw", "agree_list", "schedule", "complete", "miss", "report", "propose", "book_call"})
OF_CONTACT = frozenset({"accept", "decline", "decline_after_yes", "name_colleague", "leave_alone"})
OF_OWNER = frozenset({"owner_approve", "owner_decline"})
OF_SUPPORT = frozenset({"vouch", "advise_against"})
OF_REVIEWER = frozenset({"approve_exception", "decline_exception", "delegate_exception"})


def step(ground: Ground, dice: random.Random) -> None:
    """Something happens: time passes, or somebody does something, which may be refused but never breaks."""
    chance = dice.random()
    if chance < 0.06:
        ground.at += dice.choice(JUMPS)
        ground.log.append(f"it is {ground.at:%Y-%m-%d %H:%M}: {sweep(ground.at)}")
        return
    row = ReferenceRequest.objects.select_related("requester", "manager", "review__approval").get(pk=dice.choice(ground.focus))
    beside = ("account__owner", "contact", "approval__approver", "support__approver", "reference_request")
    candidates = list(row.candidates.select_related(*beside))
    live = [each for each in candidates if each.state in LEADS_ON]
    if candidates and chance < 0.8:
        candidate: Candidate | None = dice.choice(live if live and dice.random() < 0.9 else candidates)
        assert candidate is not None
        likely, about = (
            LEADS_ON.get(candidate.state, ""),
            f"{candidate.state} {candidate.account.name} {candidate.pk} of {row.kind} {row.pk}",
        )
        names = on_candidate(ground, candidate, Actor.system(), dice)
    else:
        candidate, likely, about = None, REQUEST_ON.get(row.state, ""), f"{row.state} {row.kind} {row.pk}"
        names = on_request(ground, row, Actor.system(), dice)
    wanted = [each for each in likely.split() if each in names]
    verb = dice.choice(wanted if wanted and dice.random() < 0.85 else sorted(names))
    by = _whoever(ground, row, verb, dice, candidate)
    verbs = on_request(ground, row, by, dice) if candidate is None else on_candidate(ground, candidate, by, dice)
    came: Any = "it breaks"
    try:
        came = verbs[verb]()
    except GoodwordError as error:
        came = error
    finally:
        words = came.reasons[0].code if isinstance(came, Refused) else came if isinstance(came, str) else type(came).__name__
        ground.log.append(f"{by.kind.value} {by.id} does {verb} to {about}: {words}")


def _whoever(ground: Ground, row: ReferenceRequest, verb: str, dice: random.Random, candidate: Candidate | None) -> Actor:
    """Mostly somebody whose business it is; sometimes anybody."""
    asked: User | None = None
    if dice.random() < 0.08:
        asked = ground.people[dice.choice(sorted(ground.people))]
    elif verb in OF_REVIEWER and row.review is not None and row.review.approval is not None:
        asked = row.review.approval.approver
    elif candidate is not None and verb in OF_CONTACT and candidate.contact is not None and dice.random() < 0.8:
        return Actor.contact(candidate.contact)
    elif candidate is not None and verb in OF_OWNER | OF_SUPPORT:
        approval = candidate.approval if verb in OF_OWNER else candidate.support
        asked = approval.approver if approval is not None else None
    elif verb in OF_REQUESTER:
        asked = row.requester
    return Actor.person(asked or row.manager or row.requester)
