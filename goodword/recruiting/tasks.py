"""Thin jobs of recruiting."""

from procrastinate.contrib.django import app

from goodword.kernel import clock
from goodword.recruiting import actions


@app.periodic(cron="23 * * * *")
@app.task(name="goodword.recruiting.expire_registrations", queueing_lock="goodword.recruiting.expire_registrations")
def expire_registrations(timestamp: int) -> None:
    """What nobody confirmed while the link in the mail worked has expired."""
    del timestamp
    actions.expire_registrations(at=clock.now())
