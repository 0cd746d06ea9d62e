"""People who registered on the public page, in each state of their review, made by the same verbs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from goodword.customers.models import Account
from goodword.demo.companies import World
from goodword.kernel.actor import Actor
from goodword.people.models import User
from goodword.recruiting.actions import calling, confirm, deciding, register, team
from goodword.recruiting.kinds import Agreed, AgreedKind, PublicProgram, SignUp, Trust
from goodword.recruiting.models import FitnessAnswer, Registration

NOTICE: Final = Agreed(
    kind=AgreedKind.NOTICE, language="en", number=0, words="We keep what you write here to decide with you whether and how you take part."
)
CONSENT: Final = Agreed(
    kind=AgreedKind.CONSENT, language="en", number=0, words="I agree that you keep what I wrote here and contact me about taking part."
)
BETTER: Final = (
    "Releases used to take a weekend. Now they take a coffee, and nobody stays late for them.",
    "Our auditors get their evidence from the pipeline. Two of us have their Decembers back.",
    "Three tools became one. New colleagues commit on their first day.",
    "We see what a change costs before it is merged, which ended most of our meetings.",
)
PEOPLE: Final = (
    ("Runa Eskildsen", "Head of Platform", "newsletter-2026-10", 26),
    ("Tobias Achterberg", "Release Manager", "newsletter-2026-10", 24),
    ("Imani Osei-Bonsu", "Director of Engineering", "release-mail", 33),
    ("Leonor Figueira", "Chief Architect", "", 12),
    ("Marek Dolezal", "Head of Security", "summit-page", 9),
    ("Yuki Shirakawa", "Engineering Manager", "release-mail", 3),
)


def build_registered(world: World) -> None:
    """Fresh ones, some whose team was asked, one of each that was answered, and open source and education with their calls."""
    accounts = list(
        Account.objects.filter(member=None, do_not_contact=False, nominations=None).exclude(owner=None).order_by("pk")[: len(PEOPLE)]
    )
    rows = [_signed_up(world, number, account, who) for number, (who, account) in enumerate(zip(PEOPLE, accounts, strict=False))]
    managed = [row for row in rows if row.responsible is not None]
    if managed:
        _reviewed(world, managed)
    _by_call(world)


def _signed_up(world: World, number: int, account: Account, who: tuple[str, str, str, int]) -> Registration:
    name, title, tag, days = who
    first, _space, last = name.lower().partition(" ")
    return _confirmed(
        world,
        days,
        program=PublicProgram.CUSTOMER,
        name=name,
        email=f"{first}.{last}@{account.name.partition(' ')[0].lower()}.example",
        company=account.name,
        job_title=title,
        country=account.country,
        came_from=tag,
        answers={"better": BETTER[number % len(BETTER)]},
        offered=("sales_call", "quote") if number % 2 else ("sales_call", "event_talk", "case_study"),
        trust=Trust.PROOF if number % 3 else Trust.PLAIN,
    )


def _confirmed(world: World, days: int, **fields: Any) -> Registration:
    at = world.at - timedelta(days=days)
    row = register(SignUp(notice=NOTICE, consent=CONSENT, **fields), by=Actor.system(), at=at)
    return confirm(row, by=Actor.system(), at=at + timedelta(minutes=20))


def _reviewed(world: World, rows: list[Registration]) -> None:
    """The first is answered by its team, the second by one of two, the third declined, the fourth later."""
    at, day = world.at, timedelta(days=1)
    for row in rows[:2]:
        team.ask_team([row], by=_by(row), at=at - 6 * day)
    _say(rows[0], at=at - 4 * day, answer="fits")
    if len(rows) > 1:
        for answer in rows[1].fitness.all()[:1]:
            _answer(answer, answer="fits", words="Glad customers, and Tobias talks well.", at=at - 5 * day)
    if len(rows) > 2:
        deciding.decline(rows[2], because="enough", words="Four of this industry wait already.", by=_by(rows[2]), at=at - 8 * day)
    if len(rows) > 3:
        deciding.put_off(rows[3], until_on=world.today + 75 * day, words="Renewal first.", by=_by(rows[3]), at=at - 2 * day)


def _say(row: Registration, *, at: Any, answer: str) -> None:
    for each in row.fitness.all():
        _answer(each, answer=answer, words="", at=at)


def _answer(row: FitnessAnswer, *, answer: str, words: str, at: Any) -> None:
    team.answer_fitness(row, answer=answer, words=words, by=Actor.person(row.asked), at=at)


def _by(row: Registration) -> Actor:
    return Actor.person(row.responsible if row.responsible is not None else User.objects.order_by("pk")[0])


def _by_call(world: World) -> None:
    day = timedelta(days=1)
    project = _confirmed(
        world,
        15,
        program=PublicProgram.OPEN_SOURCE,
        name="Noa Levanon",
        email="noa@quietparser.example",
        company="Quiet Parser",
        came_from="forum",
        answers={
            "project": "Quiet Parser",
            "repository": "https://git.example.com/quiet/parser",
            "licence": "MIT",
            "contributors": "some",
            "story": "Eleven time zones, one release train, and nobody is paid for it.",
        },
        offered=("blog", "event_talk"),
        trust=Trust.PROOF,
    )
    school = _confirmed(
        world,
        20,
        program=PublicProgram.EDUCATION,
        name="Amalia Brandt",
        email="a.brandt@uni-lindenau.example",
        company="University of Lindenau",
        country="DE",
        language="de",
        came_from="campus-letter",
        answers={
            "place": "university",
            "department": "Software engineering",
            "learners": "some",
            "story": "First years review each other.",
        },
        offered=("case_study", "quote"),
    )
    if project.responsible is not None:
        at = world.at.replace(minute=0, second=0, microsecond=0) + 3 * day
        calling.plan_call(project, call_at=at, place="https://meet.example.com/quiet-parser", by=_by(project), at=world.at - 3 * day)
    if school.responsible is not None:
        held = world.today - 2 * day
        calling.hold_call(school, held_on=held, agreed=True, notes="Wants to begin after the exams.", by=_by(school), at=world.at - day)
