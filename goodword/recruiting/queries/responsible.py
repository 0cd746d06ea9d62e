"""Who sees to a registration."""

from dataclasses import dataclass

from django.db.models import QuerySet

from goodword.customers.models import Account
from goodword.people.models import User
from goodword.people.queries import holders, manager_for, region_of_country
from goodword.recruiting.kinds import RUN_BY, PublicProgram
from goodword.recruiting.models import Registration
from goodword.recruiting.states import REGISTRATION_OPEN


def registrations_of(person: User) -> QuerySet[Registration]:
    """What somebody is responsible for that is not answered yet."""
    return Registration.objects.filter(responsible=person, state__in=REGISTRATION_OPEN).order_by("due_on", "pk")


@dataclass(frozen=True, slots=True)
class _Somewhere:
    region_id: int | None


def responsible_for(program: str, *, account: Account | None, country: str = "") -> User | None:
    """Who runs the program there; for customers, and while nobody runs it, the reference manager whom the routing names."""
    region = region_of_country(country)
    place = account if account is not None and account.region_id is not None else _Somewhere(region.pk if region else None)
    role = RUN_BY.get(PublicProgram(program))
    found = holders(role, region_id=place.region_id).first() or holders(role).first() if role is not None else None
    return found or manager_for(account=place)
