"""Who is in the know."""

from goodword.people.models import CircleMember, User


def circle_ids(user: User) -> frozenset[int]:
    """The circles somebody is in."""
    return frozenset(CircleMember.objects.filter(user=user).values_list("circle_id", flat=True))
