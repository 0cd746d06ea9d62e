"""Which encoding a text file has, and whether it is a text file at all. The whole file decides, or its head while somebody waits."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from goodword.imports.reading import legacy
from goodword.imports.reading.trouble import Trouble, Unreadable

SAMPLE = 256 * 1024
BLOCK = 1024 * 1024
FEW = 60
READS_WELL = 0.8

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"PK\x03\x04", Trouble.WORKBOOK),
    (b"PK\x05\x06", Trouble.WORKBOOK),
    (b"\xd0\xcf\x11\xe0", Trouble.WORKBOOK),
    (b"%PDF", Trouble.PDF),
    (b"\x1f\x8b", Trouble.COMPRESSED),
    (b"BZh", Trouble.COMPRESSED),
    (b"7z\xbc\xaf", Trouble.COMPRESSED),
    (b"\xfd7zXZ", Trouble.COMPRESSED),
    (b"\x28\xb5\x2f\xfd", Trouble.COMPRESSED),
    (b"Rar!", Trouble.COMPRESSED),
    (b"\x89PNG", Trouble.PICTURE),
    (b"\xff\xd8\xff", Trouble.PICTURE),
    (b"GIF8", Trouble.PICTURE),
    (b"RIFF", Trouble.PICTURE),
    (b"II*\x00", Trouble.PICTURE),
    (b"MM\x00*", Trouble.PICTURE),
)
# What a text begins with that is no table.
OPENINGS = (
    (re.compile(r"\s*<(?:!doctype|html|head|meta|body|\?xml|table|svg|workbook)\b|\s*<!--", re.IGNORECASE), Trouble.MARKUP),
    (re.compile(r"\s*%PDF-"), Trouble.PDF),
    (re.compile(r"\s*[\[{]\s*(?:[{\]}]|\"[^\"]*\"\s*:)"), Trouble.JSON),
    (re.compile(r"\s*\{\\rtf"), Trouble.DOCUMENT),
    (re.compile(r"\s*BEGIN:V(?:CARD|CALENDAR)", re.IGNORECASE), Trouble.CARDS),
)
OPENING = 400
JAPANESE_MAIL = re.compile(rb"\x1b\$[@B]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding's Python name, the length of its byte order mark, and whether it was certain."""

    name: str
    mark: int = 0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over the file, or over its head, found."""

    size: int
    lines: int
    is_utf8: bool
    is_ascii: bool
    evidence: bytes  # blocks of the file that hold bytes above 127
    cut: bool  # there is more of the file


def scan(path: Path, most: int | None = None) -> Scan:
    """Read the file once, in blocks, at `most` so many bytes: is it UTF-8 throughout, and how many lines has it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    size = line_feeds = returns = pairs = 0
    is_utf8 = is_ascii = True
    evidence = b""
    last = b""
    for block in blocks(path, most):
        size += len(block)
        line_feeds += block.count(b"\n")
        returns += block.count(b"\r")
        pairs += block.count(b"\r\n") + (last == b"\r" and block[:1] == b"\n")
        last = block[-1:]
        if not block.isascii():
            is_ascii = False
            if len(evidence) < SAMPLE:
                evidence += around_high_bytes(block, SAMPLE - len(evidence))
        if is_utf8:
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                is_utf8 = False
    cut = size < path.stat().st_size
    if is_utf8:
        try:
            decoder.decode(b"", final=not cut)
        except UnicodeDecodeError:
            is_utf8 = False
    lines = line_feeds + returns - pairs + (last not in {b"\n", b"\r", b""})
    return Scan(size, lines, is_utf8, is_ascii, evidence, cut)


def blocks(path: Path, most: int | None = None) -> Iterator[bytes]:
    """The file in pieces, so that memory does not grow with it."""
    left = sys.maxsize if most is None else most
    with path.open("rb") as file:
        while block := file.read(min(BLOCK, left)):
            left -= len(block)
            yield block


def around_high_bytes(block: bytes, limit: int) -> bytes:
    """The lines of a block that hold a byte above 127, up to a limit."""
    found = [line for line in re.split(rb"(?<=[\r\n])", block) if not line.isascii()]
    return b"".join(found)[:limit]


def detect(path: Path, found: Scan) -> Encoding:
    """Decide the encoding; raises Unreadable when the file is no text."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    if not head.strip(b"\x00 \t\r\n\x1a"):
        raise Unreadable(Trouble.EMPTY)
    for mark, name in BOMS:
        if head.startswith(mark):
            if not head[len(mark) :].strip(b"\x00 \t\r\n"):
                raise Unreadable(Trouble.EMPTY)
            return a_table(head, Encoding(name, len(mark)))
    for signature, trouble in SIGNATURES:
        if head.startswith(signature):
            raise Unreadable(trouble)
    if wide := without_mark(head):
        return a_table(head, Encoding(wide))
    a_table(head, Encoding("latin-1"))
    if looks_binary(head.rstrip(b"\x00\x1a")):
        raise Unreadable(Trouble.BINARY)
    if found.is_ascii and JAPANESE_MAIL.search(head):
        return Encoding("iso2022_jp")
    if found.is_utf8:
        return Encoding("utf-8", sure=not (found.cut and found.is_ascii))
    if mostly_utf8(found.evidence):
        return Encoding("utf-8", sure=False)
    return eight_bit(found.evidence)


def a_table(head: bytes, encoding: Encoding) -> Encoding:
    """The encoding, unless the text begins as web pages, cards and other things begin that are no table."""
    opening = head[encoding.mark : encoding.mark + OPENING].decode(encoding.name, errors="ignore")
    for pattern, trouble in OPENINGS:
        if pattern.match(opening):
            raise Unreadable(trouble)
    return encoding


def without_mark(head: bytes) -> str | None:
    """UTF-16 and UTF-32 without a mark: separators and line ends are ASCII, so every second byte is often zero."""
    fourths = max(1, len(head) // 4)
    for name, high, low in (("utf-32-le", (2, 3), 0), ("utf-32-be", (0, 1), 3)):
        if all(head[place::4].count(0) / fourths > 0.95 for place in high) and head[low::4].count(0) / fourths < 0.05:
            return name
    head = head[: len(head) // 2 * 2]
    zeros_odd, zeros_even = head[1::2].count(0), head[0::2].count(0)
    pairs = max(1, len(head) // 2)
    for name, here, there in (("utf-16-le", zeros_odd, zeros_even), ("utf-16-be", zeros_even, zeros_odd)):
        if here / pairs > 0.15 and there * 20 < here:
            try:
                head.decode(name, errors="strict" if len(head) < SAMPLE else "ignore")
            except UnicodeDecodeError:
                continue
            return name
    return None


def looks_binary(head: bytes) -> bool:
    """Too many control characters for text; some zero bytes are forgiven and dropped later."""
    zeros = head.count(0)
    controls = sum(head.count(code) for code in range(1, 32) if code not in (9, 10, 11, 12, 13, 26, 27, 28, 29, 30, 31))
    return zeros * 5 > len(head) or controls * 50 > len(head)


def mostly_utf8(evidence: bytes) -> bool:
    """A UTF-8 file with some foreign lines: many good sequences, few broken ones."""
    text = evidence.decode("utf-8", errors="replace")
    broken = text.count("�")
    good = sum(1 for sign in text if ord(sign) > 127) - broken
    return good >= 2 * broken and good > 1


def eight_bit(evidence: bytes) -> Encoding:
    """Choose among the old encodings; sure only when there is enough text, and it reads well."""
    name, worth = legacy.likeliest(evidence)
    if worth <= 0:
        return Encoding("cp1252", sure=False)
    return Encoding(name, sure=worth > READS_WELL and sum(1 for byte in evidence if byte > 127) >= FEW)


def known(name: str) -> str:
    """The Python name of an encoding somebody typed; raises Unreadable when there is none."""
    try:
        found = codecs.lookup(name.strip())
        "".encode(found.name)
    except LookupError as error:
        raise Unreadable(Trouble.ENCODING, name) from error
    if found.name in {"base64", "hex", "bz2", "zlib", "quopri", "uu", "rot13", "idna", "punycode"}:
        raise Unreadable(Trouble.ENCODING, name)
    return {"utf-8-sig": "utf-8", "ascii": "utf-8"}.get(found.name, found.name)


def chosen(path: Path, name: str) -> Encoding:
    """The encoding a person chose, with the length of the byte order mark if the file carries one."""
    python_name = known(name)
    with path.open("rb") as file:
        head = file.read(4)
    for mark, marked in BOMS:
        if head.startswith(mark) and (marked == python_name or python_name in {"utf-16", "utf-32"}):
            return Encoding(marked, len(mark))
    return Encoding({"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(python_name, python_name))
