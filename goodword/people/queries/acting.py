"""Who does something: a colleague with the roles they hold, read together."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from goodword.kernel.kept import Given, Kept, beside
from goodword.people.models import RoleAssignment, User
from goodword.people.queries.facts import beside_a_user, know_program
from goodword.people.queries.settled import know_stamp, stamp_beside_a_user


def _with_roles() -> QuerySet[User]:
    held = ArraySubquery(RoleAssignment.objects.filter(user=OuterRef("pk")).values("role"))
    return User.objects.annotate(held=held).filter(pk=Given("person"), is_active=True)


_COLLEAGUE = Kept(_with_roles)
_SIGNED_IN = Kept(lambda: _with_roles().annotate(house=beside_a_user(), stamp=stamp_beside_a_user()))


def colleague(person_id: int | None) -> User | None:
    """An active colleague with their roles; None for anybody else."""
    user = _COLLEAGUE.first(person=person_id) if person_id is not None else None
    if user is not None:
        user.know_roles(beside(user, "held"))
    return user


def signed_in(person_id: int) -> User | None:
    """The active colleague of a session with their roles; the program, which every page asks for, is read along."""
    user = _SIGNED_IN.first(person=person_id)
    if user is not None:
        user.know_roles(beside(user, "held"))
        know_program(beside(user, "house"))
        know_stamp(beside(user, "stamp"))
    return user
