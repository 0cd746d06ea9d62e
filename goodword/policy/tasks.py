"""The sweep that brings a published version into force on its day."""

from procrastinate.contrib.django import app

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.policy import actions


@app.periodic(cron="*/10 * * * *")
@app.task(name="goodword.bring_policy_into_force", queueing_lock="goodword.bring_policy_into_force")
def bring_policy_into_force(timestamp: int) -> None:
    """Let the database keep the limits of the version in force today; does nothing on most days."""
    del timestamp
    actions.bring_into_force(by=Actor.system(), at=clock.now())
