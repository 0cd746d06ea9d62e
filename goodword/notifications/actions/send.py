"""Send one mail: decide, make the link, hand it to the mail server, note what became of it.

Two transactions. The first makes the link and counts the attempt, so that a link in a mail that left is always known
here; a customer's candidacy is locked meanwhile, so that a question either leaves or is taken back. The second holds
the row while the server is spoken to: nobody else sends it meanwhile, and when the worker dies the row is free again.
A mail that left without being noted is sent again under the same Message-ID, which mail programs show once.

An ask whose mail no server took was never asked, and may be taken back; after a silence somebody might have it, so it stays asked.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Final

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.text import mark_of
from goodword.kernel.transitions import move
from goodword.links.actions import revoke_token
from goodword.notifications import queries
from goodword.notifications.actions.compose import Composed, Unwritable, compose, envelope, preview, unreachable
from goodword.notifications.actions.kept import keep_words
from goodword.notifications.actions.write import defer_send
from goodword.notifications.kinds import DAILY
from goodword.notifications.messages.letter import Stale
from goodword.notifications.models import Mail
from goodword.notifications.states import MOVES, State
from goodword.requests.actions import note_left
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.leaving import is_still_here

log = logging.getLogger(__name__)

WAITS: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720))
# How long until a mail is looked at again whose row somebody else had.
HELD_FOR: Final = timedelta(seconds=30)
PERMANENT: Final = 500
ERROR_LENGTH: Final = 500


def send(mail_id: int, *, at: datetime) -> str:
    """Send a queued mail whose time has come; returns the state it is left in. Safe to call twice, and at once."""
    prepared = _prepare(mail_id, at=at)
    if isinstance(prepared, str):
        return prepared
    mail, composed = prepared
    with transaction.atomic():
        row = Mail.objects.select_for_update(skip_locked=True).filter(pk=mail.pk, state=State.QUEUED, attempts=mail.attempts).first()
        if row is None:
            return _look_again(mail, at=at)
        return _deliver(row, composed, at=at)


def _look_again(mail: Mail, *, at: datetime) -> str:
    """Somebody else has the row: a worker that delivers it, or whoever looks at it for a moment; who finds it queued then sends it."""
    state, attempts = Mail.objects.values_list("state", "attempts").get(pk=mail.pk)
    if state == State.QUEUED and attempts == mail.attempts:
        mail.send_after = at + HELD_FOR
        defer_send(mail)
    return state


@transaction.atomic
def _prepare(mail_id: int, *, at: datetime) -> tuple[Mail, Composed] | str:
    mail = Mail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None or mail.state != State.QUEUED:
        return mail.state if mail else State.CANCELLED
    if mail.send_after > at:
        defer_send(mail)  # this clock is behind the database's
        return State.QUEUED
    if mail.to_contact_id is not None:
        candidate = queries.wait_for_candidate(mail.context["entry"])  # a question that is just taken back does not leave
        if mail.attempts and candidate is not None and not is_still_here(candidate):
            note_left(candidate.pk)  # the worker ended before the last attempt's answer was noted
    reason = unreachable(mail)
    if reason:
        return _cancel(mail, reason, at=at)
    if mail.attempts > len(WAITS):  # each time the worker ended before the answer was noted
        return give_up(
            mail,
            mail.error or _("The mail was tried %(times)d times, and it is not known what became of it.") % {"times": mail.attempts},
            at=at,
        )
    try:
        with transaction.atomic():
            composed = compose(mail, at=at) if settings.GOODWORD_MAIL_CONFIGURED else preview(mail, at=at)
    except Exception as problem:  # a mail that cannot be written must not be lost in a log
        log.exception("mail %s could not be written", mail_id)
        return give_up(mail, repr(problem), at=at)
    if isinstance(composed, Stale):
        return _cancel(mail, composed.code, at=at)
    keep_words(mail, composed.letter, signature=composed.signature)
    if not settings.GOODWORD_MAIL_CONFIGURED:
        move(mail, MOVES, "keep", at=at, error="")
        _has_left(mail)
        return State.KEPT
    mail.attempts += 1
    mail.save(update_fields=["attempts"])
    return mail, composed


def _deliver(mail: Mail, composed: Composed, *, at: datetime) -> str:
    spoken = False
    try:
        message = envelope(mail, composed)
        connection = get_connection(timeout=settings.EMAIL_TIMEOUT)
        connection.open()
        spoken = True
        try:
            connection.send_messages([message])
        finally:
            connection.close()
    except (SMTPException, OSError) as problem:
        words = _error_words(problem)
        if not spoken or isinstance(problem, (SMTPRecipientsRefused, SMTPResponseException)):
            _nobody_holds(composed, at=at)  # nobody was there, or the server said no
        else:
            _has_left(mail)  # after a silence somebody might have it
        if isinstance(problem, SMTPRecipientsRefused) and _is_permanent(problem):
            _came_back(mail, composed, at=at)
        if _is_permanent(problem) or mail.attempts > len(WAITS):
            return give_up(mail, words, at=at)
        mail.error, mail.send_after = words, at + WAITS[mail.attempts - 1]
        mail.save(update_fields=["error", "send_after"])
        defer_send(mail)
        return State.QUEUED
    except Unwritable as problem:
        _nobody_holds(composed, at=at)
        return give_up(mail, str(problem), at=at)
    except Exception as problem:  # no other attempt would go better
        log.exception("mail %s could not be made ready for the server", mail.pk)
        return give_up(mail, repr(problem), at=at)
    move(mail, MOVES, "send", at=at, error="")
    _has_left(mail)
    return State.SENT


def _nobody_holds(composed: Composed, *, at: datetime) -> None:
    for token in composed.tokens:
        revoke_token(token, at=at)


def _has_left(mail: Mail) -> None:
    """A customer has it, or may have it: what was asked stays asked."""
    candidate_id = queries.candidate_id(mail.context["entry"]) if mail.to_contact_id is not None else None
    if candidate_id is not None:
        note_left(candidate_id)


def _cancel(mail: Mail, reason: str, *, at: datetime) -> str:
    move(mail, MOVES, "cancel", at=at, error=reason)
    if mail.to_contact_id and reason != "passed":
        _tell(mail, at=at)
    return State.CANCELLED


def give_up(mail: Mail, words: str, *, at: datetime) -> str:
    """It will not leave any more, unless somebody sends it again; about a customer's mail the manager is told."""
    move(mail, MOVES, "fail", at=at, error=words[:ERROR_LENGTH])
    if mail.to_contact_id:
        _tell(mail, at=at)
    return State.FAILED


def _came_back(mail: Mail, composed: Composed, *, at: datetime) -> None:
    """The server knows nobody of this address: the customers' side remembers that as a reaction."""
    contact = mail.to_contact
    if contact is not None:
        about, mark = [contact.account, contact], mark_of(composed.reader_address)
        record("contact.mail_refused", by=Actor.system(), at=at, about=about, circle_id=mail.circle_id, address=mark)


def _tell(mail: Mail, *, at: datetime) -> None:
    """The manager must know that the customer has not got it."""
    if about := concerned(mail, at=at):
        record("mail.failed", by=Actor.system(), at=at, about=about, circle_id=mail.circle_id, mail=mail.pk)


def concerned(mail: Mail, *, at: datetime) -> list[Candidate | ReferenceRequest]:
    """The candidate and the request that a mail is about; a daily mail is about many, and nobody's in particular."""
    if mail.message == DAILY:
        return []
    scene = queries.scene(mail.context["entry"], at=at)
    return [row for row in (scene.candidate, scene.reference_request) if row is not None]


def _is_permanent(problem: Exception) -> bool:
    """Refused for good: the recipient or the message. A refused sign-in is the operator's to mend, so it is tried again."""
    if isinstance(problem, SMTPAuthenticationError):
        return False
    if isinstance(problem, SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _words in problem.recipients.values())
    return isinstance(problem, SMTPResponseException) and problem.smtp_code >= PERMANENT


def _error_words(problem: Exception) -> str:
    if isinstance(problem, SMTPRecipientsRefused):
        answers = [f"{code} {_decoded(words)}" for code, words in problem.recipients.values()]
        return " ".join(answers)[:ERROR_LENGTH]
    if isinstance(problem, SMTPResponseException):
        return f"{problem.smtp_code} {_decoded(problem.smtp_error)}"[:ERROR_LENGTH]
    return (f"{type(problem).__name__}: {problem}" if str(problem) else type(problem).__name__)[:ERROR_LENGTH]


def _decoded(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words
