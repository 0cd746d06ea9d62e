"""What is open of a colleague's: everything that somebody else must take over when they leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from goodword.customers.access import accounts_visible_to, opportunities_visible_to
from goodword.customers.models import Account, ListItem, Opportunity
from goodword.filters.access import shared_by
from goodword.filters.queries import address_of
from goodword.people.models import Absence, RoutingRule, Team, User
from goodword.people.queries import absences_from, circle_ids
from goodword.recruiting.access import nominations_visible_to
from goodword.recruiting.queries import registrations_of
from goodword.recruiting.queries.nominations import left_by
from goodword.recruiting.queries.reviewing import fitness_waiting
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries import left_behind
from goodword.stories.access import visible_to as stories_visible_to
from goodword.stories.queries.lists import left_by as stories_left_by
from goodword.ui.navigation import address

SHOWN: Final = 5
CUSTOMERS, DEALS, REQUESTS, DRAFTS, QUESTIONS, CONTENT = "customers", "deals", "requests", "drafts", "questions", "content"
WORDS = "words"
EXCEPTIONS, OPINIONS, REGISTRATIONS, FITNESS = "exceptions", "opinions", "registrations", "fitness"
NOMINATIONS = "nominations"
STORIES = "stories"
RULES, TEAMS, ABSENCES, FILTERS, AWAY = "rules", "teams", "absences", "filters", "away"


@dataclass(frozen=True, slots=True)
class Open:
    """One kind of open thing: how many, and the first of them as (words, address)."""

    kind: str
    label: str
    icon: str
    count: int
    shown: tuple[tuple[str, str], ...] = ()
    note: str = ""


def open_accounts(person: User, reader: User) -> QuerySet[Account]:
    """Customers they own or look after."""
    return accounts_visible_to(reader).filter(Q(owner=person) | Q(csm=person)).order_by("pk")


def open_deals(person: User, reader: User) -> QuerySet[Opportunity]:
    """Deals of theirs that are neither won nor lost."""
    closed = ListItem.objects.filter(Q(is_won=True) | Q(is_lost=True)).values("code")
    return opportunities_visible_to(reader).filter(owner=person).exclude(stage__in=closed).order_by("pk")


def absences(person: User, today: date) -> QuerySet[Absence]:
    """When they are away, from today on."""
    return absences_from(person, today)


def stands_in(person: User, today: date) -> QuerySet[Absence]:
    """The absences of colleagues, from today on, in which they stand in."""
    return Absence.objects.filter(deputy=person, to_on__gt=today).select_related("user").order_by("from_on", "pk")


def known_to(rows: QuerySet[Any], reader: User) -> QuerySet[Any]:
    """Of rows with a circle those that somebody may know of."""
    return rows.filter(Q(circle=None) | Q(circle__in=circle_ids(reader)))


def open_of(person: User, *, reader: User, today: date) -> list[Open]:
    """Everything open of somebody's, in words; of what is confidential only that there is some."""
    accounts, deals, requests = open_accounts(person, reader), open_deals(person, reader), left_behind.open_requests(person)
    questions, rules = left_behind.open_questions(person), RoutingRule.objects.filter(manager=person).select_related("region")
    known = circle_ids(reader)
    named = known_to(requests, reader)
    reviews, opinions = left_behind.open_reviews(person), left_behind.open_opinions(person)
    standing, away, begun, filters = stands_in(person, today), absences(person, today), left_behind.drafts(person), shared_by(person)
    some = _("Some are confidential: those who are in the know must hand them over.")
    found = [
        Open(CUSTOMERS, _("Customers"), "building", accounts.count(), _named(accounts, "desk:account")),
        Open(DEALS, _("Open deals"), "briefcase", deals.count(), _named(deals, "desk:deal")),
        Open(
            REQUESTS,
            _("Requests"),
            "list-check",
            named.count(),
            tuple((row.number, address("requests:request", row.pk)) for row in named[:SHOWN]),
            some if requests.exclude(pk__in=named.values("pk")).exists() else "",
        ),
        Open(DRAFTS, _("Drafts they did not send"), "pencil", begun.count(), note=_drafts_note(person, begun)),
        _of_requests(QUESTIONS, _("Questions to answer"), "help-circle", questions, known, some),
        _of_requests(EXCEPTIONS, _("Exceptions to decide on"), "scale", reviews, known, some),
        _of_requests(OPINIONS, _("Customers on short lists, a good idea or not"), "thumb-up", opinions, known, some),
        _of_requests(WORDS, _("Words about customers to read"), "message", left_behind.open_words(person), known, some),
        _of_requests(CONTENT, _("Content of events to prepare"), "microphone-2", left_behind.open_content(person), known, some),
        Open(REGISTRATIONS, _("Registrations to review"), "user-plus", registrations_of(person).count()),
        Open(FITNESS, _("Whether customers who registered fit"), "help-circle", fitness_waiting(person).count()),
        _nominations(person, reader),
        _stories(person, reader, some),
        Open(
            RULES,
            _("Routing rules"),
            "route",
            rules.count(),
            tuple((rule.region.name if rule.region else _("everything else"), address("people:routing")) for rule in rules[:SHOWN]),
            _("They go to a reference manager only."),
        ),
        Open(TEAMS, _("Teams they lead"), "users", Team.objects.filter(lead=person).count()),
        Open(
            ABSENCES,
            _("Colleagues they stand in for"),
            "user-share",
            standing.count(),
            tuple((row.user.name, address("people:person", row.user_id)) for row in standing[:SHOWN]),
        ),
        Open(
            FILTERS,
            _("Filters they share with everybody"),
            "filter",
            filters.count(),
            tuple((row.name, address_of(row.list, row.query)) for row in filters[:SHOWN]),
            _("They go to a reference manager only. Filters of their own stay with them."),
        ),
        Open(AWAY, _("Days away that are noted"), "calendar-off", away.count(), note=_("They are taken back, not handed over.")),
    ]
    return [each for each in found if each.count or each.note in {some, _stays()}]


def _of_requests(kind: str, label: str, icon: str, rows: QuerySet[Any], known: Iterable[int], some: str) -> Open:
    """What is asked of them about requests; of what is confidential to others only that there is some."""
    named = rows.filter(Q(reference_request__circle=None) | Q(reference_request__circle__in=known))
    note = some if rows.exclude(pk__in=named.values("pk")).exists() else ""
    return Open(kind, label, icon, named.count(), note=note)


def _nominations(person: User, reader: User) -> Open:
    """What they nominated or are to decide; of their drafts, which nobody else sees, only how many."""
    rows = left_by(person)
    shown = nominations_visible_to(reader).filter(pk__in=rows.values("pk")).select_related("account").order_by("pk")[:SHOWN]
    named = tuple((f"{row.reference} {row.account.name}", address("recruiting:nomination", row.number)) for row in shown)
    return Open(NOMINATIONS, _("Nominations"), "user-plus", rows.count(), named)


def _stories(person: User, reader: User, some: str) -> Open:
    """The stories they lead or have a part in; of what is confidential to others only that there is some."""
    rows = stories_left_by(person)
    shown = rows.filter(pk__in=stories_visible_to(reader).values("pk"))
    named = tuple((f"{row.reference} {row.title}", address("stories:story", row.number)) for row in shown[:SHOWN])
    return Open(STORIES, _("Stories"), "book", shown.count(), named, some if rows.exclude(pk__in=shown.values("pk")).exists() else "")


def _named(rows: QuerySet[Any], page: str) -> tuple[tuple[str, str], ...]:
    return tuple((row.name, address(page, row.pk)) for row in rows[:SHOWN])


def _stays() -> str:
    return _("Confidential drafts stay and are never sent: nobody else knows of them. They go away with other old drafts.")


def _drafts_note(person: User, begun: QuerySet[ReferenceRequest]) -> str:
    notes = [_("Whoever takes over may finish them.")] if begun.exists() else []
    return " ".join([*notes, *([_stays()] if left_behind.secret_drafts(person).exists() else [])])
