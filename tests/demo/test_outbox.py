"""The demo's outbox looks as after two weeks of work: mails of their days, one that failed and can be sent again, one put off."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client

from goodword.demo import load
from goodword.notifications import actions
from goodword.notifications.models import Mail
from goodword.people.actions import ensure_program
from goodword.people.models import User

NOW = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)


def _loaded() -> list[tuple[object, ...]]:
    """Load the world; what the outbox tells of it, without numbers that any second load would count on."""
    load(NOW)
    rows = Mail.objects.order_by("created_at", "message", "to_user__name", "to_contact__name")
    return list(rows.values_list("message", "to_user__name", "to_contact__name", "to_contact__account__name", "created_at", "state"))


@pytest.mark.slow
@pytest.mark.django_db
def test_mails_are_of_their_days_and_one_failed_that_can_be_sent_again() -> None:
    ensure_program()
    with transaction.atomic():
        first = _loaded()
        transaction.set_rollback(True)
    assert _loaded() == first

    mails = Mail.objects.all()
    days = {mail.created_at.date() for mail in mails}
    assert 30 <= len(mails) <= 90
    assert len(days) >= 10
    assert max(mail.state_at for mail in mails) <= NOW
    for mail in mails:
        composed = actions.read(mail, at=NOW)
        assert isinstance(composed, actions.Composed), (mail.message, composed)

    client = Client()
    client.force_login(User.objects.get(name="Agnes Pell"), backend="allauth.account.auth_backends.AuthenticationBackend")
    failed = Mail.objects.get(state="failed")
    assert "did not answer in time" in client.get(f"/outbox/{failed.pk}/").content.decode()
    client.post(f"/outbox/{failed.pk}/retry")
    failed.refresh_from_db()
    assert actions.send(failed.pk, at=failed.send_after) == "kept"

    waiting = Mail.objects.get(state="queued")
    assert NOW < waiting.send_after < NOW + timedelta(hours=12)
    assert "Greylisted" in client.get(f"/outbox/{waiting.pk}/").content.decode()
    with connection.cursor() as cursor:
        cursor.execute(
            "select (args ->> 'mail_id')::bigint from procrastinate_jobs where status = 'todo' and task_name = 'goodword.send_mail'"
        )
        due = {pk for (pk,) in cursor.fetchall()} & {mail.pk for mail in mails}
    assert due == {waiting.pk, failed.pk}  # nothing sends the past a second time
