"""A mail that comes back after a server took it: who is flagged, who is told, and what nobody can make us believe."""

import io
import sys
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from types import SimpleNamespace
from typing import Any

import pytest

from goodword.customers.actions import note_refused_address
from goodword.journal.models import Entry
from goodword.notifications import actions
from goodword.notifications.actions import Bounced
from goodword.notifications.models import Mail
from goodword.site import bounce
from tests.notifications import reports
from tests.notifications.world import AT, World, a_world

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)


def a_sent_mail() -> tuple[World, Mail]:
    world = a_world(state="asked")
    mail = actions.write("ask", entry_id=world.record("candidate.asked").pk, at=AT)[0]
    Mail.objects.filter(pk=mail.pk).update(state="sent")
    mail.refresh_from_db()
    return world, mail


@pytest.mark.slow
@pytest.mark.parametrize("server", [reports.postfix, reports.exchange, reports.gmail])
def test_a_refused_address_is_flagged_and_owner_and_manager_are_told(server: Callable[..., bytes]) -> None:
    world, mail = a_sent_mail()
    raw = server(mail.message_id, world.contact.email.upper())
    assert actions.note_bounce(raw, at=LATER) is Bounced.FLAGGED
    mail.refresh_from_db()
    assert mail.state == "failed"
    assert "5.1.1" in mail.error
    refused = Entry.objects.get(verb="contact.mail_refused")
    assert world.contact.email not in str(refused.data)
    assert note_refused_address(refused.pk, at=LATER)
    told = actions.write("not_delivered", entry_id=Entry.objects.get(verb="mail.failed").pk, at=LATER)
    assert {each.to_user for each in told} == {world.manager, world.owner}
    composed = actions.compose(told[0], at=LATER)
    assert isinstance(composed, actions.Composed)
    assert "until it is changed" in composed.text
    assert actions.note_bounce(raw, at=LATER) is Bounced.KNOWN
    assert Entry.objects.filter(verb="mail.failed").count() == 1


def test_what_is_only_late_is_counted_and_nobody_is_told() -> None:
    world, mail = a_sent_mail()
    late = reports.postfix(mail.message_id, world.contact.email, status="4.4.1", action="delayed", code="451 4.4.1 try later")
    assert actions.note_bounce(late, at=LATER) is Bounced.DELAYED
    mail.refresh_from_db()
    assert (mail.state, mail.context["delayed"]) == ("sent", 1)
    assert not Entry.objects.filter(verb__in=("mail.failed", "contact.mail_refused")).exists()


def test_forged_and_foreign_reports_change_nothing() -> None:
    world, mail = a_sent_mail()
    holiday = EmailMessage()
    holiday["Subject"], holiday["In-Reply-To"] = "Out of office", mail.message_id
    holiday.set_content("I am away.")
    tried = {
        reports.postfix("<0123456789abcdef0123456789abcdef@ours.example>", world.contact.email): Bounced.NOT_OURS,
        reports.postfix(mail.message_id, "somebody.else@example.org"): Bounced.OTHER_ADDRESS,
        reports.postfix("<guessed@ours.example>", world.contact.email): Bounced.NOT_OURS,
        holiday.as_bytes(): Bounced.NO_REPORT,
        b"": Bounced.NO_REPORT,
        b"\xff\x00 not a mail": Bounced.NO_REPORT,
    }
    assert {raw: actions.note_bounce(raw, at=LATER) for raw in tried} == tried
    mail.refresh_from_db()
    assert mail.state == "sent"
    assert not Entry.objects.filter(verb__in=("mail.failed", "contact.mail_refused")).exists()


@pytest.mark.slow
def test_a_report_that_nobody_could_have_written_is_read_all_the_same() -> None:
    world, mail = a_sent_mail()
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2000))
    assert actions.note_bounce(b"From: MAILER-DAEMON@mx.example\n" + parts.encode(), at=LATER) is Bounced.NO_REPORT
    assert actions.note_bounce(b"From: a@mx.example\n" + b"Content-Type: message/rfc822\n\n" * 3000, at=LATER) is Bounced.NO_REPORT
    raw = reports.postfix(mail.message_id, world.contact.email, code="550 5.1.1 unknown\x00 user")
    assert actions.note_bounce(raw, at=LATER) is Bounced.FLAGGED
    mail.refresh_from_db()
    assert mail.error == "550 5.1.1 unknown user"


def test_the_command_takes_one_mail_from_the_server(monkeypatch: Any, capsys: Any) -> None:
    world, mail = a_sent_mail()
    raw = reports.postfix(mail.message_id, world.contact.email)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    assert bounce.main([]) == 0
    assert "Flagged" in capsys.readouterr().out
