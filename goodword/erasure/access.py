"""Who may erase whom."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from goodword.customers.access import person_of
from goodword.customers.models import Contact
from goodword.erasure.models import Erasure
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import NotAllowed
from goodword.people.models import User

Reader = User | AnonymousUser


def can_erase(user: Reader) -> bool:
    """May erase a person who asked for it: reference managers and administrators."""
    return isinstance(user, User) and user.is_active and user.is_manager


def visible_to(user: Reader) -> QuerySet[Erasure]:
    """Erasures, which say nothing of who it was, for those who may erase."""
    return Erasure.objects.all() if can_erase(user) else Erasure.objects.none()


def check_erase(by: Actor, contact: Contact) -> None:
    """Raise NotAllowed unless the actor is this person, or one of us who may erase; the system may, when a backup is brought back."""
    if by.kind is ActorKind.SYSTEM or (by.kind is ActorKind.CONTACT and by.id == contact.pk):
        return
    person = person_of(by)
    if person is None or not can_erase(person):
        raise NotAllowed
