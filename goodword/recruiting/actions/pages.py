"""Close the public page of a program for a while, and open it again. Its links stay."""

from datetime import datetime
from typing import Final

from django.db import transaction

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.turns import take_turns
from goodword.recruiting.access import programs_run_by
from goodword.recruiting.actions.locks import person
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.models import JoinPage

MOST_WORDS: Final = 600


@transaction.atomic
def close_page(program: PublicProgram, *, words: str = "", by: Actor, at: datetime) -> JoinPage:
    """Nobody can register there from now on; who opens it reads these words. Of a closed page the words change. Raises NotAllowed."""
    row = _locked(program, by=by)
    words = words.strip()[:MOST_WORDS]
    if row.closed_at is not None and row.words == words:
        return row  # pressed twice
    was_open, row.closed_at, row.words = row.closed_at is None, row.closed_at or at, words
    row.save()
    record("join_page.closed" if was_open else "join_page.reworded", by=by, at=at, about=[row], note=words, program=program)
    return row


@transaction.atomic
def open_page(program: PublicProgram, *, by: Actor, at: datetime) -> JoinPage:
    """People can register there again; what was said while it was closed is kept for the next time. Raises NotAllowed."""
    row = _locked(program, by=by)
    if row.closed_at is not None:
        row.closed_at = None
        row.save(update_fields=["closed_at"])
        record("join_page.opened", by=by, at=at, about=[row], program=program)
    return row


def _locked(program: PublicProgram, *, by: Actor) -> JoinPage:
    if program not in programs_run_by(person(by)):
        raise NotAllowed
    take_turns(f"goodword join page {program}")
    return JoinPage.objects.get_or_create(program=program)[0]
