"""What keeps the storage tidy."""

from procrastinate.contrib.django import app

from goodword.files.actions import sweep_loose
from goodword.kernel import clock


@app.periodic(cron="47 3 * * *")
@app.task(name="goodword.files.sweep", queueing_lock="goodword.files.sweep", pass_context=False)
def sweep_files(timestamp: int) -> None:
    """Delete bytes that no row knows: of files that are gone, and of uploads that broke off."""
    del timestamp
    sweep_loose(at=clock.now())
