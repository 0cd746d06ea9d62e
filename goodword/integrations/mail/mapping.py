"""A mail that came back as values: which mail of ours it is about, for whom it failed, for good or for now. Pure: bytes in, values out.

What mail servers write differs from one to the next; `flufl.bounce` knows them (RFC 3464 first). Our mails are known by their Message-ID,
which only whoever got one can know, and which every server sends back with its report.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Final

from flufl.bounce import all_failures

from goodword.kernel.text import one_line

_MESSAGE_ID: Final = re.compile(r"<[0-9a-f]{32}@[^<>\s]{1,150}>")
_STATUS: Final = re.compile(r"^[245]\.\d{1,3}\.\d{1,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What a report says: the Message-IDs in it, the addresses that failed for good, those that may still be reached, and why."""

    message_ids: tuple[str, ...]
    refused: frozenset[str]
    delayed: frozenset[str]
    words: str = ""


def returned(raw: bytes) -> Returned:
    """Read a mail that came in; one that reports nothing has no addresses, nor has one with parts in parts without end."""
    try:
        return _read(message_from_bytes(raw))
    except RecursionError:  # no server writes such a report, and whoever does would have the mail handed over again and again
        return Returned(message_ids=(), refused=frozenset(), delayed=frozenset())


def _read(message: Message) -> Returned:
    delayed: Iterable[bytes] = ()
    refused: Iterable[bytes] = ()
    with suppress(Exception):  # some of its detectors break on what is no report, and then it is none
        delayed, refused = all_failures(message) if message["From"] else ((), ())
    ids = dict.fromkeys(_MESSAGE_ID.findall("\n".join(_texts(message))))
    return Returned(message_ids=tuple(ids), refused=_addresses(refused), delayed=_addresses(delayed), words=_words(message))


def _addresses(found: Iterable[bytes]) -> frozenset[str]:
    return frozenset(each.decode("ascii", errors="replace").strip().strip("<>").lower() for each in found)


def _texts(message: Message) -> Iterator[str]:
    """Every text in the report, and the headers of what it sends back."""
    for part in message.walk():
        if part is not message:
            yield str(part.get("Message-ID", ""))
        if not part.is_multipart():
            payload = part.get_payload(decode=True)
            yield payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""


def _words(message: Message) -> str:
    """What the server says, with its status: "5.1.1 user unknown"."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.walk():
            said = " ".join(str(block.get("Diagnostic-Code", "")).partition(";")[2].split())
            status = str(block.get("Status", "")).strip()
            if said or _STATUS.match(status):
                return one_line(f"{'' if status in said else status} {said}")
    return ""
