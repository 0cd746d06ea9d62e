"""The company's logo: set and taken away by administrators."""

from datetime import datetime

from django.db import transaction

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.people import access, queries
from goodword.people.models import Logo, Program, User
from goodword.ui.pictures import read_logo


@transaction.atomic
def set_logo(content: bytes, *, by: User, at: datetime) -> Program | Refused:
    """Keep a picture as the logo that customers see; refuses what is no picture, too large, or a program."""
    if not access.can_run_people(by):
        raise NotAllowed
    picture = read_logo(content)
    if isinstance(picture, Refused):
        return picture
    Logo.objects.update_or_create(pk=1, defaults={"name": picture.name, "content": picture.content, "content_type": picture.content_type})
    return _change(picture.name, by=by, at=at)


@transaction.atomic
def remove_logo(*, by: User, at: datetime) -> Program:
    """Take the logo away; the initial letter stands there again."""
    if not access.can_run_people(by):
        raise NotAllowed
    Logo.objects.all().delete()
    return _change("", by=by, at=at)


def _change(name: str, *, by: User, at: datetime) -> Program:
    program = Program.objects.select_for_update().get(pk=1)
    if program.logo != name:
        program.logo = name
        program.save(update_fields=["logo"])
        queries.forget_program()
        record("program.changed", by=Actor.person(by), at=at, about=[program], fields=["logo"])
    return program
