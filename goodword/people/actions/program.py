"""The program's own facts: laid once, changed by administrators."""

from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.people import access, queries
from goodword.people.kinds import FIRST_REGIONS
from goodword.people.models import Program, Region, User

CHANGEABLE: Final = ("company_name", "colour", "time_zone", "language", "fiscal_first_month", "mail_delay_seconds", "ledger_holder")


def ensure_program() -> None:
    """Lay the program's row and the first regions, once; safe to run after every migration."""
    if Program._meta.db_table not in connection.introspection.table_names():
        return
    with transaction.atomic():
        _program, is_new = Program.objects.get_or_create(pk=1)
        if is_new and not Region.objects.exists():
            Region.objects.bulk_create(
                Region(
                    code=first.code,
                    name=first.name,
                    countries=list(first.countries),
                    holiday_country=first.holiday_country,
                    time_zone=first.time_zone,
                    position=position,
                )
                for position, first in enumerate(FIRST_REGIONS)
            )


@transaction.atomic
def change_program(*, by: User, at: datetime, **changes: str | int) -> tuple[str, ...]:
    """Change some of the program's facts; returns the names of those that differ. Raises NotAllowed for anybody but administrators."""
    if not access.can_run_people(by):
        raise NotAllowed
    program = Program.objects.select_for_update().get(pk=1)
    changed = tuple(name for name in CHANGEABLE if name in changes and getattr(program, name) != changes[name])
    if not changed:
        return ()
    before = {name: getattr(program, name) for name in changed}
    for name in changed:
        setattr(program, name, changes[name])
    program.save(update_fields=list(changed))
    queries.forget_program()
    numbers: dict[str, Any] = {name: [before[name], changes[name]] for name in changed if name != "company_name"}
    record("program.changed", by=Actor.person(by), at=at, about=[program], fields=list(changed), **numbers)
    return changed
