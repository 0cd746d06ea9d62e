"""Thin jobs of the customers slice."""

from procrastinate.contrib.django import app

from goodword.customers import actions
from goodword.kernel import clock


@app.task(name="goodword.note_refused_address", retry=5)
def note_refused_address(*, entry_id: int) -> None:
    """Remember that mail to an address came back for good."""
    actions.note_refused_address(entry_id, at=clock.now())
