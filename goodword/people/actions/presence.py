"""What people say about themselves: name, zone, language, and when they are away."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.people import access
from goodword.people.models import Absence, User


@transaction.atomic
def change_own_details(person: User, *, name: str, time_zone: str, language: str, at: datetime) -> User:
    """Change one's own name, time zone and language; empty means the program's."""
    row = User.objects.select_for_update().get(pk=person.pk)
    new = {"name": name, "time_zone": time_zone, "language": language}
    changed = [field for field, value in new.items() if getattr(row, field) != value]
    for field in changed:
        setattr(row, field, new[field])
    if changed:
        row.save(update_fields=changed)
        record("user.details_changed", by=Actor.person(row), at=at, about=[row], fields=changed)
    return row


@transaction.atomic
def set_absence(person: User, *, from_on: date, to_on: date, deputy: User | None, by: User, at: datetime) -> Absence | Refused:
    """Away from a day to (not including) a day, with a deputy who gets approvals. Refuses an overlap and a deputy who cannot."""
    if not access.can_set_absence(by, whose=person):
        raise NotAllowed
    row = User.objects.select_for_update().get(pk=person.pk)
    if to_on <= from_on:
        return refuse("no_days", _("The last day lies before the first."))
    if deputy is not None and deputy.pk == row.pk:
        return refuse("own_deputy", _("Somebody else must stand in."))
    if deputy is not None and not deputy.is_active:
        return refuse("deputy_gone", _("%(name)s cannot sign in any more. Choose somebody else.") % {"name": deputy.name})
    if Absence.objects.filter(user=row, from_on__lt=to_on, to_on__gt=from_on).exists():
        return refuse("overlap", _("An absence on some of these days is noted already. Take it back first."))
    absence = Absence.objects.create(user=row, from_on=from_on, to_on=to_on, deputy=deputy)
    record(
        "user.absence_set",
        by=Actor.person(by),
        at=at,
        about=[row, *([deputy] if deputy else [])],
        person=row.pk,
        from_on=from_on.isoformat(),
        to_on=to_on.isoformat(),
        deputy=deputy.pk if deputy else None,
    )
    return absence


@transaction.atomic
def end_absence(absence_id: int, *, by: User, at: datetime) -> User:
    """Take an absence back: the person is here after all."""
    absence = Absence.objects.select_for_update(of=("self",)).select_related("user").filter(pk=absence_id).first()
    if absence is None:
        raise NotFound
    if not access.can_set_absence(by, whose=absence.user):
        raise NotAllowed
    person = absence.user
    record(
        "user.absence_ended",
        by=Actor.person(by),
        at=at,
        about=[person],
        from_on=absence.from_on.isoformat(),
        to_on=absence.to_on.isoformat(),
    )
    absence.delete()
    return person
