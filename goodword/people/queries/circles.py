"""Who is in the know."""

from django.db.models import QuerySet

from goodword.people.models import CircleMember, User


def circle_ids(user: User) -> frozenset[int]:
    """The circles somebody is in."""
    return frozenset(CircleMember.objects.filter(user=user).values_list("circle_id", flat=True))


def circles_of(user: User) -> QuerySet[CircleMember, int]:
    """The same as part of another statement: nothing is read for it alone."""
    return CircleMember.objects.filter(user=user).values_list("circle_id", flat=True)
