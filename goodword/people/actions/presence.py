"""What people say about themselves: name, zone, language, and when they are away."""

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.people import access, queries
from goodword.people.models import Absence, User

LONGEST: Final = 366


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
    row = User.objects.select_for_update(of=("self",)).select_related("team").get(pk=person.pk)
    absence = Absence(user=row, from_on=from_on, to_on=to_on, deputy=deputy)
    refused = _why_not(absence)
    if refused is not None:
        return refused
    absence.save()
    _note("user.absence_set", absence, by=by, at=at)
    return absence


@transaction.atomic
def change_absence(
    absence_id: int, *, from_on: date, to_on: date, deputy: User | None, together: User | None = None, by: User, at: datetime
) -> Absence | Refused:
    """Other days, or another deputy; refused like a new one. `together`: who gets this with other things, and hears of all of it once.

    Raises NotFound or NotAllowed.
    """
    absence = _locked(absence_id, by=by)
    before = (absence.from_on, absence.to_on, absence.deputy_id)
    absence.from_on, absence.to_on, absence.deputy = from_on, to_on, deputy
    if before == (absence.from_on, absence.to_on, absence.deputy_id):
        return absence
    refused = _why_not(absence)
    if refused is not None:
        return refused
    absence.save(update_fields=["from_on", "to_on", "deputy"])
    _note("user.absence_changed", absence, by=by, at=at, before=before[2], together=together.pk if together else None)
    return absence


@transaction.atomic
def end_absence(absence_id: int, *, by: User, at: datetime) -> User:
    """Take an absence back: the person is here after all. Raises NotFound or NotAllowed."""
    absence = _locked(absence_id, by=by)
    person = absence.user
    _note("user.absence_ended", absence, by=by, at=at)
    absence.delete()
    return person


def _locked(absence_id: int, *, by: User) -> Absence:
    """The person first, as for a new absence, then the absence."""
    person = User.objects.select_for_update(of=("self",)).filter(absences=absence_id).first()
    absence = Absence.objects.select_for_update(of=("self",)).select_related("user__team", "deputy").filter(pk=absence_id).first()
    if person is None or absence is None:
        raise NotFound
    if not access.can_set_absence(by, whose=absence.user):
        raise NotAllowed
    return absence


def _why_not(absence: Absence) -> Refused | None:
    """Why an absence cannot be kept like this; a deputy who is away on some of the days only is said on the page."""
    deputy = absence.deputy
    if absence.to_on <= absence.from_on:
        return refuse("no_days", _("The last day lies before the first."))
    if (absence.to_on - absence.from_on).days > LONGEST:
        return refuse("too_long", _("An absence of more than %(days)s days is better noted as somebody who leaves.") % {"days": LONGEST})
    if deputy is not None and deputy.pk == absence.user_id:
        return refuse("own_deputy", _("Somebody else must stand in."))
    if deputy is not None and not deputy.is_active:
        return refuse("deputy_gone", _("%(name)s cannot sign in any more. Choose somebody else.") % {"name": deputy.name})
    others = Absence.objects.filter(user=absence.user, from_on__lt=absence.to_on, to_on__gt=absence.from_on)
    if others.exclude(pk=absence.pk).exists():
        return refuse("overlap", _("An absence on some of these days is noted already. Change that one, or take it back first."))
    if deputy is not None and not any(stretch.deputy for stretch in queries.who_stands_in(absence)):
        words = _("%(name)s is away on these days too, and nobody who is here stands in for them. Choose somebody else, or nobody.")
        return refuse("deputy_away", words % {"name": deputy.name})
    return None


def _note(verb: str, absence: Absence, *, by: User, at: datetime, **data: Any) -> None:
    about = [absence.user, *([absence.deputy] if absence.deputy else [])]
    record(
        verb,
        by=Actor.person(by),
        at=at,
        about=about,
        person=absence.user_id,
        absence=absence.pk,
        from_on=absence.from_on.isoformat(),
        to_on=absence.to_on.isoformat(),
        deputy=absence.deputy_id,
        **data,
    )
