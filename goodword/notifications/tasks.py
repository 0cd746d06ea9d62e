"""Thin jobs: write the mails of an entry, send one mail, find mails whose job was lost."""

from procrastinate.contrib.django import app

from goodword.kernel import clock
from goodword.notifications import actions


@app.task(name="goodword.write_mails", retry=5)
def write_mails(*, entry_id: int, message: str) -> None:
    """Write the mails of one message about one journal entry."""
    actions.write(message, entry_id=entry_id, at=clock.now())


@app.task(name="goodword.send_mail", retry=5)
def send_mail(*, mail_id: int) -> None:
    """Send one mail."""
    actions.send(mail_id, at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="goodword.send_overdue_mails")
def send_overdue_mails(timestamp: int) -> None:
    """Defer mails whose job was lost."""
    del timestamp
    actions.send_overdue(at=clock.now())


@app.periodic(cron="*/15 * * * *")
@app.task(name="goodword.tell_daily", queueing_lock="goodword.tell_daily")
def tell_daily(timestamp: int) -> None:
    """Write the daily mails whose hour has come; a quarter of an hour is what time zones differ by."""
    del timestamp
    actions.tell_daily(at=clock.now())
