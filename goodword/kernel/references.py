"""Reference numbers that people say aloud: REF-00042, REQ-0187, NOM-0031, REG-0012, STORY-0007."""

import re

_NUMBER = re.compile(r"^\s*(?:REF|REQ|NOM|REG|STORY)?[-\s]?0*(\d{1,9})\s*$", re.IGNORECASE)
_KEY = re.compile(r"[0-9]{1,9}")


def member_number(number: int) -> str:
    """The reference ID of a reference member."""
    return f"REF-{number:05d}"


def request_number(number: int) -> str:
    """The number of a reference request."""
    return f"REQ-{number:04d}"


def nomination_number(number: int) -> str:
    """The number of a nomination."""
    return f"NOM-{number:04d}"


def registration_number(number: int) -> str:
    """The number of a registration."""
    return f"REG-{number:04d}"


def story_number(number: int) -> str:
    """The number of a story."""
    return f"STORY-{number:04d}"


def parse_key(text: str) -> int | None:
    """The key of a row as a form or an address sends it, or None; other signs that pass for digits do not count."""
    return int(text) if _KEY.fullmatch(text) else None


def parse_number(text: str) -> int | None:
    """The number in what somebody typed (`req-187`, `REQ 0187`, `187`), or None."""
    found = _NUMBER.match(text)
    return int(found.group(1)) if found else None
