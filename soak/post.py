"""A mail server that notes what it took, and can refuse, put off, or say nothing."""

from __future__ import annotations

import asyncio
import email
import threading
from collections import defaultdict
from enum import StrEnum

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from soak.ports import free_port


class Mood(StrEnum):
    """How the server answers when a letter has been read out to it."""

    TAKES = "takes"
    REFUSES = "refuses"
    PUTS_OFF = "puts off"
    HANGS = "hangs"


ANSWERS = {Mood.TAKES: "250 taken", Mood.REFUSES: "554 not here", Mood.PUTS_OFF: "451 come back later"}


class Post:
    """The mail server of one soak."""

    def __init__(self) -> None:
        """Choose a port; nothing listens yet."""
        self.mood = Mood.TAKES
        self.port = free_port()
        self._lock = threading.Lock()
        self._taken: dict[str, list[str]] = defaultdict(list)
        self._controller: Controller | None = None

    def open(self) -> None:
        """Listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def close(self) -> None:
        """Stop listening: whoever calls is refused by the system."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Note a letter, or say what the mood says."""
        if self.mood is Mood.HANGS:
            await asyncio.sleep(3600)
        if self.mood is Mood.TAKES:
            letter = email.message_from_bytes(envelope.original_content or b"")
            with self._lock:
                for reader in envelope.rcpt_tos:
                    self._taken[reader].append(letter["Message-ID"])
        return ANSWERS[self.mood]

    def taken(self) -> dict[str, list[str]]:
        """The Message-IDs that each address was brought, a repeat as often as it came."""
        with self._lock:
            return {reader: list(ids) for reader, ids in self._taken.items()}
