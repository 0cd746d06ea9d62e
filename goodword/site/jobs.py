"""The queue's own housekeeping: put jobs of dead workers back to work, and forget finished jobs."""

from __future__ import annotations

from procrastinate.contrib.django import app

FINISHED_KEPT_HOURS = 72
FAILED_KEPT_HOURS = 24 * 30


@app.periodic(cron="* * * * * */20")
@app.task(name="goodword.recover_stalled_jobs", queueing_lock="goodword.recover_stalled_jobs", pass_context=False)
async def recover_stalled_jobs(timestamp: int) -> None:
    """Retry every job whose worker has shown no sign of life for half a minute; jobs are safe to run twice."""
    del timestamp
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)


@app.periodic(cron="23 3 * * *")
@app.task(name="goodword.forget_old_jobs", queueing_lock="goodword.forget_old_jobs", pass_context=False)
async def forget_old_jobs(timestamp: int) -> None:
    """Delete jobs that ended well three days ago, and those that ended badly a month ago."""
    del timestamp
    await app.job_manager.delete_old_jobs(nb_hours=FINISHED_KEPT_HOURS)
    await app.job_manager.delete_old_jobs(nb_hours=FAILED_KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True)
