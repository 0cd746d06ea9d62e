"""The demo as after two weeks of work: mails of their days, one failed and one put off, and something that waits for everybody."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client

from goodword.customers.models import Contact
from goodword.demo import load
from goodword.desk.queries.glance import glance
from goodword.desk.queries.home import home
from goodword.journal.models import Entry
from goodword.notifications import actions
from goodword.notifications.models import Mail
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.people.queries.demo import demo_entries
from goodword.policy.models import Override
from goodword.requests.models import ExceptionReview, ReferenceRequest

MANAGERS = {"Mara Lindqvist", "Elif Kaya", "Kenji Mori"}
NOW = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)


def _loaded() -> list[tuple[object, ...]]:
    """Load the world; what the outbox tells of it, without numbers that any second load would count on."""
    load(NOW)
    rows = Mail.objects.order_by("created_at", "message", "to_user__name", "to_contact__name")
    return list(rows.values_list("message", "to_user__name", "to_contact__name", "to_contact__account__name", "created_at", "state"))


@pytest.mark.slow
@pytest.mark.django_db
def test_the_present_is_plausible_and_the_same_each_time() -> None:
    ensure_program()
    with transaction.atomic():
        first = _loaded()
        transaction.set_rollback(True)
    assert _loaded() == first
    _nothing_lies_in_the_future()
    _something_waits_for_everybody()

    stands = ExceptionReview.objects.values_list("approval__state", "conditions")
    assert [(state, bool(conditions)) for state, conditions in stands.order_by("opened_at")] == [
        ("declined", False),
        ("approved", True),
        ("open", False),
    ]
    assert Override.objects.count() == 1  # somebody went over a rule, with a reason
    mails = Mail.objects.all()
    days = {mail.created_at.date() for mail in mails}
    assert 30 <= len(mails) <= 260  # those of recruiting among them
    assert len(days) >= 10
    assert max(mail.state_at for mail in mails) <= NOW
    for mail in mails:
        composed = actions.read(mail, at=NOW)
        assert isinstance(composed, actions.Composed), (mail.message, composed)

    client = Client()
    client.force_login(User.objects.get(name="Agnes Pell"))
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


def _nothing_lies_in_the_future() -> None:
    assert not Entry.objects.filter(at__gt=NOW).exists()
    assert not ReferenceRequest.objects.filter(state_at__gt=NOW).exists()
    assert not User.objects.filter(joined_at__gt=NOW - timedelta(days=90)).exists()
    addresses = list(Contact.objects.values_list("email", flat=True))
    assert len(addresses) == len(set(addresses))


def _something_waits_for_everybody() -> None:
    for entry in demo_entries():
        assert home(entry.person, glance(entry.person, at=NOW), at=NOW).mine, entry
    assert set(ReferenceRequest.objects.filter(state="sourcing").values_list("manager__name", flat=True)) == MANAGERS
