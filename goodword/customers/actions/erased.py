"""Keeping by what somebody who was erased is known again, and allowing them to come back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.access import person_of
from goodword.customers.models import ErasedMark
from goodword.customers.queries.erased import erased_on, mark_of_address
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import Program
from goodword.people.queries import today
from goodword.ui.dates import full_day_words


def keep_marks(marks: Iterable[tuple[str, str]], *, person: int, at: datetime) -> None:
    """Keep the marks of somebody who is erased now; allowed once before, they hold again."""
    for kind, mark in marks:
        new = {"person": person, "erased_on": today(at), "allowed_at": None}
        ErasedMark.objects.update_or_create(kind=kind, mark=mark, defaults=new)


def asked_to_be_deleted(email: str) -> Refused | None:
    """A refusal for whoever writes down somebody by hand who asked to be deleted; nothing for everybody else."""
    day = erased_on(email)
    if day is None:
        return None
    words = _("This person asked to be deleted on %(day)s. If they came back by themselves, a reference manager may allow it.")
    return refuse("erased", words % {"day": full_day_words(day)})


@transaction.atomic
def allow_again(email: str, *, reason: str, by: Actor, at: datetime) -> int | Refused:
    """Somebody who was erased came back by themselves: they may be written down again. Raises NotAllowed.

    Returns how many marks went; what was erased does not come back.
    """
    me = person_of(by)
    if me is None or not me.is_manager:
        raise NotAllowed
    if not reason.strip():
        return refuse("reason", _("Say how they came back: the reason stays on the timeline."))
    found = ErasedMark.objects.select_for_update().filter(kind=ErasedMark.ADDRESS, mark=mark_of_address(email), allowed_at=None).first()
    if found is None:
        return refuse("nobody", _("Nobody of this address asked to be deleted, or they are allowed already."))
    allowed = ErasedMark.objects.filter(person=found.person, allowed_at=None).update(allowed_at=at)
    record("contact.allowed_again", by=by, at=at, about=[Program(pk=1)], note=reason.strip(), person=found.person)
    return allowed
