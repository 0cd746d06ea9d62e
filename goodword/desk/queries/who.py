"""Who to ask: which reference manager gets a request, who is in whose place, and who answers for a customer.

The answer is the routing's own (`people.queries.RoutingTable`), for whoever reads the page.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from goodword.customers import queries as customers
from goodword.customers.kinds import ListKind
from goodword.customers.kinds.places import country_name
from goodword.customers.models import Account
from goodword.desk.queries.search import accounts_called
from goodword.kernel.text import fold
from goodword.people import queries as people
from goodword.people.models import Region, User
from goodword.policy.queries import in_force

MOST: Final = 8
# Countries have codes of two letters; anything as short begins a name.
LETTERS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A colleague to turn to: `away` says until when they are not there, and who answers."""

    user: User
    as_what: str = ""
    away: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A region, who gets a request about a customer there, why, and who else looks after it."""

    region: Region | None
    manager: Someone | None
    why: str
    others: tuple[Someone, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A customer, with everybody to turn to about them."""

    account: Account
    people: tuple[Someone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoToAsk:
    """The page: places and customers that fit what was looked for; `picks` are the segments in which the asker picks."""

    places: tuple[Place, ...]
    elsewhere: Place
    customers: tuple[Customer, ...]
    picks: str
    has_rules: bool


def who_to_ask(reader: User, *, words: str = "", region_id: int | None = None, at: datetime) -> WhoToAsk:
    """Read it for one colleague: what their own region decides is theirs. `words` is part of a region, country, customer or name."""
    guide = _Guide(reader, people.today(at))
    places = [guide.place(region) for region in people.regions()]
    if region_id is not None:
        places = [place for place in places if place.region is not None and place.region.pk == region_id]
    sought = fold(words.strip())
    if sought:
        places = [place for place in places if _fits(place, sought)]
    return WhoToAsk(
        places=tuple(places),
        elsewhere=guide.place(None),
        customers=tuple(guide.customer(account) for account in accounts_called(words, reader=reader, most=MOST)),
        picks=_picks(at),
        has_rules=bool(guide.table.rules),
    )


def _fits(place: Place, sought: str) -> bool:
    region = place.region
    named = [region.name, *region.countries, *place.countries] if region is not None else []
    named += [each.user.name for each in (place.manager, *place.others) if each is not None]
    return any(sought in fold(name) if len(sought) > LETTERS else fold(name).startswith(sought) for name in named)


def _picks(at: datetime) -> str:
    """The segments in which whoever asks picks a customer themselves."""
    labels = customers.labels()
    codes = sorted(in_force(at).numbers.self_service_segments)
    return get_text_list([customers.label_of(labels, ListKind.SEGMENT, code) for code in codes], _("or"))


class _Guide:
    """Everything that is read once for the page."""

    def __init__(self, reader: User, today: date) -> None:
        """Begin with the routing as it stands and with who is away."""
        self.reader, self.today, self.table = reader, today, people.RoutingTable()

    def someone(self, user: User, as_what: str = "") -> Someone:
        away = people.away_words(people.who_is_away(self.reader, self.today).get(user.pk), today=self.today)
        return Someone(user=user, as_what=as_what, away=away)

    def place(self, region: Region | None) -> Place:
        """A region, or (none) a request that says nothing of where the customer is."""
        route = self.table.route(account=region.pk if region is not None else None, requester=self.reader.region_id)
        others = self.table.managers_of(region.pk) if region is not None else []
        return Place(
            region=region,
            manager=self.someone(route.manager) if route is not None else None,
            why=_why(route, region),
            others=tuple(self.someone(user) for user in others if route is None or user.pk != route.manager.pk),
            countries=tuple(sorted(country_name(code) for code in region.countries)) if region is not None else (),
        )

    def customer(self, account: Account) -> Customer:
        """Owner and success manager as far as they are here; without an owner the manager answers."""
        route = self.table.route(account=account.region_id, requester=self.reader.region_id)
        owner = account.owner if account.owner is not None and account.owner.is_active else None
        csm = account.csm if account.csm is not None and account.csm.is_active else None
        found = [
            self.someone(owner, _("owner, says whether they may be asked")) if owner else None,
            self.someone(csm, _("success manager")) if csm else None,
            self.someone(route.manager, _("reference manager") if owner else _("reference manager, answers while nobody owns it"))
            if route
            else None,
        ]
        return Customer(account=account, people=tuple(each for each in found if each is not None))


def _why(route: people.Route | None, region: Region | None) -> str:
    """Why this manager, in words."""
    if route is None:
        return _("Nobody runs the program yet.")
    if route.gets_the_rest:
        return _("Gets everything that no other rule names.")
    if route.region is None:
        return _("No rule names anybody, so it is whoever runs the program.")
    if region is None or route.region.pk != region.pk:
        return _("Because you are in %(region)s.") % {"region": route.region.name}
    return ""
