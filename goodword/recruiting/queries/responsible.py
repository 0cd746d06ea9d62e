"""Who sees to a registration."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet

from goodword.customers.models import Account
from goodword.kernel.clock import add_months
from goodword.people.models import User
from goodword.people.queries import holders, manager_for, region_of_country
from goodword.policy.numbers import Numbers
from goodword.recruiting.kinds import RUN_BY, PublicProgram
from goodword.recruiting.models import Registration
from goodword.recruiting.states import REGISTRATION_OPEN

# The 29th is not in every one.
LAST_OF_EVERY_MONTH: Final = 28
MOST_MONTHS: Final = 150


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


def review_day_after(day: date, numbers: Numbers) -> date:
    """By when somebody who confirmed on a day gets an answer: the next review day that leaves time enough."""
    first = day.replace(day=min(numbers.review_day, LAST_OF_EVERY_MONTH))
    months = (add_months(first, ahead) for ahead in range(MOST_MONTHS))
    return next(each for each in months if each >= day + timedelta(days=max(numbers.review_least_days, 1)))
