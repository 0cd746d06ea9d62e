"""The demo's companies, their people, members and deals."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from goodword.customers.kinds import ActivityType, Standing
from goodword.customers.models import Account, Contact, Member, Opportunity, SelfLimit
from goodword.demo.names import AWKWARD_COMPANIES, TITLES, company_names, mail_address, person_name
from goodword.demo.places import PLACES, Place
from goodword.people.models import Region, User

COMPANIES, MEMBERS, PROSPECTS = 400, 180, 70
SEATS = {"strategic": (2500, 20000), "enterprise": (800, 4000), "mid_market": (150, 900), "smb": (10, 160)}
OWNERS = {
    "emea": ("Priya Nair", "Lars Moen", "Claire Fontanel", "Sven Aalto"),
    "americas": ("Rosa Delgado", "Dwight Amadi"),
    "apac": ("Haruto Sato", "Meera Pillai"),
}
SUCCESS = {"emea": "Jonas Weir", "americas": "Inês Ferreira", "apac": "Jonas Weir"}
USE_CASES = (
    "planning",
    "source_code",
    "pipelines",
    "delivery",
    "security_scans",
    "audit_trail",
    "supply_chain",
    "infrastructure",
    "cloud_migration",
    "tool_consolidation",
)
PLANS = (
    "two hundred seats",
    "platform for the whole group",
    "renewal with more seats",
    "first order",
    "pilot with three teams",
    "security scanning for all teams",
)
MOVES = {
    "jenkins": "from Jenkins to one platform",
    "in_house": "replacing the in-house tools",
    "subversion": "moving off Subversion",
    "bitbucket": "moving from Bitbucket",
    "azure_devops": "moving from Azure DevOps",
    "nothing": "a first shared platform",
}
# Stages of the product; who uses which is no throw of the dice, so that the rest of this world stays as it is.
USED = ("Plan", "Build", "Test", "Secure", "Release", "Run")
REPLACED = ("jenkins", "in_house", "subversion", "bitbucket", "azure_devops", "nothing")
STAGES = ("discovery", "scoping", "technical_evaluation", "proposal", "negotiating", "won", "lost")
CURRENCIES = {"emea": "EUR", "americas": "USD", "apac": "USD"}
AGREED = (
    ActivityType.SALES_CALL,
    ActivityType.ANALYST_CALL,
    ActivityType.EVENT_TALK,
    ActivityType.WEBINAR,
    ActivityType.PANEL,
    ActivityType.CASE_STUDY,
    ActivityType.QUOTE,
    ActivityType.LOGO,
    ActivityType.PEER_REVIEW,
)


COMFORT = ("One call a quarter", "A call now and then", "One thing every half year", "Happy to help when it fits", "")
PACE = {"One thing every half year": 182}


@dataclass
class World:
    """What has been made so far, so that later parts can point at it."""

    dice: Random
    at: datetime
    today: date
    people: dict[str, User]
    accounts: list[Account] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    deals: list[Opportunity] = field(default_factory=list)
    zones: dict[int, Place] = field(default_factory=dict)

    def days(self, first: int, last: int) -> date:
        """A day some days from today, at random within bounds."""
        return self.today + timedelta(days=self.dice.randint(first, last))


def build_companies(world: World) -> None:
    """Create accounts with contacts, make members of some, give others a deal."""
    regions = {region.code: region for region in Region.objects.all()}
    named = [(name, industry, next(p for p in PLACES if p.city == city)) for name, industry, city in AWKWARD_COMPANIES]
    named += [(name, industry, world.dice.choice(PLACES)) for name, industry in company_names(world.dice, COMPANIES - len(named))]
    rows = [_account(world, number, name, industry, place, regions) for number, (name, industry, place) in enumerate(named)]
    world.accounts = Account.objects.bulk_create(rows)
    for account, (_, _, place) in zip(world.accounts, named, strict=True):
        world.zones[account.pk] = place
    children = [(world.accounts[n], world.accounts[n + 1]) for n in range(20, 60, 8)]
    for parent, child in children:
        child.parent = parent
    Account.objects.bulk_update([child for _, child in children], ["parent"])
    Contact.objects.bulk_create(contact for account in world.accounts for contact in _contacts(world, account))
    _members(world)
    _deals(world)


def _account(world: World, number: int, name: str, industry: str, place: Place, regions: dict[str, Region]) -> Account:
    dice = world.dice
    segment = dice.choices(tuple(SEATS), (1, 4, 4, 3))[0]
    owner = None if number % 57 == 11 else world.people[dice.choice(OWNERS[place.region])]
    return Account(
        name=name,
        industry=industry,
        region=regions[place.region],
        city=place.city,
        state=place.state,
        country=place.country,
        segment=segment,
        tier=dice.choices(("standard", "premium", "ultimate"), (2, 5, 4))[0],
        seats=dice.randint(*SEATS[segment]),
        use_cases=sorted(dice.sample(USE_CASES, dice.randint(1, 4))),
        competitors_replaced=sorted(dice.sample(REPLACED, dice.choice((1, 1, 2)))),
        stages_used=[stage for place, stage in enumerate(USED) if (number + place) % 3],
        tags=[tag for tag, each in (("early_adopter", 7), ("good_speaker", 9), ("lighthouse", 13)) if number % each == 3],
        health=dice.choices(("good", "fair", "poor", ""), (12, 4, 1, 2))[0],
        health_checked_on=world.days(-60, -2),
        escalated_on=world.days(-20, -2) if number % 41 == 5 else None,
        renewal_on=world.days(10, 700),
        customer_since=world.days(-2200, -200),
        owner=owner,
        csm=world.people[SUCCESS[place.region]],
        source="crm",
        external_id=f"001-{number:05d}",
        product_version=f"1{dice.randint(5, 8)}.{dice.randint(0, 11)}",
    )


def _contacts(world: World, account: Account) -> list[Contact]:
    """One to three people of a company, no two of the same name or address."""
    found: dict[str, Contact] = {}
    wanted = world.dice.choice((1, 2, 2, 3))
    while len(found) < wanted:
        contact = _contact(world, account, len(found))
        if contact.name not in {other.name for other in found.values()}:
            found.setdefault(contact.email, contact)
    return list(found.values())


def _contact(world: World, account: Account, number: int) -> Contact:
    dice, place = world.dice, world.zones[account.pk]
    persona = dice.choice(tuple(TITLES))
    name = person_name(dice, place.languages[0])
    return Contact(
        account=account,
        name=name,
        email=mail_address(name, persona, account.name),
        title=dice.choice(TITLES[persona]),
        persona=persona,
        languages=list(place.languages),
        time_zone=place.zone,
        is_champion=number == 0,
        source="crm",
        external_id=f"003-{account.pk}-{number}",
        left_on=world.days(-90, -5) if dice.random() < 0.03 else None,
        do_not_contact=dice.random() < 0.02,
        quiet_until=world.days(20, 90) if dice.random() < 0.02 else None,
    )


def _members(world: World) -> None:
    dice = world.dice
    chosen = sorted(
        world.accounts[: len(AWKWARD_COMPANIES)] + dice.sample(world.accounts[len(AWKWARD_COMPANIES) :], MEMBERS - len(AWKWARD_COMPANIES)),
        key=lambda a: a.pk,
    )
    champions = {contact.account_id: contact for contact in Contact.objects.filter(account__in=chosen, is_champion=True)}
    rows = []
    for number, account in enumerate(chosen):
        standing = dice.choices(
            (Standing.ACTIVE, Standing.CAUTION, Standing.PAUSED, Standing.RECRUITED, Standing.RETIRED), (30, 3, 3, 2, 2)
        )[0]
        standing = Standing.ACTIVE if number < len(AWKWARD_COMPANIES) else standing
        agreed = sorted(
            {ActivityType.LOGO, *dice.sample(AGREED, dice.randint(3, 7)), *([ActivityType.SALES_CALL] if dice.random() < 0.8 else [])}
        )
        joined = world.days(-900, -90)
        rows.append(
            Member(
                account=account,
                standing=standing,
                standing_at=world.at - timedelta(days=dice.randint(5, 400)),
                joined_on=joined,
                paused_until=world.days(8, 80) if standing == Standing.PAUSED else None,
                agreed_types=agreed,
                refused_types=sorted({ActivityType.PRESS_INTERVIEW, ActivityType.SITE_VISIT} - set(agreed))[: dice.randint(0, 2)],
                comfort=(comfort := dice.choice(COMFORT)),
                comfort_days=PACE.get(comfort),
                comfort_effort=dice.choice((6, 8, 10, 12)),
                champion=champions.get(account.pk),
                how_joined=dice.choice(("nominated", "by_hand", "external_page")),
                verified_on=world.days(-320, -3),
                preferences=dice.choice(("Afternoons", "Short notes first", "Never on Fridays", "")),
            )
        )
    world.members = Member.objects.bulk_create(rows)
    for member in world.members:
        member.refresh_from_db(fields=["number"])


def build_own_limits(world: World) -> None:
    """Some customers set a limit of their own; after the history, which it would have forbidden."""
    chosen = world.dice.sample(world.members[len(AWKWARD_COMPANIES) :], 8)
    SelfLimit.objects.bulk_create(SelfLimit(member=member, family="call", most=1, days=world.dice.choice((180, 365))) for member in chosen)


def _deals(world: World) -> None:
    dice, members = world.dice, {member.account_id for member in world.members}
    prospects = [account for account in world.accounts if account.pk not in members][:PROSPECTS]
    rows = []
    for number, account in enumerate(prospects):
        region = world.zones[account.pk].region
        name = (
            dice.choice(OWNERS[region]) if number % 3 else {"emea": "Sven Aalto", "americas": "Tom Becker", "apac": "Haruto Sato"}[region]
        )
        before = account.competitors_replaced[0]
        plan = dice.choice((PLANS[number % 6], PLANS[number % 5], MOVES[before]))
        rows.append(
            Opportunity(
                name=f"{account.name}: {plan}",
                account=account,
                owner=world.people[name],
                stage=dice.choices(STAGES, (2, 2, 6, 4, 3, 3, 2))[0],
                amount=Decimal(dice.randint(20, 900) * 1000),
                currency=CURRENCIES[region],
                close_on=world.days(-60, 150),
                competitor=account.competitors_replaced[0],
                use_cases=account.use_cases,
                source="crm",
                external_id=f"006-{number:05d}",
            )
        )
    world.deals = Opportunity.objects.bulk_create(rows)
