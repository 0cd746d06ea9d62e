"""Reports of mail servers that a mail came back, in the shapes of several of them. Made up here; no real ones."""

from collections.abc import Iterable


def original(message_id: str, to: str) -> str:
    """The mail as it was sent."""
    headers = ("From: Goodword <goodword@ours.example>", f"To: {to}", "Subject: A question", f"Message-ID: {message_id}")
    return "\n".join((*headers, "", "Would you take a call?"))


def report(headers: Iterable[str], *parts: tuple[str, str]) -> bytes:
    """A multipart/report of parts, each with its content type."""
    lines = [*headers, "MIME-Version: 1.0", 'Content-Type: multipart/report; report-type=delivery-status; boundary="=_x"', ""]
    for content_type, text in parts:
        lines += ["--=_x", f"Content-Type: {content_type}", "", text]
    return "\n".join([*lines, "--=_x--", ""]).encode()


def postfix(message_id: str, to: str, *, status: str = "5.1.1", action: str = "failed", code: str = "550 5.1.1 unknown user") -> bytes:
    """The report of Postfix: words, status, and the whole mail."""
    states = (
        "Reporting-MTA: dns; mx.example\nArrival-Date: Sun, 22 Nov 2026 10:10:10 +0000\n\n"
        f"Final-Recipient: rfc822; {to}\nOriginal-Recipient: rfc822;{to}\n"
        f"Action: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {code}\n"
    )
    return report(
        ("From: MAILER-DAEMON@mx.example", "To: goodword@ours.example", "Subject: Undelivered Mail", "Message-ID: <2026.AB12C@mx.example>"),
        ("text/plain", f"Your message could not be delivered.\n\n<{to}>: host said: {code}\n"),
        ("message/delivery-status", states),
        ("message/rfc822", original(message_id, to)),
    )


def exchange(message_id: str, to: str) -> bytes:
    """The report of Exchange: words as HTML, status, and the headers only."""
    words = "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"
    states = (
        "Reporting-MTA: dns;EX01.example\n\n"
        f"Final-recipient: RFC822;{to}\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;{words}\n"
    )
    return report(
        (
            "From: postmaster@corp.example",
            "Subject: Undeliverable: A question",
            f"In-Reply-To: {message_id}",
            "Message-ID: <9f2b@EX01.example>",
        ),
        ("text/html", f"<p>Your message to <b>{to}</b> couldn't be delivered.</p>"),
        ("message/delivery-status", states),
        ("text/rfc822-headers", f"From: goodword@ours.example\nTo: {to}\nMessage-ID: {message_id}\nSubject: A question\n"),
    )


def gmail(message_id: str, to: str) -> bytes:
    """The report of Gmail: a header that names the address, words, status, and the whole mail."""
    headers = ("From: mailer-daemon@mail.example", "Subject: Delivery Status Notification (Failure)", f"X-Failed-Recipients: {to}")
    states = (
        f"Reporting-MTA: dns; mail.example\nX-Original-Message-ID: {message_id}\n\n"
        f"Final-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550-5.1.1 The account does not exist.\n"
    )
    return report(
        (*headers, f"References: {message_id}", "Message-ID: <65ab.0a02@mail.example>"),
        ("text/plain", f"** Address not found **\n\nYour message wasn't delivered to {to} because the address couldn't be found.\n"),
        ("message/delivery-status", states),
        ("message/rfc822", original(message_id, to)),
    )
