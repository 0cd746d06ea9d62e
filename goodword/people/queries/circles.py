"""Who is in the know."""

from django.db.models import QuerySet

from goodword.people.models import CircleMember, User


def circle_ids(user: User) -> frozenset[int]:
    """The circles somebody is in."""
    return frozenset(CircleMember.objects.filter(user=user).values_list("circle_id", flat=True))


def people_of(circle_id: int) -> QuerySet[User]:
    """Who is in the know."""
    return User.objects.filter(circles=circle_id).order_by("name")
