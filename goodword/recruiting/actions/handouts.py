"""A file of one's own instead of our one-pager or slide, and back to ours. What was in force before is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from goodword.files.actions import attach, ready
from goodword.files.actions.ready import Ready
from goodword.files.kinds import TYPES
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.turns import take_turns
from goodword.people.models import User
from goodword.people.queries import program
from goodword.recruiting.access import can_change_handouts
from goodword.recruiting.kinds.handouts import TAKES, Handout
from goodword.recruiting.models import HandoutVersion


def replace_handout(handout: Handout, upload: UploadedFile[Any], *, by: User, at: datetime) -> HandoutVersion | Refused:
    """Hand out this file from now on, when it is what it says and of a type that fits. Raises NotAllowed."""
    if not can_change_handouts(by):
        raise NotAllowed
    with ready([upload]) as looked:
        if looked.refused:
            return Refused(tuple(looked.refused))
        return _replaced(handout, looked.ready[0], by=by, at=at)


@transaction.atomic
def _replaced(handout: Handout, file: Ready, *, by: User, at: datetime) -> HandoutVersion | Refused:
    if file.type.code not in TAKES[handout]:
        kinds = ", ".join(str(TYPES[code].label) for code in TAKES[handout])
        return refuse("type", _("%(name)s was not taken. It has to be one of these: %(kinds)s.") % {"name": file.name, "kinds": kinds})
    row = _next(handout, is_ours=False, by=by, at=at)
    made = attach(row, files=[file], by=by, at=at, circle_id=None)
    if isinstance(made, Refused):
        transaction.set_rollback(True)
        return made
    return row


@transaction.atomic
def reset_handout(handout: Handout, *, by: User, at: datetime) -> HandoutVersion | Refused:
    """Ours again. Raises NotAllowed."""
    if not can_change_handouts(by):
        raise NotAllowed
    take_turns(f"goodword.handout:{handout}")
    newest = HandoutVersion.objects.filter(handout=handout).first()
    if newest is None or newest.is_ours:
        return refuse("same", _("It is ours already."))
    return _next(handout, is_ours=True, by=by, at=at)


def _next(handout: Handout, *, is_ours: bool, by: User, at: datetime) -> HandoutVersion:
    take_turns(f"goodword.handout:{handout}")
    newest = HandoutVersion.objects.filter(handout=handout).first()
    number = (newest.number if newest is not None else 0) + 1
    row = HandoutVersion.objects.create(handout=handout, number=number, is_ours=is_ours, by=by, at=at)
    verb = "handout.reset" if is_ours else "handout.replaced"
    record(verb, by=Actor.person(by), at=at, about=[row, program()], handout=handout.value, number=number)
    return row
