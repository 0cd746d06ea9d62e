"""Somebody on the public registration page."""

from __future__ import annotations

import base64
import json
import re
from datetime import datetime, timedelta
from typing import Any, Final

from altcha import Challenge, solve_challenge
from django.test import Client

from goodword.kernel import clock
from goodword.recruiting.actions import open_gate

JOIN: Final = "/join/customer/"
READ: Final = "en:0,en:0"


def a_stamp(program: str = "customer", *, at: datetime | None = None) -> str:
    """The stamp of a page that was opened a while ago."""
    return open_gate(program, at=at or clock.now() - timedelta(minutes=2)).stamp


def a_proof(program: str = "customer", *, at: datetime | None = None) -> str:
    """A task done by a browser."""
    challenge = Challenge.from_dict(json.loads(open_gate(program, at=at or clock.now() - timedelta(minutes=2)).task))
    solution = solve_challenge(challenge)
    assert solution is not None
    return base64.b64encode(json.dumps({"challenge": challenge.to_dict(), "solution": solution.to_dict()}).encode()).decode()


def typed(**fields: Any) -> dict[str, Any]:
    """What a person sends who filled the page in."""
    said = {
        "name": "Ingrid Solberg",
        "email": "ingrid.solberg@vestara.example",
        "company": "Vestara Insurance",
        "job_title": "Head of platform",
        "country": "NO",
        "better": "We release every day.",
        "offered": ["sales_call", "quote"],
        "consent": "on",
        "stamp": a_stamp(),
        "read": READ,
    }
    return {**said, **fields}


def link_in(text: str) -> str:
    """The address of the button in a mail, without its host."""
    (found,) = re.findall(r"(/join/confirm/[\w-]+/)", text)
    return str(found)


def sends(client: Client, url: str = JOIN, *, network: str = "203.0.113.7", **fields: Any) -> Any:
    """Send the form from a network."""
    return client.post(url, typed(**fields), REMOTE_ADDR=network)


__all__ = ["JOIN", "READ", "a_proof", "a_stamp", "link_in", "sends", "typed"]
