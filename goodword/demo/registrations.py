"""Who registered on the public page in the last weeks: over programs, languages, links and states, by the verbs that people use."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from goodword.customers.models import Account
from goodword.demo.companies import World
from goodword.demo.granted import granted
from goodword.kernel.actor import Actor
from goodword.recruiting.actions import confirm, expire_registrations, network_mark, register
from goodword.recruiting.actions.deciding import accept, decline, discard
from goodword.recruiting.kinds import Agreed, AgreedKind, PublicProgram, SignUp, Trust
from goodword.recruiting.models import Registration
from goodword.texts.kinds import fill
from goodword.texts.queries import text_in_force

_P = PublicProgram
FLOOD: Final = 24
BOT_NAMES: Final = ("Aldo", "Brix", "Corv", "Dexa", "Elin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """One person: when they came, from which link, and whether they confirmed. `of` is the place of their company among the customers."""

    days: float
    name: str
    title: str
    country: str
    language: str = "en"
    program: PublicProgram = _P.CUSTOMER
    of: int | None = None
    company: str = ""
    email: str = ""
    came_from: str = ""
    trust: Trust = Trust.PROOF
    offered: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    is_confirmed: bool = True


GUESTS: Final = (
    Guest(
        days=40, name="Torvald Enge", title="Head of platform", country="NO", of=3, came_from="website",
        offered=("sales_call", "quote"), answers={"better": "A release used to be a weekend. Now it is a Tuesday."},
    ),
    Guest(
        days=26, name="Annelie Brück", title="Leiterin Entwicklung", country="DE", language="de", of=8, came_from="newsletter-2026-10",
        offered=("case_study", "event_talk"), answers={"better": "Wir liefern jede Woche statt jedes Quartal."},
    ),
    Guest(
        days=19, name="Maëlle Quéré", title="Directrice technique", country="FR", language="fr", of=14, came_from="newsletter-2026-10",
        offered=("webinar",), answers={"better": "Nos équipes partagent enfin le même outil."},
    ),
    Guest(
        days=12, name="Ravi Menon", title="Engineering manager", country="IN", email="ravi.menon.dev@gmail.com", of=21,
        came_from="webinar-follow-up", offered=("sales_call", "survey"), trust=Trust.PLAIN,
        answers={"better": "Security reviews happen before the merge, not after the release."},
    ),
    Guest(
        days=9, name="Sigrid Aune", title="Platform engineer", country="NO", company="Fjordkraft Verktøy",
        email="sigrid@fjordverktoy.example", came_from="website", offered=("quote", "logo"),
    ),
    Guest(
        days=6, name="山田 花子", title="開発部長", country="JP", of=30, came_from="newsletter-2026-11", offered=("case_study",),
        answers={"better": "監査の準備が三週間から二日になりました。"},
    ),
    Guest(
        days=4, name="Pilar Otero", title="CTO", country="ES", company="Otero y Hermanas", email="pilar.otero@outlook.com",
        came_from="newsletter-2026-11", offered=("sales_call",),
    ),
    Guest(
        days=23, name="Jun Halloran", title="Maintainer", country="CA", program=_P.OPEN_SOURCE, company="Halyard project",
        email="jun@halyard-project.example", came_from="conference-2026", offered=("blog", "event_talk"),
        answers={
            "project": "Halyard", "repository": "https://code.halyard-project.example/halyard", "licence": "Apache-2.0",
            "contributors": "some", "story": "Forty people on four continents release it every second Thursday.",
        },
    ),
    Guest(
        days=5, name="Oumar Diallo", title="Core developer", country="SN", program=_P.OPEN_SOURCE, language="fr", company="Baobab tools",
        email="oumar@baobab-tools.example", offered=("case_study",),
        answers={"project": "Baobab", "repository": "https://src.baobab-tools.example", "contributors": "few"},
    ),
    Guest(
        days=16, name="Dr. Elena Marchetti", title="Professor of software engineering", country="IT", program=_P.EDUCATION,
        company="Politecnico di Valdora", email="e.marchetti@valdora.example", came_from="website", offered=("webinar", "quote"),
        answers={"place": "university", "department": "Software engineering, second year", "learners": "some"},
    ),
    Guest(
        days=3, name="Björn Ahlquist", title="Lärare", country="SE", program=_P.EDUCATION, company="Sjöviks gymnasium",
        email="bjorn.ahlquist@sjovik.example", came_from="newsletter-2026-11", answers={"place": "school", "learners": "few"},
    ),
    Guest(days=0.2, name="Kwame Boateng", title="DevOps lead", country="GH", of=36, came_from="newsletter-2026-11", is_confirmed=False),
    Guest(
        days=8, name="Win Big", title="", country="", company="Best Links", email="offers@best-links.example", trust=Trust.PLAIN,
        answers={"better": "Our ranking service will make you number one."},
    ),
    Guest(
        days=15, name="Test Test", title="", country="", company="Test", email="test@test-mail.example", trust=Trust.PLAIN,
        is_confirmed=False,
    ),
)  # fmt: skip


def build_registrations(world: World) -> None:
    """Everybody registers at their time, and most confirm within the hour; what nobody confirmed has expired."""
    for number, guest in enumerate(GUESTS):
        at = _moment(guest, number, world.at)
        row = register(_signup(guest, world, at=at), by=Actor.system(), at=at)
        if guest.is_confirmed:
            confirm(row, by=Actor.system(), at=min(at + timedelta(minutes=20), world.at))
    expire_registrations(at=world.at)
    _flood(world)
    _decide(world)


def _decide(world: World) -> None:
    """Some are answered: one accepted whose nomination has begun, one declined, one not meant seriously and set aside."""
    by = Actor.person(world.people["Mara Lindqvist"])

    def of(name: str) -> Registration:
        return Registration.objects.get(name=name)

    granted(accept(of("Sigrid Aune"), new_account=True, by=by, at=_day(world, 5)))
    granted(decline(of("Pilar Otero"), because="no_customer", words="Nobody knows them as a customer.", by=by, at=_day(world, 2)))
    discard([of("Win Big")], by=by, at=_day(world, 6))


def _flood(world: World) -> None:
    """Somebody tried the page out: two dozen within an hour from one network, of companies that nobody knows; in the queue one line."""
    first = _day(world, 2).replace(hour=3, minute=5)
    for number in range(FLOOD):
        at = first + timedelta(minutes=number * 2)
        guest = Guest(
            days=2, name=f"{BOT_NAMES[number % len(BOT_NAMES)]} {number}", title="", country="", trust=Trust.PLAIN,
            company=f"{BOT_NAMES[number % len(BOT_NAMES)]}soft {number}", email=f"contact{number}@mail{number}.example",
        )  # fmt: skip
        row = register(_signup(guest, world, at=at, network="203.0.113.99"), tell=False, by=Actor.system(), at=at)
        confirm(row, by=Actor.system(), at=at + timedelta(seconds=40))


def _day(world: World, days: int) -> datetime:
    return (world.at - timedelta(days=days)).replace(hour=9, minute=12)


def _moment(guest: Guest, number: int, now: datetime) -> datetime:
    """Some days ago; on earlier days in the hours in which people write."""
    moment = now - timedelta(days=guest.days)
    return moment if guest.days < 1 else moment.replace(hour=8 + number * 5 % 11, minute=number * 17 % 60)


def _signup(guest: Guest, world: World, *, at: datetime, network: str = "") -> SignUp:
    account = world.accounts[guest.of % len(world.accounts)] if guest.of is not None else None
    mark = network_mark(network or f"198.51.100.{at.day}") if world.at - at < timedelta(days=7) else ""
    same = ("program", "name", "language", "came_from", "trust", "offered", "answers")
    said: dict[str, Any] = {name: getattr(guest, name) for name in same}
    return SignUp(
        **said,
        job_title=guest.title,
        country=guest.country,
        company=account.name if account is not None else guest.company,
        email=guest.email or _address(guest, account),
        network=mark,
        notice=_read(AgreedKind.NOTICE, guest.language),
        consent=_read(AgreedKind.CONSENT, guest.language),
    )


def _address(guest: Guest, account: Account | None) -> str:
    """An address at the company, as the people we know there have."""
    known = account.contacts.exclude(email="").first() if account is not None else None
    first = guest.name.split()[0].lower() if guest.name.isascii() else f"guest{int(guest.days)}"
    return f"{first}@{known.email.rpartition('@')[2]}" if known is not None else f"{first}@guests.example"


def _read(kind: AgreedKind, language: str) -> Agreed:
    text = text_in_force(f"join_{kind}", [language])
    words = "\n\n".join(fill(text.words, {"company": "Harrowgate"}).paragraphs)
    return Agreed(kind=kind, language=text.language, number=text.number, words=words)
