"""What is going on today in the demo: requests taken as far as needed by the very verbs that people use, a little in the past.

Something waits for every role, and every awkward case is there: late, blocked, overridden, confidential, nobody's account.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from goodword.comments.actions import add
from goodword.customers.actions import open_escalation
from goodword.customers.kinds import ActivityType
from goodword.customers.models import Account, Opportunity
from goodword.demo.companies import World
from goodword.demo.erased import build_erased
from goodword.demo.events import build_events
from goodword.demo.exceptions import build_exceptions
from goodword.demo.granted import granted
from goodword.demo.kept import build_kept
from goodword.demo.leads import build_leads
from goodword.demo.nominations import build_nominations
from goodword.demo.outbox import Outbox
from goodword.demo.registrations import build_registrations
from goodword.demo.standing import build_standing
from goodword.demo.stories import build_stories
from goodword.demo.wins import build_wins
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.policy.facts import Outcome
from goodword.policy.queries import Inquiry, in_force, judge_pool
from goodword.requests.actions.answers import accept, decline
from goodword.requests.actions.calls import complete, schedule
from goodword.requests.actions.candidates import hold, suggest
from goodword.requests.actions.drafts import start_draft
from goodword.requests.actions.ending import withdraw
from goodword.requests.actions.outreach import ask
from goodword.requests.actions.owner import owner_approve, owner_decline, remind_owner
from goodword.requests.actions.submit import submit, triage
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.states import CandidateState

MANAGERS = {"emea": "Mara Lindqvist", "americas": "Elif Kaya", "apac": "Kenji Mori"}
MOST_TRIES = 20
T = TypeVar("T")
LATE_ENOUGH = ("technical_evaluation", "proposal", "negotiating")


def there(thing: T | None) -> T:
    """What an earlier step of the scene has made."""
    if thing is None:
        message = "an earlier step of this scene made nothing"
        raise TypeError(message)
    return thing


class Stage:
    """Takes requests from step to step, remembering which customers and deals are in use."""

    def __init__(self, world: World) -> None:
        """Begin with everything free."""
        self.world, self.used, self.outbox, self.stories = world, set[int](), Outbox(at=world.at), 0
        self.deals = [deal for deal in world.deals if deal.stage in LATE_ENOUGH]
        now = in_force(world.at)
        self.self_service = now.numbers.self_service_segments
        inquiry = Inquiry(activity_type=ActivityType.SALES_CALL, ask_on=now.today, kind="sales_call")
        pool = Account.objects.filter(pk__in=[member.account_id for member in world.members])
        self.free = set(judge_pool(pool, inquiry, now).filter(availability=Outcome.PASS).values_list("pk", flat=True))

    def at(self, days: float) -> datetime:
        """A moment some days ago; on earlier days between seven and seven, each story at its own minute."""
        moment = self.world.at - timedelta(days=days)
        if days < 1:
            return moment
        passed = (moment - moment.replace(hour=0, minute=0, second=0, microsecond=0)) / timedelta(days=1)
        minutes = 7 * 60 + int(passed * 570) + self.stories * 37 % 150
        return moment.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(minutes=minutes)

    def asked(
        self, who: str, topic: str, *, days: float, region: str = "emea", deal: Opportunity | None = None, send: bool = True, **more: Any
    ) -> ReferenceRequest:
        """Somebody asks for a call."""
        self.stories += 1
        seller = self.world.people[who]
        chosen = deal or self._deal(seller, region)
        wanted = {
            "opportunity": chosen,
            "prospect": chosen.account.name if chosen.account else "",
            "topic": topic,
            "minutes": 30,
            "needed_on": (self.world.at + timedelta(days=14 - days)).date(),
            "competitors": [chosen.competitor],
            "use_cases": chosen.use_cases[:1],
            **more,
        }
        once = UUID(int=self.world.dice.getrandbits(128), version=4)
        row = start_draft(once=once, asked=wanted, by=Actor.person(seller), at=self.at(days))
        if send:
            row = granted(submit(row, by=Actor.person(seller), at=self.at(days)))
        return row

    def _deal(self, seller: User, region: str) -> Opportunity:
        fits = [deal for deal in self.deals if deal.account_id and self.world.zones[deal.account_id].region == region]
        mine = [deal for deal in fits if deal.owner_id == seller.pk] or fits
        self.deals.remove(mine[0])
        return mine[0]

    def first_deal(self, deals: Iterable[Opportunity], region: str = "emea") -> Opportunity:
        """The first of some deals with a company in a region, so that its manager gets the request."""
        return next(deal for deal in deals if deal.account_id and self.world.zones[deal.account_id].region == region)

    def hold_one(
        self, row: ReferenceRequest, *, days: float, owner: str = "", region: str = "emea", reason: str = "", blocked: bool = False
    ) -> Candidate:
        """Propose and hold the first customer that the rules allow (or, with a reason, one that they do not)."""
        manager = self.manager(row)
        accounts = self._likeliest(owner, region, free=not blocked)
        if blocked:  # a full quarter cannot be gone over, so those who are blocked for something else come first
            escalated = set(Account.objects.filter(escalated_on__isnull=False).values_list("pk", flat=True))
            accounts = sorted(accounts, key=lambda account: account.pk not in escalated)[:MOST_TRIES]
        for account in accounts:
            candidate = suggest(row, account=account, by=Actor.person(manager), at=self.at(days))
            if isinstance(candidate, Refused):
                continue
            held = hold(candidate, by=Actor.person(manager), at=self.at(days))
            if isinstance(held, Refused) and blocked:
                held = hold(candidate, by=Actor.person(manager), at=self.at(days), reason=reason)
            elif not isinstance(held, Refused) and blocked:
                continue
            if not isinstance(held, Refused):
                self.used.add(account.pk)
                candidate.refresh_from_db()
                return candidate
            candidate.delete()
        message = f"nobody is free for the demo: {owner or region}"
        raise LookupError(message)

    def manager(self, row: ReferenceRequest) -> User:
        """Who runs this request."""
        return there(row.manager)

    def _likeliest(self, owner: str, region: str, *, free: bool) -> list[Account]:
        """The owner's customers first; on some days of the year all of theirs were asked, then others of the region, then anybody's."""
        elsewhere = [other for other in MANAGERS if other != region]
        tries = [(owner, region), ("", region), *(("", other) for other in elsewhere)]
        return list(dict.fromkeys(account for whose, where in tries for account in self._members(whose, where, free=free)))

    def _members(self, owner: str, region: str, *, free: bool) -> list[Account]:
        wanted = [
            member.account
            for member in self.world.members
            if ActivityType.SALES_CALL in member.agreed_types
            and member.account_id not in self.used
            and self.world.zones[member.account_id].region == region
            and (member.account_id in self.free) is free
        ]
        return [account for account in wanted if not owner or account.owner_id == self.world.people[owner].pk]

    def first_free(self, region: str = "emea") -> Account:
        """A customer with an owner whom nothing stands against, so that a scene can put something there; no longer free afterwards."""
        account = next((each for each in self._likeliest("", region, free=True) if each.owner and each.owner.is_active), None)
        if account is None:
            raise LookupError(region)
        self.free.discard(account.pk)
        return account

    def owner_of(self, candidate: Candidate) -> Actor:
        """Whoever is to answer for the account."""
        return Actor.person(there(candidate.approval).approver)

    def customer_asked(self, row: ReferenceRequest, *, days: float, owner: str = "", region: str = "emea") -> Candidate:
        """Hold one, let the owner say yes, ask the customer."""
        candidate = self.hold_one(row, days=days + 2, owner=owner, region=region)
        owner_approve(candidate, by=self.owner_of(candidate), at=self.at(days + min(days, 1)))
        candidate.refresh_from_db()
        if candidate.state == CandidateState.OWNER_APPROVED:  # in self-service the owner's yes already asked
            granted(ask(candidate, by=Actor.person(self.manager(row)), at=self.at(days)))
            candidate.refresh_from_db()
        return candidate


def build_present(world: World) -> None:
    """Set every scene. On a day on which nobody is free for one, it is left out: the world must load on every day."""
    stage = Stage(world)
    for scene in SCENES:
        with suppress(LookupError), transaction.atomic():
            scene(stage)
            stage.outbox.deliver()
    with suppress(LookupError), transaction.atomic():
        build_events(world)
        stage.outbox.deliver()
    with suppress(LookupError), transaction.atomic():
        build_exceptions(world)
        stage.outbox.deliver()
    with suppress(LookupError), transaction.atomic():
        build_wins(world)
        stage.outbox.deliver()
    build_standing(world)
    build_registrations(world)
    stage.outbox.deliver()
    with suppress(LookupError), transaction.atomic():
        build_leads(world)
    with suppress(LookupError), transaction.atomic():
        build_nominations(world)
        stage.outbox.deliver()
    with suppress(LookupError), transaction.atomic():
        build_stories(world)
    build_kept(world)
    build_erased(world)
    stage.outbox.deliver()
    stage.outbox.close()


def _waiting_for_owners(stage: Stage) -> None:
    row = stage.asked("Sven Aalto", "How long the move took, and how they proved the audit trail to their supervisor.", days=3)
    stage.hold_one(row, days=0.1, owner="Priya Nair")
    add(
        row,
        author=stage.world.people["Sven Aalto"],
        at=stage.at(1),
        text="The supervisor visits in three weeks, so a call before that would decide it.",
        circle_id=row.circle_id,
    )
    told = "They told me in the spring that one call a quarter is fine."
    add(row, author=stage.manager(row), at=stage.at(0.1), text=told, circle_id=row.circle_id)
    late = stage.asked("Claire Fontanel", "What they would do differently in the first month.", days=9)
    forgotten = stage.hold_one(late, days=8, owner="Sven Aalto")
    remind_owner(forgotten, by=Actor.system(), at=stage.at(4))
    west = stage.asked("Tom Becker", "How releases went from once a month to every day.", days=4, region="americas")
    stage.hold_one(west, days=2, owner="Rosa Delgado", region="americas")
    east = stage.asked("Haruto Sato", "How support works across three time zones.", days=2, region="apac")
    stage.hold_one(east, days=1, region="apac")
    away = stage.asked("Haruto Sato", "What the first year with the security team was like.", days=3, region="apac")
    stage.hold_one(away, days=1, owner="Meera Pillai", region="apac")


def _new_for_managers(stage: Stage) -> None:
    large = stage.first_deal(deal for deal in stage.deals if deal.account and deal.account.segment not in stage.self_service)
    stage.deals.remove(large)
    stage.asked("Priya Nair", "What forty teams on one platform feels like after a year.", days=0.2, deal=large)
    picked = stage.asked("Lars Moen", "Whether the plugins are really gone.", days=2)
    triage(picked, by=Actor.person(stage.manager(picked)), at=stage.at(1.5))
    stage.asked("Tom Becker", "What the security team says, without the slides.", days=1, region="americas")
    early = stage.first_deal(deal for deal in stage.world.deals if deal.stage == "discovery")
    stage.asked(
        "Sven Aalto",
        "Whether it is worth looking at all.",
        days=1,
        deal=early,
        stage_reason="Their board meets next week and wants to hear a peer first.",
    )


def _waiting_for_customers(stage: Stage) -> None:
    row = stage.asked("Sven Aalto", "How they brought the works council along.", days=6)
    stage.customer_asked(row, days=2, owner="Claire Fontanel")
    west = stage.asked("Tom Becker", "What the first hundred days cost.", days=8, region="americas")
    unreached = stage.customer_asked(west, days=3, region="americas")
    stage.outbox.deliver(fails=unreached.contact)
    east = stage.asked("Haruto Sato", "Who answers at night, and how fast.", days=5, region="apac")
    today = stage.customer_asked(east, days=0.1, region="apac")
    stage.outbox.deliver(waits=today.contact)


def _yes_with_times(stage: Stage) -> None:
    noon = stage.world.at.replace(hour=11, minute=0, second=0, microsecond=0)
    times = [noon + timedelta(days=days, hours=hours) for days, hours in ((3, 0), (4, 2), (5, 3))]
    for who, topic, owner, words in (
        ("Sven Aalto", "What they measured before and after.", "Priya Nair", "Happy to. Please not before nine."),
        (
            "Noor Haddad",
            "How sales and engineering agreed on one plan.",
            "Claire Fontanel",
            "With pleasure. My colleague from finance may join us.",
        ),
    ):
        row = stage.asked(who, topic, days=7)
        candidate = stage.customer_asked(row, days=3, owner=owner)
        accept(candidate, times=times, words=words, by=Actor.contact(there(candidate.contact)), at=stage.at(1))


def _call_ahead_and_call_over(stage: Stage) -> None:
    for who, topic, days, ahead in (
        ("Sven Aalto", "How the audit went.", 8, 2),
        ("Sven Aalto", "What the regulator asked.", 16, -6),
        ("Victor Lund", "Whether they would choose the same way again.", 15, -5),
    ):
        row = stage.asked(who, topic, days=days)
        candidate = stage.customer_asked(row, days=days - 4)
        time = stage.world.at.replace(hour=13, minute=0, second=0, microsecond=0) + timedelta(days=ahead)
        contact = Actor.contact(there(candidate.contact))
        accept(candidate, times=[time], by=contact, at=stage.at(days - 5))
        candidate.refresh_from_db()
        if candidate.scheduled_at is None:
            schedule(candidate, starts_at=time, by=Actor.person(row.requester), at=stage.at(days - 6))
        if ahead < 0:
            complete(Candidate.objects.get(pk=candidate.pk), by=Actor.person(row.requester), at=stage.at(-ahead - 1))


def _said_no(stage: Stage) -> None:
    row = stage.asked("Priya Nair", "How the migration weekend went.", days=9)
    first = stage.hold_one(row, days=8, owner="Claire Fontanel")
    owner_decline(first, reason="We talk about the renewal this month, please not now.", by=stage.owner_of(first), at=stage.at(7))
    second = stage.customer_asked(row, days=4, owner="Sven Aalto")
    decline(second, code="no_time", words="The quarter is full, I am sorry.", by=Actor.contact(there(second.contact)), at=stage.at(1))


def _confidential(stage: Stage) -> None:
    secret = stage.asked("Sven Aalto", "What they pay for, and what they do not.", days=5, is_confidential=True)
    stage.hold_one(secret, days=3, owner="Claire Fontanel")


def _overridden(stage: Stage) -> None:
    over = stage.asked("Claire Fontanel", "How they convinced the board.", days=4)
    account = stage.first_free()
    open_escalation(account, by=Actor.person(there(account.owner)), at=stage.at(6), reason="The January release broke their night runs.")
    stage.hold_one(over, days=3, blocked=True, reason="Their sponsor offered this call herself last week.")


def _withdrawn(stage: Stage) -> None:
    gone = stage.asked("Lars Moen", "How many pipelines they run a day, and who looks after them.", days=6)
    stage.hold_one(gone, days=5)
    withdraw(gone, reason="The deal was won without it.", by=Actor.person(stage.world.people["Lars Moen"]), at=stage.at(2))


def _conversation(stage: Stage) -> None:
    """What colleagues leave beside the customers they look after."""
    said = (
        (40, "Spoke to their platform lead at the spring meeting: happy to help, but not in the weeks before the end of their year."),
        (33, "They move to the new data centre in January. Calls are fine, visits are not."),
        (26, "Our sponsor is on leave until the summer. His deputy knows the story as well as he does."),
        (21, "Asked for questions in writing two days ahead. It made the last call much better."),
        (15, "Very open about what went wrong in the first month, which is what prospects want to hear."),
        (12, "Prefers to speak to companies of their own size. The last one was far too small."),
        (9, "The new head of security would rather not name their suppliers. Everything else is fine."),
        (5, "Sent them a note of thanks and the figures from the call. They wrote back within the hour."),
    )
    members = [member for member in stage.world.members if member.account.owner is not None]
    for number, (days, text) in enumerate(said):
        account = members[number * 11].account
        add(account, author=there(account.owner), at=stage.at(days), text=text, circle_id=None)


def _drafts(stage: Stage) -> None:
    stage.asked("Sven Aalto", "How to", days=0.05, send=False)
    stage.asked("Priya Nair", "", days=1, send=False)


SCENES: tuple[Callable[[Stage], None], ...] = (
    _waiting_for_owners,
    _new_for_managers,
    _waiting_for_customers,
    _yes_with_times,
    _call_ahead_and_call_over,
    _said_no,
    _confidential,
    _overridden,
    _withdrawn,
    _conversation,
    _drafts,
)
