"""What the world is told: each verb of the journal and the jobs that follow it. One table; owns the job `goodword.react`.

A reaction is its own job, safe to run twice. The jobs of one entry are deferred in one transaction, so a worker that
dies in between defers them again, and each does its work once.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import OperationalError, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from goodword.journal.actions.record import REACT
from goodword.journal.models import Entry


@dataclass(frozen=True, slots=True)
class Reaction:
    """One job that follows an entry: the task by name, and what it takes besides the entry."""

    task: str
    arguments: tuple[tuple[str, str], ...] = ()


def mail(*messages: str) -> tuple[Reaction, ...]:
    """The reactions that write these messages."""
    return tuple(Reaction("goodword.write_mails", (("message", message),)) for message in messages)


REACTIONS: Mapping[str, tuple[Reaction, ...]] = {
    "candidate.held": mail("owner_question"),
    "approval.reminded": mail("owner_reminder"),
    "approval.delegated": mail("owner_question"),
    "candidate.asked": mail("ask"),
    "candidate.reminded": mail("ask_again"),
}


@app.task(name=REACT, retry=RetryStrategy(max_attempts=8, exponential_wait=2, retry_exceptions={OperationalError, Entry.DoesNotExist}))
def react(*, entry_id: int) -> None:
    """Defer one job per reaction to an entry."""
    with transaction.atomic():
        verb = Entry.objects.values_list("verb", flat=True).get(pk=entry_id)
        for reaction in REACTIONS.get(verb, ()):
            app.configure_task(reaction.task).defer(entry_id=entry_id, **dict(reaction.arguments))
