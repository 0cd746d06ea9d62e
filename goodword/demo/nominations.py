"""Nominations in the demo, in every state, taken there by the verbs that people use."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from goodword.customers.models import Account, Contact, Member
from goodword.demo.companies import World
from goodword.demo.granted import granted
from goodword.kernel.actor import Actor
from goodword.people.kinds import Role
from goodword.people.models import RoleAssignment, User
from goodword.people.queries import today
from goodword.recruiting.actions import save_briefing, start_nomination, submit
from goodword.recruiting.actions.approve import LetterWords, approve
from goodword.recruiting.actions.introduction import write_introduction
from goodword.recruiting.actions.review import answer, ask_back, take_up, turn_down, withdraw
from goodword.recruiting.kinds import Purpose
from goodword.recruiting.models import Nomination
from goodword.recruiting.queries.briefing import begun_with

STORY = {
    "why_us": "They shipped twice a year, and every release was a weekend for forty people. Now a team ships when it is ready.",
    "metrics": "From two releases a year to eleven a week; onboarding from six weeks to three days.",
    "interest": "They spoke about it at our user meeting without being asked.",
    "activities": ["sales_call", "event_talk"],
}
SAID = {
    "led": "Four tools that did not talk to each other, and an audit that asked why.",
    "why_us": "One place for everything. They looked at two others for a quarter.",
    "experience": "Rough in the first month, then quiet.",
    "case": "Licences of three tools saved, and a day a week for each team.",
    "adoption": "Two teams, then everybody: 1,400 people in a year.",
    "surprise": "That the security team asked to be first.",
}


def build_nominations(world: World) -> None:
    """One of each: a draft, new, late, asked back, answered, in review with a call planned, approved, not approved, withdrawn, a board."""
    sven, mara = User.objects.get(name="Sven Aalto"), User.objects.get(name="Mara Lindqvist")
    priya, jonas = User.objects.get(name="Priya Nair"), User.objects.get(name="Jonas Weir")
    RoleAssignment.objects.get_or_create(user=jonas, role=Role.BOARD_MANAGER, region=None)
    free, by = _free(), Actor.person(mara)

    def days(ago: float) -> datetime:
        return world.at - timedelta(days=ago)

    _begun(next(free), sven, at=days(1))
    _sent(next(free), sven, at=days(2))
    _sent(next(free), priya, at=days(14))
    asked = _sent(next(free), sven, at=days(5))
    ask_back(asked, by=by, at=days(3), question="How many of their teams use it, and may we say so?")
    told = _sent(next(free), priya, at=days(8))
    ask_back(told, by=by, at=days(7), question="Who would take the call there?")
    answer(told, by=Actor.person(priya), at=days(6), words="Their head of platform; she said yes when I asked her.")
    talked = _sent(next(free), sven, at=days(6))
    take_up(talked, by=by, at=days(5))
    write_introduction(talked, by=by, at=days(4), said={"planned_at": world.at + timedelta(days=2), "answers": {"led": SAID["led"]}})
    _joined(_sent(next(free), sven, at=days(20)), mara, at=days(12))
    turn_down(
        _sent(next(free), priya, at=days(25)), by=by, at=days(21), reason="Their renewal is open until spring. Let us come back to it then."
    )
    withdraw(_sent(next(free), sven, at=days(11)), by=Actor.person(sven), at=days(10), reason="They are being bought.")
    large = Account.objects.filter(seats__gte=1200, member__isnull=False, do_not_contact=False).order_by("-seats", "pk")
    for account, ago in zip(large[:2], (3, 16), strict=False):
        board = _sent(account, sven, at=days(ago), purpose=Purpose.ADVISORY_BOARD)
        if ago > 7:
            approve(board, by=Actor.person(jonas), at=days(12))


def _free() -> Iterator[Account]:
    """Customers who are no members and have somebody to write to; long names among the first."""
    taken = Member.objects.values("account_id")
    there = Contact.objects.filter(left_on=None, do_not_contact=False).exclude(email="").values("account_id")
    rows = Account.objects.filter(pk__in=there, do_not_contact=False, escalated_on=None).exclude(pk__in=taken)
    found = list(rows.exclude(nominations__isnull=False).order_by("pk")[:60])
    long = sorted(found, key=lambda each: (-len(each.name), each.pk))[:2]
    yield from (*long, *(each for each in found if each not in long))


def _begun(account: Account, who: User, *, at: datetime, purpose: str = Purpose.PROGRAM) -> Nomination:
    champion = account.contacts.filter(left_on=None, do_not_contact=False).first()
    by = Actor.person(who)
    told = {**begun_with(account), **STORY}
    row = granted(start_nomination(account, by=by, at=at, champion=champion, purpose=purpose, briefing=told))
    return granted(save_briefing(row, by=by, at=at, briefing=_rest(account), champion=champion))


def _rest(account: Account) -> dict[str, Any]:
    """What the record does not say, as somebody would fill it in."""
    return {"industry": account.industry or "software", "stages": list(account.stages_used) or ["plan", "build", "release"]}


def _sent(account: Account, who: User, *, at: datetime, purpose: str = Purpose.PROGRAM) -> Nomination:
    return granted(submit(_begun(account, who, at=at, purpose=purpose), by=Actor.person(who), at=at))


def _joined(row: Nomination, manager: User, *, at: datetime) -> None:
    by, day = Actor.person(manager), today(at)
    said = {
        "held_on": day,
        "is_described": True,
        "answers": SAID,
        "agreed_types": ["sales_call", "event_talk"],
        "refused_types": ["press_interview"],
        "comfort": "One call a quarter, one talk a year",
        "limits": {"participation": [1, 365]},
        "consent_on": day,
        "consent_way": "call",
        "consent_by": row.champion,
    }
    write_introduction(row, by=by, at=at, said=said, finish=True)
    approve(row, by=by, at=at + timedelta(minutes=20), letter=LetterWords("Welcome, and thank you", "So good to have you with us."))
