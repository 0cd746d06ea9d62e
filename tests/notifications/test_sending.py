"""A real mail server on the other side: takes, refuses for now, refuses for good, hangs; and a worker that dies in between."""

import asyncio
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from io import BytesIO
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection
from PIL import Image

from goodword.customers.actions import edit_contact
from goodword.customers.models import Contact
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.ledger.models import LedgerEntry
from goodword.links.actions import hash_token
from goodword.links.models import Link, Purpose
from goodword.notifications import actions
from goodword.notifications.models import Mail
from goodword.people.actions import open_circle, set_logo
from goodword.people.kinds import Role
from goodword.people.models import Logo, Program
from goodword.requests.actions import expire_ask, release, take_back
from goodword.requests.models import Candidate
from tests.factories.people import a_person
from tests.mail_server import mail_goes_to
from tests.notifications.world import AT, a_world
from tests.requests.world import a_world as a_request_world
from tests.there import plain_text, there
from tests.worker import work

pytestmark = pytest.mark.usefixtures("queue")
Answer = Callable[[str], str]


class Server:
    """Keeps what it takes; `answer` decides about each recipient, `hangs` never answers."""

    def __init__(self) -> None:
        """Take everything at first."""
        self.taken: list[Envelope] = []
        self.answer: Answer = lambda _address: "250 OK"
        self.after: Answer = lambda _address: "250 OK"
        self.hangs = False

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:
        """Judge the recipient."""
        if self.hangs:
            await asyncio.sleep(5)
        said = self.answer(address)
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Keep the mail."""
        self.taken.append(envelope)
        return self.after(envelope.rcpt_tos[0])


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    """A mail server that Django's mail settings point to."""
    handler = Server()
    settings.EMAIL_TIMEOUT = 1
    with mail_goes_to(handler, settings):
        yield handler


def an_ask() -> Mail:
    """A mail that asks a customer, queued."""
    world = a_world()
    world.move("asked")
    return actions.write("ask", entry_id=world.record("candidate.asked").pk, at=AT)[0]


def _a_logo() -> bytes:
    made = BytesIO()
    Image.new("RGB", (640, 160), "teal").save(made, "PNG")
    set_logo(made.getvalue(), by=a_person(Role.ADMINISTRATOR), at=AT)
    return bytes(Logo.objects.get().content)


def _parts(envelope: Envelope) -> dict[str, Any]:
    sent = message_from_bytes(envelope.original_content or b"", policy=policy.default)
    return {part.get_content_type(): part for part in sent.walk()}


@pytest.mark.slow
def test_a_customers_mail_carries_the_logo_inside_so_that_nothing_is_loaded(server: Server) -> None:
    logo, mail = _a_logo(), an_ask()
    actions.send(mail.pk, at=AT)
    parts = _parts(server.taken[0])
    assert [*parts] == ["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"]
    assert parts["multipart/related"].get_param("type") == "text/html"
    picture, html = parts["image/png"], parts["text/html"].get_content()
    assert (picture.get_content(), picture.get_content_disposition()) == (logo, "inline")
    named = str(picture["Content-ID"]).strip("<>")
    assert f'<img src="cid:{named}" alt="Harrowgate" width="192" height="48">' in html
    assert html.count("src=") == 1
    assert "logo" not in parts["text/plain"].get_content()


@pytest.mark.slow
def test_an_invitation_keeps_its_calendar_beside_the_logo(server: Server) -> None:
    _a_logo()
    world = a_world()
    starts = AT + timedelta(days=9)
    world.move("scheduled", scheduled_at=starts)
    entry = world.record("candidate.scheduled", starts=starts.isoformat())
    mail = next(each for each in actions.write("invitation", entry_id=entry.pk, at=AT) if each.to_contact_id)
    actions.send(mail.pk, at=AT)
    parts = _parts(server.taken[0])
    assert [*parts][:6] == ["multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"]
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert "BEGIN:VEVENT" in parts["text/calendar"].get_content()


@pytest.mark.slow
def test_a_mail_is_delivered_from_a_person_and_answers_reach_one(server: Server) -> None:
    mail = an_ask()
    assert actions.send(mail.pk, at=AT) == "sent"
    assert actions.send(mail.pk, at=AT) == "sent"
    (envelope,) = server.taken
    sent = message_from_bytes(envelope.original_content or b"")
    assert envelope.rcpt_tos == [there(mail.to_contact).email]
    assert sent["Message-ID"] == mail.message_id
    assert str(make_header(decode_header(sent["From"]))) == "Mara Lindqvist at Harrowgate <goodword@localhost>"
    assert "Mara Lindqvist" in sent["Reply-To"]
    assert [part.get_content_type() for part in sent.walk() if not part.is_multipart()] == ["text/plain", "text/html"]
    token = plain_text(envelope.original_content).split("/r/")[1].split("/")[0]
    assert "<img" not in str(sent)
    assert hash_token(token) == Link.objects.get(purpose=Purpose.ANSWER_ASK).token_hash != token
    assert token not in str(list(Mail.objects.values()))


@pytest.mark.slow
def test_refused_for_now_is_tried_again_under_the_same_number(server: Server) -> None:
    mail = an_ask()
    server.answer = lambda _address: "450 try later"
    assert actions.send(mail.pk, at=AT) == "queued"
    mail.refresh_from_db()
    assert "450" in mail.error
    assert mail.send_after > AT
    assert actions.send(mail.pk, at=AT) == "queued"  # too early
    server.answer = lambda _address: "250 OK"
    assert actions.send(mail.pk, at=mail.send_after) == "sent"
    mail.refresh_from_db()
    assert (mail.attempts, mail.error) == (2, "")
    for purpose in (Purpose.ANSWER_ASK, Purpose.STOP_MAIL):  # the refused copy left no key behind
        assert [link.revoked_at is None for link in Link.objects.filter(purpose=purpose).order_by("pk")] == [False, True]


@pytest.mark.slow
def test_refused_for_good_fails_at_once_the_manager_is_told_and_it_can_be_sent_again(server: Server) -> None:
    mail = an_ask()
    server.answer = lambda address: "550 no such user" if "customer" in address else "250 OK"
    assert actions.send(mail.pk, at=AT) == "failed"
    mail.refresh_from_db()
    assert mail.error == "550 no such user"
    work()
    candidate = Candidate.objects.get()
    told = {mail.to_user for mail in Mail.objects.filter(message="not_delivered")}
    assert told == {candidate.reference_request.manager, candidate.account.owner}
    assert b"550 no such user" in (server.taken[-1].original_content or b"")
    server.answer = lambda _address: "250 OK"
    contact = mail.to_contact
    assert contact is not None
    contact.refresh_from_db()
    assert contact.bounced_at == AT
    administrator = Candidate.objects.get().reference_request.requester
    administrator.is_staff = True
    administrator.save()
    edit_contact(contact, by=Actor.system(), at=AT, email="ingrid@customer.example")
    assert Contact.objects.get(pk=contact.pk).bounced_at is None
    actions.retry(mail, by=administrator, at=AT)
    again = Entry.objects.get(verb="mail.sent_again", subjects__kind="candidate", subjects__object_id=Candidate.objects.get().pk)
    assert Actor.person(administrator) == Actor(ActorKind(again.actor_kind), again.actor_id)
    assert actions.send(mail.pk, at=AT) == "sent"


@pytest.mark.slow
def test_nobody_sends_a_mail_again_that_they_may_not_see(server: Server) -> None:
    mail = an_ask()
    server.answer = lambda _address: "550 no such user"
    assert actions.send(mail.pk, at=AT) == "failed"
    Mail.objects.filter(pk=mail.pk).update(circle=open_circle([]))
    operator = Candidate.objects.get().reference_request.requester
    operator.is_staff = True
    operator.save()
    with pytest.raises(NotAllowed):
        actions.retry(mail, by=operator, at=AT)
    assert not Entry.objects.filter(verb="mail.sent_again").exists()


@pytest.mark.slow
def test_an_address_that_was_mended_meanwhile_is_not_the_one_that_came_back(server: Server) -> None:
    mail = an_ask()
    server.answer = lambda _address: "550 no such user"
    assert actions.send(mail.pk, at=AT) == "failed"
    contact = mail.to_contact
    assert contact is not None
    edit_contact(contact, by=Actor.system(), at=AT, email="ingrid@customer.example")
    server.answer = lambda _address: "250 OK"
    work()
    contact.refresh_from_db()
    assert contact.bounced_at is None


@pytest.mark.slow
@pytest.mark.parametrize("how", ["hangs", "gone"])
def test_a_server_that_does_not_answer_costs_a_moment_and_in_the_end_the_mail_has_failed(server: Server, settings: Any, how: str) -> None:
    mail = an_ask()
    server.hangs = how == "hangs"
    if how == "gone":
        settings.EMAIL_PORT = 1
    at = AT
    for _attempt in range(7 if how == "gone" else 1):
        state = actions.send(mail.pk, at=at)
        mail.refresh_from_db()
        at = mail.send_after
    assert state == ("failed" if how == "gone" else "queued")
    assert mail.error
    assert at - AT >= timedelta(minutes=1 if how == "hangs" else 600)


@pytest.mark.slow
def test_killed_between_delivery_and_note_it_arrives_under_one_number(server: Server) -> None:
    mail = an_ask()
    connection.close()
    child = os.fork()
    if child == 0:
        actions.send(mail.pk, at=AT)
        os._exit(0)
    taken = threading.Event()

    def kill(_address: str) -> str:
        os.kill(child, signal.SIGKILL)
        taken.set()
        return "250 OK"

    server.after = kill
    os.waitpid(child, 0)
    assert taken.wait(5)
    mail.refresh_from_db()
    assert mail.state == "queued"
    server.after = lambda _address: "250 OK"
    assert actions.send(mail.pk, at=AT) == "sent"
    numbers = {message_from_bytes(each.original_content or b"")["Message-ID"] for each in server.taken}
    assert numbers == {mail.message_id}
    copies = [str(message_from_bytes(each.original_content or b"").get_payload(0)) for each in server.taken]
    tokens = {copy.split("/r/")[1].split("/")[0] for copy in copies}
    assert Link.objects.filter(purpose=Purpose.ANSWER_ASK, revoked_at=None).count() == len(tokens) == 2  # both links in both copies work


@pytest.mark.slow
def test_a_lost_job_is_found(server: Server) -> None:
    mail = an_ask()
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")
    assert actions.send_overdue(at=AT + timedelta(minutes=5)) == 0
    assert actions.send_overdue(at=AT + timedelta(minutes=11)) == 1
    work()
    mail.refresh_from_db()
    assert mail.state == "sent"
    assert len(server.taken) == 1


@pytest.mark.slow
def test_an_address_in_other_letters_is_written_as_mail_servers_read_it(server: Server) -> None:
    mail = an_ask()
    Contact.objects.update(email="ingrid@m\u00fcnchen.example")
    assert actions.send(mail.pk, at=AT) == "sent"
    assert server.taken[0].rcpt_tos == ["ingrid@xn--mnchen-3ya.example"]


@pytest.mark.slow
@pytest.mark.parametrize("address", ["j\u00f6rg@customer.example", "joerg@customer..example"])
def test_an_address_that_no_server_can_read_fails_in_words_and_the_manager_is_told(server: Server, address: str) -> None:
    mail = an_ask()
    Contact.objects.update(email=address)
    assert actions.send(mail.pk, at=AT) == "failed"
    mail.refresh_from_db()
    assert mail.error == f"Mail servers cannot read the address {address}. Please write another one down."
    work()
    candidate = Candidate.objects.get()
    told = {person.email for person in (candidate.reference_request.manager, candidate.account.owner) if person}
    assert {reader for sent in server.taken for reader in sent.rcpt_tos} == told
    assert len(told) == len(server.taken) == 2


@pytest.mark.slow
def test_a_mail_whose_worker_ended_each_time_is_given_up(server: Server) -> None:
    mail = an_ask()
    Mail.objects.filter(pk=mail.pk).update(attempts=7)
    assert actions.send(mail.pk, at=AT) == "failed"
    work()
    assert Mail.objects.filter(message="not_delivered").exists()
    assert not Mail.objects.get(pk=mail.pk).error.endswith("None")


def _asked_for_real() -> tuple[Candidate, Actor, Mail]:
    """A customer who was asked by the verbs that people use, and the mail that waits out the program's pause."""
    world = a_request_world()
    Program.objects.update(mail_delay_seconds=60)
    candidate = world.asked()
    entry = Entry.objects.filter(verb="candidate.asked").latest("pk")
    (mail,) = actions.write("ask", entry_id=entry.pk, at=entry.at)
    return candidate, Actor.person(world.manager), mail


def _is_free(candidate: Candidate) -> bool:
    """May the customer's place be given back: let go, is it counted no more."""
    candidate.refresh_from_db()
    release(candidate, by=Actor.person(there(candidate.reference_request.manager)), at=clock.now())
    return not LedgerEntry.objects.filter(account=candidate.account_id, released_at=None).exists()


@pytest.mark.slow
@pytest.mark.parametrize("how", ["refused for now", "refused for good", "nobody there"])
def test_as_long_as_no_server_took_it_the_question_is_taken_back_and_the_place_is_free(server: Server, settings: Any, how: str) -> None:
    candidate, by, mail = _asked_for_real()
    server.answer = lambda _address: "450 try later" if how == "refused for now" else "550 no such user"
    if how == "nobody there":
        with socket.create_server(("127.0.0.1", 0)) as free:
            settings.EMAIL_PORT = free.getsockname()[1]
    assert actions.send(mail.pk, at=mail.send_after) == ("failed" if how == "refused for good" else "queued")
    assert isinstance(take_back(candidate, by=by, at=mail.send_after + timedelta(minutes=1)), Candidate)
    server.answer = lambda _address: "250 OK"
    assert actions.send_overdue(at=mail.send_after + timedelta(days=1)) in (0, 1)
    assert actions.send(mail.pk, at=mail.send_after + timedelta(days=2)) in ("cancelled", "failed")
    assert server.taken == []
    assert _is_free(candidate)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["taken", "no word afterwards", "kept"])
def test_once_a_server_may_have_it_the_question_stays_asked(server: Server, settings: Any, how: str) -> None:
    candidate, by, mail = _asked_for_real()
    if how == "no word afterwards":
        server.hangs = True
    settings.GOODWORD_MAIL_CONFIGURED = how != "kept"
    assert actions.send(mail.pk, at=mail.send_after) == {"taken": "sent", "no word afterwards": "queued", "kept": "kept"}[how]
    assert isinstance(take_back(candidate, by=by, at=mail.created_at), Refused)
    assert not _is_free(candidate)


@pytest.mark.slow
def test_a_question_that_no_server_ever_took_is_not_called_unanswered(server: Server) -> None:
    candidate, _by, mail = _asked_for_real()
    server.answer = lambda _address: "550 no such user"
    assert actions.send(mail.pk, at=mail.send_after) == "failed"
    candidate.refresh_from_db()
    assert candidate.answer_due_at is not None
    assert expire_ask(candidate, at=candidate.answer_due_at)
    candidate.refresh_from_db()
    assert candidate.state == "owner_approved"
    assert candidate.ledger_entry is not None
    assert candidate.ledger_entry.kind == "hold"
