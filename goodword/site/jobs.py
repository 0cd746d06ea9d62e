"""The queue's own housekeeping: put jobs of dead workers back to work, and forget finished jobs."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from procrastinate.contrib.django import app

from goodword.people.kinds import Retained
from goodword.people.queries import days_kept

HOURS = 24


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
    """Delete jobs that ended as long ago as the program keeps them: those that ended well, and the others."""
    del timestamp
    kept = await sync_to_async(days_kept)()
    done, failed = (HOURS * (kept[kind] or 0) for kind in (Retained.JOBS, Retained.FAILED_JOBS))
    await app.job_manager.delete_old_jobs(nb_hours=done)
    await app.job_manager.delete_old_jobs(nb_hours=max(done, failed), include_failed=True, include_cancelled=True, include_aborted=True)
