"""A plausible year and a half: asks in the ledger, the requests behind the calls, what came of them, and the journal of it all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from goodword.customers.kinds import ActivityType, Family
from goodword.customers.models import Contact, Member
from goodword.demo.companies import World
from goodword.journal.models import Entry, Subject
from goodword.kernel.clock import FiscalYear
from goodword.ledger.models import LedgerEntry
from goodword.people.models import User
from goodword.requests.models import Candidate, Outcome, ReferenceRequest
from goodword.requests.states import CandidateState, RequestState

QUARTERS_BACK = 6
CALL_SHARE, EVENT_SHARE, STORY_SHARE = 0.27, 0.14, 0.06
EVENTS = (ActivityType.EVENT_TALK, ActivityType.WEBINAR, ActivityType.PANEL)
TOPICS = (
    "How long the move took, and what they would do differently.",
    "How they proved the audit trail to their regulator.",
    "What it took to bring forty teams onto one platform.",
    "How releases went from once a month to every day.",
    "What the security team says after a year.",
    "What surprised them in the first three months.",
    "How many people look after the platform today.",
    "How they trained six hundred developers without stopping work.",
    "What they kept from the old tools, and why.",
    "How long a fix takes from the idea to production.",
    "What the support is like on a bad day.",
    "How they brought three merged companies onto one way of working.",
    "Whether the savings they counted on came true.",
    "How they keep their suppliers' code apart from their own.",
    "What the auditors ask for now, and what they no longer ask for.",
    "How the plants without a good network take part.",
    "What they would negotiate differently.",
    "How the works council was brought along.",
    "Which team moved first, and which one last.",
    "How they measure whether developers are glad.",
    "What happened to the plugins nobody wanted to own.",
    "How an upgrade night looks now.",
    "How they run it in a country where data may not leave.",
)
SETTLED = 10  # days after which an ask of the past is over, outcome and all


@dataclass(frozen=True, slots=True)
class Ask:
    """One ask of the past."""

    member: Member
    family: Family
    activity_type: ActivityType
    day: date
    answer: str


def _moment(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour, day.toordinal() * 7 % 60), tzinfo=UTC)


def _asks(world: World) -> Iterator[Ask]:
    """Asks that keep the default limits: one call a quarter, one event in two quarters."""
    dice, fiscal = world.dice, FiscalYear(2)
    running = fiscal.quarter_of(world.today)
    for member in world.members:
        spoke = -2
        for number in range(QUARTERS_BACK + 1):
            quarter = fiscal.add_quarters(running, number - QUARTERS_BACK)
            last = min((quarter.end - quarter.start).days - 1, (world.today - quarter.start).days - SETTLED)
            if last < 1:
                continue
            day = quarter.start + timedelta(days=dice.randint(0, last))
            if day <= member.joined_on:
                continue
            answer = dice.choices(("done", "declined", "no_answer"), (8, 2, 1))[0]
            if ActivityType.SALES_CALL in member.agreed_types and dice.random() < CALL_SHARE:
                yield Ask(member, Family.CALL, ActivityType.SALES_CALL, day, answer)
            if number - spoke >= 2 and dice.random() < EVENT_SHARE:
                spoke = number
                yield Ask(member, Family.PARTICIPATION, dice.choice(EVENTS), day, answer)
            if dice.random() < STORY_SHARE:
                yield Ask(member, Family.CONTENT, ActivityType.CASE_STUDY, day, "done")


def build_history(world: World) -> None:
    """Write the past set-based: the ledger's own trigger still checks every ask."""
    asks = list(_asks(world))
    contacts = {contact.account_id: contact for contact in Contact.objects.filter(is_champion=True)}
    entries = LedgerEntry.objects.bulk_create(
        LedgerEntry(
            holder_id=ask.member.account_id,
            account_id=ask.member.account_id,
            contact=contacts.get(ask.member.account_id),
            family=ask.family,
            activity_type=ask.activity_type,
            kind=LedgerEntry.ASK,
            from_on=ask.day,
            to_on=ask.day + timedelta(days=1),
            planned_on=ask.day,
            asked_on=ask.day,
            answer="accepted" if ask.answer == "done" else ask.answer,
            effort=2,
            created_at=_moment(ask.day),
        )
        for ask in asks
    )
    calls = [(ask, entry) for ask, entry in zip(asks, entries, strict=True) if ask.family is Family.CALL]
    _requests(world, calls, contacts)


def _requests(world: World, calls: list[tuple[Ask, LedgerEntry]], contacts: dict[int, Contact]) -> None:
    sellers = {"emea": "Sven Aalto", "americas": "Tom Becker", "apac": "Haruto Sato"}
    managers = {"emea": "Mara Lindqvist", "americas": "Elif Kaya", "apac": "Kenji Mori"}
    deals = [deal for deal in world.deals if deal.stage in ("won", "lost", "negotiating", "proposal")]
    rows = []
    for ask, _ in calls:
        region = world.zones[ask.member.account_id].region
        asked, deal = _moment(ask.day - timedelta(days=4)), world.dice.choice(deals)
        state = RequestState.OUTCOME_REPORTED if ask.answer == "done" else RequestState.UNFULFILLED
        rows.append(
            ReferenceRequest(
                kind="sales_call",
                state=state,
                state_at=_moment(ask.day + timedelta(days=9)),
                requester=world.people[sellers[region]],
                team=world.people[sellers[region]].team,
                manager=world.people[managers[region]],
                opportunity=deal,
                prospect=deal.name.split(":")[0],
                topic=world.dice.choice(TOPICS),
                needed_on=ask.day + timedelta(days=14),
                industries=[],
                use_cases=deal.use_cases[:1],
                competitors=[deal.competitor],
                once=UUID(int=world.dice.getrandbits(128), version=4),
                created_at=asked,
                submitted_at=asked,
                saved_at=asked,
            )
        )
    requests = ReferenceRequest.objects.bulk_create(rows)
    candidates = Candidate.objects.bulk_create(
        Candidate(
            reference_request=request,
            account_id=ask.member.account_id,
            contact=contacts.get(ask.member.account_id),
            state=CandidateState(ask.answer),
            state_at=_moment(ask.day + timedelta(days=7)),
            added_by=request.manager,
            score=world.dice.randint(55, 97),
            ledger_entry=entry,
            asked_at=_moment(ask.day),
            attempts=2 if ask.answer == "no_answer" else 1,
            scheduled_at=datetime.combine(ask.day + timedelta(days=6), time(13), tzinfo=UTC) if ask.answer == "done" else None,
        )
        for (ask, entry), request in zip(calls, requests, strict=True)
    )
    Outcome.objects.bulk_create(
        Outcome(
            candidate=candidate,
            result=world.dice.choices(("helped", "did_not", "unknown"), (7, 1, 2))[0],
            at=_moment(ask.day + timedelta(days=8)),
        )
        for (ask, _), candidate in zip(calls, candidates, strict=True)
        if ask.answer == "done"
    )
    _journal(calls, requests, candidates)


def _journal(calls: list[tuple[Ask, LedgerEntry]], requests: list[ReferenceRequest], candidates: list[Candidate]) -> None:
    """The entries that the actions would have written, without reactions: nobody is told about the past."""
    entries: list[Entry] = []
    about: list[tuple[ReferenceRequest, Candidate]] = []
    for (ask, _), request, candidate in zip(calls, requests, candidates, strict=True):
        for verb, day, who in _steps(ask, request):
            entries.append(
                Entry(
                    at=_moment(day, 8 + len(entries) % 9),
                    verb=verb,
                    actor_kind="person" if who else "contact",
                    actor_id=who.pk if who else candidate.contact_id,
                    data={"account": ask.member.account_id},
                )
            )
            about.append((request, candidate))
    saved = Entry.objects.bulk_create(entries)
    Subject.objects.bulk_create(
        Subject(entry=entry, kind=kind, object_id=pk)
        for entry, (request, candidate) in zip(saved, about, strict=True)
        for kind, pk in (("referencerequest", request.pk), ("candidate", candidate.pk), ("account", candidate.account_id))
    )


def _steps(ask: Ask, request: ReferenceRequest) -> Iterator[tuple[str, date, User | None]]:
    yield "request.submitted", ask.day - timedelta(days=4), request.requester
    yield "candidate.held", ask.day - timedelta(days=3), request.manager
    yield "candidate.owner_approved", ask.day - timedelta(days=1), request.manager
    yield "candidate.asked", ask.day, request.manager
    if ask.answer == "done":
        yield "candidate.accepted", ask.day + timedelta(days=2), None
        yield "request.completed", ask.day + timedelta(days=7), request.requester
        yield "request.outcome_reported", ask.day + timedelta(days=8), request.requester
    elif ask.answer == "declined":
        yield "candidate.declined", ask.day + timedelta(days=2), None
