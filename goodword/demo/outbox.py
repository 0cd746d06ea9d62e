"""The mails of the demo's present: written with the events they belong to, as if a mail server had taken them then."""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from goodword.customers.models import Contact
from goodword.journal.actions.record import REACT
from goodword.journal.models import Entry
from goodword.kernel.transitions import move
from goodword.notifications.actions import give_up, write
from goodword.notifications.actions.send import WAITS
from goodword.notifications.actions.write import SEND, defer_send
from goodword.notifications.models import Mail
from goodword.notifications.states import MOVES, State
from goodword.reactions import REACTIONS

NO_ANSWER: Final = "451 4.4.1 The receiving server did not answer in time"
GREYLISTED: Final = "451 4.7.1 Greylisted, please try again later"


class Outbox:
    """Carries out what the worker would have done, entry by entry, at the time of the entry."""

    def __init__(self, *, at: datetime) -> None:
        """Begin after the last entry there is."""
        self.at, self.seen = at, self._last()
        self.begun_after = self.seen

    def deliver(self, *, fails: Contact | None = None, waits: Contact | None = None) -> None:
        """Write the mails of all new entries. Those to one contact fail, those to another are put off by their server."""
        while entries := list(Entry.objects.filter(pk__gt=self.seen).order_by("pk")):
            for entry in entries:
                self.seen = entry.pk
                for mail in self._written(entry):
                    if fails is not None and mail.to_contact_id == fails.pk:
                        self._fail(mail)
                    elif waits is not None and mail.to_contact_id == waits.pk:
                        self._put_off(mail)
                    else:
                        move(mail, MOVES, "send", at=mail.send_after, attempts=1)

    def close(self) -> None:
        """Take back the jobs that would do it all once more; what still waits keeps its job."""
        mails = list(Mail.objects.exclude(state=State.QUEUED).values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(
                "delete from procrastinate_jobs where status = 'todo'"
                " and (task_name = %s and (args ->> 'entry_id')::bigint > %s or task_name = %s and (args ->> 'mail_id')::bigint = any(%s))",
                [REACT, self.begun_after, SEND, mails],
            )

    def _written(self, entry: Entry) -> list[Mail]:
        messages = [dict(reaction.arguments)["message"] for reaction in REACTIONS.get(entry.verb, ()) if reaction.arguments]
        return [mail for message in messages for mail in write(message, entry_id=entry.pk, at=entry.at)]

    def _fail(self, mail: Mail) -> None:
        mail.attempts = len(WAITS) + 1
        mail.save(update_fields=["attempts"])
        give_up(mail, NO_ANSWER, at=mail.send_after + sum(WAITS, timedelta()))

    def _put_off(self, mail: Mail) -> None:
        tries = mail.send_after
        for attempt, wait in enumerate(WAITS, start=1):
            tries += wait
            if tries > self.at:
                mail.attempts, mail.error, mail.send_after = attempt, GREYLISTED, tries
                mail.save(update_fields=["attempts", "error", "send_after"])
                defer_send(mail)
                break

    @staticmethod
    def _last() -> int:
        return Entry.objects.order_by("pk").values_list("pk", flat=True).last() or 0
