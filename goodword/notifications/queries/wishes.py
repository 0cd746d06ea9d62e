"""How a colleague wants to be told, and who gets a daily mail."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from goodword.notifications.kinds import Kind, Way
from goodword.notifications.models import Daily, Mail, Wish
from goodword.notifications.states import State
from goodword.people.models import User


def ways_of(user: User | None) -> dict[Kind, Way]:
    """For each kind how somebody is told: as they chose, else as the program begins with (what holds for nobody), else at once."""
    found = dict.fromkeys(Kind, Way.AT_ONCE)
    rows = Wish.objects.filter(Q(user=None) | Q(user=user)) if user is not None else Wish.objects.filter(user=None)
    for wish in sorted(rows, key=lambda row: row.user_id is not None):
        found[Kind(wish.kind)] = Way(wish.way)
    return found


def way_to_tell(user: User, kind: Kind | None) -> Way:
    """The same for one kind; what is of no kind is told at once."""
    return ways_of(user)[kind] if kind is not None else Way.AT_ONCE


def daily_of(user: User) -> Daily:
    """Their hour of the daily mail; one that is not stored yet when they never chose."""
    return Daily.objects.filter(user=user).first() or Daily(user=user)


def set_aside_for(user: User) -> QuerySet[Mail]:
    """The notices that wait for somebody's daily mail, oldest first."""
    return Mail.objects.filter(to_user=user, state=State.DAILY).order_by("created_at", "pk")


def takers() -> QuerySet[User]:
    """Active colleagues who want to be told of something once a day, or for whom something was set aside."""
    daily = set(Wish.objects.filter(user=None, way=Way.DAILY).values_list("kind", flat=True))
    wants = Exists(Wish.objects.filter(user=OuterRef("pk"), way=Way.DAILY))
    waits = Exists(Mail.objects.filter(to_user=OuterRef("pk"), state=State.DAILY))
    found = User.objects.filter(is_active=True).select_related("region").order_by("pk")
    return found.filter(wants | waits | _leaves_some(daily)) if daily else found.filter(wants | waits)


def _leaves_some(kinds: Iterable[str]) -> Q:
    """Whoever has not chosen otherwise for each of these kinds."""
    return Q(*(~Exists(Wish.objects.filter(user=OuterRef("pk"), kind=kind)) for kind in sorted(kinds)), _connector=Q.OR)
