"""The sweep that brings a published version into force on its day; replays, and what notices that one died."""

import time

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


@app.periodic(cron="11 * * * *")
@app.task(name="goodword.policy.sweep_standing", queueing_lock="goodword.policy.sweep_standing", lock="goodword.policy.sweep_standing")
def sweep_standing(timestamp: int) -> None:
    """Once a night let members go where the rules about their standing lead, and back."""
    del timestamp
    actions.sweep_standing_nightly(clock.now())


@app.task(name=actions.REPLAY_JOB, pass_context=False)
def replay(replay_id: int) -> None:
    """Carry a replay out; safe to run again."""
    began = time.monotonic()
    actions.carry_out_replay(replay_id, at=clock.now(), elapsed=lambda: time.monotonic() - began)


@app.periodic(cron="* * * * *")
@app.task(name="goodword.policy.notice_dead_replays", queueing_lock="goodword.policy.notice_dead_replays", pass_context=False)
def notice_dead_replays(timestamp: int) -> None:
    """Say of replays whose process is gone that they did not finish."""
    del timestamp
    actions.notice_dead_replays(at=clock.now())
