"""Thin jobs of recruiting: registrations that expire; the report of reference leads, once a fiscal quarter and when somebody asks."""

import time

from procrastinate.contrib.django import app

from goodword.kernel import clock
from goodword.recruiting import actions
from goodword.recruiting.actions import lead_nudging, lead_reports
from goodword.recruiting.actions import owed_reviews as reviews


@app.periodic(cron="23 * * * *")
@app.task(name="goodword.recruiting.expire_registrations", queueing_lock="goodword.recruiting.expire_registrations")
def expire_registrations(timestamp: int) -> None:
    """What nobody confirmed while the link in the mail worked has expired."""
    del timestamp
    actions.expire_registrations(at=clock.now())


@app.task(name=lead_reports.JOB, pass_context=False)
def make_leads(report_id: int) -> None:
    """Make a report; safe to run again."""
    began = time.monotonic()
    lead_reports.carry_out_leads(report_id, at=clock.now(), elapsed=lambda: time.monotonic() - began)


@app.periodic(cron="7 * * * *")
@app.task(name="goodword.recruiting.make_due_leads", queueing_lock="goodword.recruiting.make_due_leads", pass_context=False)
def make_due_leads(timestamp: int) -> None:
    """Have the report of a new fiscal quarter made; looks every hour, for the day begins at another hour in every program."""
    del timestamp
    lead_reports.make_due_leads(at=clock.now())


@app.periodic(cron="37 * * * *")
@app.task(name="goodword.recruiting.nudge_due_owners", queueing_lock="goodword.recruiting.nudge_due_owners", pass_context=False)
def nudge_due_owners(timestamp: int) -> None:
    """Ask owners about their reference leads, where the policy lets Goodword ask; looks every hour, for each asks on its day once."""
    del timestamp
    lead_nudging.nudge_due_owners(at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="goodword.recruiting.notice_dead_leads", queueing_lock="goodword.recruiting.notice_dead_leads", pass_context=False)
def notice_dead_leads(timestamp: int) -> None:
    """Say of reports whose process is gone that they did not finish."""
    del timestamp
    lead_reports.notice_dead_leads(at=clock.now())


@app.periodic(cron="41 * * * *")
@app.task(name="goodword.recruiting.owed_reviews", queueing_lock="goodword.recruiting.owed_reviews", pass_context=False)
def owed_reviews(timestamp: int) -> None:
    """Ask deputies, ask once more, tell whoever waits, and remind reviewers of what is due."""
    del timestamp
    at = clock.now()
    reviews.pass_fitness_to_deputies(at=at)
    reviews.remind_team(at=at)
    reviews.tell_of_overdue_fitness(at=at)
    reviews.remind_reviewers(at=at)
