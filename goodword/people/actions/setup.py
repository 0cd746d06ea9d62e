"""Set a new installation up: whose program it is, its calendar, its logo and its teams, in one step."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.people import access
from goodword.people.actions.logo import set_logo
from goodword.people.actions.places import add_team
from goodword.people.actions.program import change_program
from goodword.people.models import User


@transaction.atomic
def set_up(*, logo: bytes | None, teams: Sequence[str], by: User, at: datetime, **facts: str | int) -> Refused | None:
    """Keep what was said about the program; teams that are there already stay. A logo that cannot be one refuses all of it."""
    if not access.can_run_people(by):
        raise NotAllowed
    if logo is not None:
        kept = set_logo(logo, by=by, at=at)
        if isinstance(kept, Refused):
            return kept
    change_program(**facts, by=by, at=at)
    for name in teams:
        add_team(name=name, lead=None, by=by, at=at)
    return None
