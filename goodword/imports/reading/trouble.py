"""Why a file cannot be read at all. Codes here; the sentences stand in `imports/wording.py`."""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """Reasons for which no row of a file can be read."""

    MISSING = "missing"
    GONE = "gone"
    EMPTY = "empty"
    WORKBOOK = "workbook"
    PDF = "pdf"
    COMPRESSED = "compressed"
    PICTURE = "picture"
    MARKUP = "markup"
    JSON = "json"
    DOCUMENT = "document"
    CARDS = "cards"
    COLUMNS = "columns"
    FIXED = "fixed"
    BINARY = "binary"
    ENCODING = "encoding"
    DELIMITER = "delimiter"
    HEADER = "header"


class Unreadable(Exception):
    """The file as a whole cannot be read."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail


class Flaw(StrEnum):
    """What is wrong with one row as a row, before its values are looked at."""

    TOO_MANY = "too_many"
    OPEN_QUOTE = "open_quote"
    TOO_LONG = "too_long"
    BYTES = "bytes"
    NOTE = "note"
    TOTAL = "total"
    HEADER = "header"
