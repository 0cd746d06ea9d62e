"""Random pools of customers in the database, for comparing what SQL says with what the rules say."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from goodword.customers.kinds import Family, Health, Standing
from goodword.customers.models import Account, Contact, Member, SelfLimit
from goodword.kernel.clock import FiscalYear
from goodword.ledger.models import Answer, LedgerEntry, LimitInForce
from goodword.people.models import Program, Region
from goodword.policy.numbers import COUNTED, STANDARD, Numbers
from goodword.policy.periods import Period, PeriodKind, UsageLimit
from goodword.policy.queries import Prospect

TYPES = ("sales_call", "event_talk", "case_study", "survey")
FAMILY_OF = dict(zip(TYPES, ("call", "participation", "content", "research"), strict=True))
NAMES = ("Tarn Ferries", "Ébène et Fils", "Nordholm Rail", "株式会社星凪", "Quill & Harbour")
CODES = ("alpha", "beta", "gamma", "delta")
CITIES = ("Oslo", "Drammen", "Bergen", "Paris", "Versailles", "Nowhere at all")
ZONES = ("UTC", "America/Los_Angeles", "Pacific/Kiritimati", "Europe/Oslo")


@dataclass
class World:
    """One random world around a day of asking; the same seed makes the same world."""

    seed: int
    ask_on: date
    size: int
    numbers: Numbers = field(init=False)
    fiscal: FiscalYear = field(init=False)
    zone: ZoneInfo = field(init=False)
    asked_type: str = field(init=False)
    dice: Random = field(init=False)
    regions: list[Region] = field(init=False)
    accounts: list[Account] = field(init=False)

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        self.fiscal = FiscalYear(self.dice.randint(1, 12))
        self.zone = ZoneInfo(self.dice.choice(ZONES))
        self.asked_type = self.dice.choice((*TYPES, "sales_call", "event_talk"))
        self.numbers = self._numbers()

    def maybe(self, share: float) -> bool:
        return self.dice.random() < share

    def some(self, of: tuple[str, ...]) -> list[str]:
        return [each for each in of if self.maybe(0.4)]

    def near(self, back: int, ahead: int) -> date:
        """Return a day around the day of asking, often right on an edge."""
        if self.maybe(0.3):
            return self.ask_on + timedelta(days=self.dice.choice((-365, -180, -90, -30, -7, -1, 0, 1, 7, 30, 60)))
        return self.ask_on + timedelta(days=self.dice.randint(-back, ahead))

    def or_none(self, day: date, share: float = 0.5) -> date | None:
        return day if self.maybe(share) else None

    def build(self) -> None:
        """Write it all down."""
        parent_counts = self.maybe(0.4)
        self._keep()
        Program.objects.update_or_create(
            pk=1,
            defaults={
                "fiscal_first_month": self.fiscal.first_month,
                "time_zone": self.zone.key,
                "ledger_holder": "parent" if parent_counts else "account",
            },
        )
        self.regions = [Region.objects.get_or_create(code=code, defaults={"name": code})[0] for code in CODES[:2]]
        self.accounts = [self._account(index) for index in range(self.size)]
        for account in self.accounts:
            self._customer(account)
        self._history()

    def _account(self, index: int) -> Account:
        dice = self.dice
        parent = dice.choice(Account.objects.filter(name__in=NAMES)[:3] or [None]) if index and self.maybe(0.5) else None
        return Account.objects.create(
            name=dice.choice(NAMES),
            parent=parent,
            industry=dice.choice(CODES),
            region=dice.choice([None, *self.regions]),
            country=dice.choice(("", "NO", "FR")),
            city=dice.choice(("", *CITIES)),
            segment=dice.choice(CODES),
            tier=dice.choice(CODES),
            seats=dice.choice((None, 0, 1, 249, 250, 499, 500, 2000, 2001, 4001)),
            use_cases=self.some(CODES),
            competitors_replaced=self.some(CODES),
            tech_stack=self.some(CODES),
            stages_used=self.some(CODES),
            health=dice.choice(Health.values),
            escalated_on=self.or_none(self.ask_on, 0.1),
            renewal_on=self.or_none(self.near(30, 90)),
            do_not_contact=self.maybe(0.1),
            blocked_prospects=[dice.choice(NAMES).upper()] if self.maybe(0.3) else [],
        )

    def _customer(self, account: Account) -> None:
        dice = self.dice
        for _ in range(dice.randint(0, 2)):
            Contact.objects.create(
                account=account,
                name="Somebody",
                email="" if self.maybe(0.2) else "somebody@example.com",
                persona=dice.choice(CODES),
                languages=self.some(CODES),
                agreed_types=self.some(TYPES) if self.maybe(0.3) else None,
                left_on=self.or_none(self.near(5, 5), 0.3),
                do_not_contact=self.maybe(0.1),
                quiet_until=self.or_none(self.near(5, 5), 0.3),
                bounced_at=datetime(2026, 1, 1, tzinfo=UTC) if self.maybe(0.1) else None,
            )
        if self.maybe(0.15):
            return
        standing = dice.choice([*Standing.values, "active", "active", "active", "active"])
        rule = dice.choice(("", "renewal", "health", "unverified")) if standing in ("caution", "paused") else ""
        member = Member.objects.create(
            account=account,
            standing=standing,
            standing_at=datetime(2026, 1, 1, tzinfo=UTC),
            paused_until=self.near(3, 3) if standing == "paused" and not (rule and self.maybe(0.5)) else None,
            standing_rule=rule,
            agreed_types=list(TYPES) if self.maybe(0.7) else self.some(TYPES),
            refused_types=self.some(TYPES) if self.maybe(0.1) else [],
            joined_on=self.near(500, 0),
            verified_on=self.or_none(self.near(400, 0)),
            territories=self.some(CODES[:2]) if self.maybe(0.3) else [],
            is_confidential=self.maybe(0.1),
            comfort_days=dice.choice((None, 1, 30, 182, 365)),
            comfort_effort=dice.choice((None, 0, 1, 3, 9)),
        )
        contacts = list(account.contacts.all())
        for family in Family.values:
            if self.maybe(0.4):
                whose = dice.choice(contacts) if contacts and self.maybe(0.3) else None
                SelfLimit.objects.create(
                    member=member, contact=whose, family=family, most=dice.randint(0, 3), days=dice.choice((1, 30, 90, 365, 900))
                )

    def _history(self) -> None:
        """Write a history under generous limits, and lower them afterwards, so that every overlap occurs."""
        kept = dict(SelfLimit.objects.values_list("pk", "most"))
        SelfLimit.objects.update(most=90)
        for account in self.accounts:
            limits = list(SelfLimit.objects.filter(member__account=account).values_list("days", flat=True))
            for _ in range(self.dice.randint(0, 5)):
                self._entry(account, limits)
        for pk, most in kept.items():
            SelfLimit.objects.filter(pk=pk).update(most=most)

    def _day_of_entry(self, own: list[int]) -> date:
        """Return a day on the edge of a quarter, of a limit's days, or anywhere near."""
        dice = self.dice
        step = dice.choice((-1, 0, 1))
        if self.maybe(0.4):
            quarter = self.fiscal.quarter_of(self.ask_on)
            return self.fiscal.add_quarters(quarter, dice.randint(-3, 3)).start + timedelta(days=min(step, 0))
        if self.maybe(0.5):
            limit = self.numbers.limit_of(FAMILY_OF[self.asked_type])
            rolling = [limit.period.count] if limit and limit.period.kind is PeriodKind.ROLLING_DAYS else []
            days = dice.choice([*own, *rolling, 0, 1])
            return self.ask_on + timedelta(days=dice.choice((-days, days)) + step)
        return self.near(600, 120)

    def _entry(self, account: Account, own: list[int]) -> None:
        dice = self.dice
        asked_type = self.asked_type if self.maybe(0.7) else dice.choice(TYPES)
        day = self._day_of_entry(own)
        is_hold = self.maybe(0.4)
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        ask_begins = datetime.combine(self.ask_on, time.min, tzinfo=self.zone)
        expires_at = ask_begins + dice.choice((timedelta(seconds=-1), timedelta(0), timedelta(hours=dice.randint(-60, 60))))
        entry = LedgerEntry(
            holder=account,
            account=account,
            contact=dice.choice([None, *account.contacts.all()]),
            family=FAMILY_OF[asked_type],
            activity_type=asked_type,
            kind="hold" if is_hold else "ask",
            from_on=day,
            to_on=day + timedelta(days=1),
            planned_on=day,
            asked_on=None if is_hold else day,
            effort=dice.randint(0, 5),
            answer="" if is_hold else dice.choice(["", *Answer.values]),
            missed=not is_hold and self.maybe(0.3),
            expires_at=expires_at if is_hold and self.maybe(0.8) else None,
            released_at=midnight if is_hold and self.maybe(0.2) else None,
            created_at=midnight,
        )
        entry.save()

    def _numbers(self) -> Numbers:
        dice = self.dice
        limits: dict[str, UsageLimit | None] = {}
        for family in Family.values:
            kind = dice.choice(list(PeriodKind))
            count = dice.randint(1, 3) if kind is PeriodKind.FISCAL_QUARTERS else dice.choice((1, 30, 90, 365))
            limits[family] = UsageLimit(dice.randint(0, 3), Period(kind, count)) if self.maybe(0.8) else None
        changes: dict[str, Any] = {
            "limits": limits,
            "counts": dice.choice(COUNTED),
            "renewal_days": dice.choice((0, 30, 60)),
            "recently_referenced_days": dice.choice((0, 30, 90)),
            "answer_days": dice.choice((1, 7, 30)),
            "verification_months": dice.choice((1, 6, 12)),
            "health_level": dice.choice(("poor", "fair")),
            "poor_health": dice.choice(("warn", "block")),
            "other_region": dice.choice(("pass", "warn", "block")),
            "weights": {code: dice.randint(0, 20) for code in STANDARD.weights} | {"story": 0},
        }
        return replace(STANDARD, **changes)

    def _keep(self) -> None:
        """Let the ledger stamp entries with periods of a time before these numbers, with room for more than they allow."""
        LimitInForce.objects.filter(holder=None).delete()
        for family, limit in self.numbers.limits.items():
            if limit is not None:
                period = "quarters" if limit.period.kind is PeriodKind.FISCAL_QUARTERS else "days"
                LimitInForce.objects.create(family=family, most=90, period=period, every=self.dice.randint(1, 4))

    def prospect(self) -> Prospect | None:
        """Return nobody, a row of the pool, or a name that somebody typed."""
        row = self.dice.choice(self.accounts)
        return self.dice.choice((None, Prospect(row.name, row.pk, row.parent_id), Prospect(self.dice.choice(NAMES).lower())))

