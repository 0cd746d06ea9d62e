"""Thin jobs: carry out an erasure, and find one whose job was lost."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from goodword.erasure.actions import erase
from goodword.erasure.actions.ask import ERASE
from goodword.erasure.models import Erasure
from goodword.erasure.states import State
from goodword.kernel import clock


@app.task(name=ERASE, retry=RetryStrategy(max_attempts=12, exponential_wait=2))
def erase_person(*, erasure_id: int) -> None:
    """Erase one person."""
    erase(erasure_id, at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="goodword.erasure.go_on")
def go_on(timestamp: int) -> None:
    """Take up again what no job is doing any more."""
    del timestamp
    for pk in Erasure.objects.exclude(state=State.DONE).values_list("pk", flat=True):
        app.configure_task(ERASE, lock=f"{ERASE}:{pk}").defer(erasure_id=pk)
