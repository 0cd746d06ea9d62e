"""Who is away, and who stands in."""

from datetime import date

from django.db.models import QuerySet

from goodword.people.models import Absence, User


def absence_of(user: User, on_day: date) -> Absence | None:
    """The absence that covers a day, if any."""
    return Absence.objects.filter(user=user, from_on__lte=on_day, to_on__gt=on_day).select_related("deputy").order_by("from_on").first()


def deputy_of(user: User, on_day: date) -> User | None:
    """Who stands in on a day: an active deputy who is there, at most five hops away; None when nobody is needed or named."""
    seen = {user.pk}
    current: User | None = user
    for _hop in range(5):
        absence = absence_of(current, on_day) if current else None
        if absence is None:
            return current if current is not None and current.pk != user.pk else None
        current = absence.deputy
        if current is None or not current.is_active or current.pk in seen:
            return None
        seen.add(current.pk)
    return None


def stands_in_for(user: User, on_day: date) -> list[User]:
    """The colleagues who are away on a day and named this person as deputy; read once per object and day."""
    kept: dict[date, list[User]] = user.__dict__.setdefault("_stands_in_for", {})
    if on_day not in kept:
        away = Absence.objects.filter(deputy=user, from_on__lte=on_day, to_on__gt=on_day)
        kept[on_day] = list(User.objects.filter(pk__in=away.values("user_id"), is_active=True).order_by("name", "pk"))
    return kept[on_day]


def absences_from(user: User, on_day: date) -> QuerySet[Absence]:
    """Absences that run or lie ahead, soonest first."""
    return Absence.objects.filter(user=user, to_on__gt=on_day).select_related("deputy").order_by("from_on")
