"""Which encoding a text file has, decided from the whole file, and whether it is a text file at all."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from goodword.imports.reading.trouble import Trouble, Unreadable

SAMPLE = 256 * 1024
BLOCK = 1024 * 1024
FEW = 60

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"PK\x03\x04", Trouble.WORKBOOK),
    (b"\xd0\xcf\x11\xe0", Trouble.WORKBOOK),
    (b"%PDF", Trouble.PDF),
    (b"\x1f\x8b", Trouble.COMPRESSED),
    (b"BZh", Trouble.COMPRESSED),
    (b"7z\xbc\xaf", Trouble.COMPRESSED),
    (b"\x89PNG", Trouble.PICTURE),
    (b"\xff\xd8\xff", Trouble.PICTURE),
    (b"GIF8", Trouble.PICTURE),
)
MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|table|svg)\b", re.IGNORECASE)
# Letters and signs that Western European text is made of; used to tell old eight-bit encodings apart.
WESTERN = frozenset("àâäáãåæçèéêëìíîïñòóôõöøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜÝŠšŽž€£§°²³·«»“”‘’–…®™©ºª¿¡´½¼")
LEGACY = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "iso8859_2",
    "koi8_r",
    "mac_roman",
    "cp850",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "cp949",
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding's Python name, the length of its byte order mark, and whether it was certain."""

    name: str
    mark: int = 0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over the whole file found."""

    size: int
    lines: int
    is_utf8: bool
    is_ascii: bool
    evidence: bytes  # blocks of the file that hold bytes above 127


def scan(path: Path) -> Scan:
    """Read the file once, in blocks: is it UTF-8 throughout, and how many lines has it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    size = line_feeds = returns = pairs = 0
    is_utf8 = is_ascii = True
    evidence = b""
    last = b""
    for block in blocks(path):
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
    if is_utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            is_utf8 = False
    lines = line_feeds + returns - pairs + (last not in {b"\n", b"\r", b""})
    return Scan(size, lines, is_utf8, is_ascii, evidence)


def blocks(path: Path) -> Iterator[bytes]:
    """The file in pieces, so that memory does not grow with it."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def around_high_bytes(block: bytes, limit: int) -> bytes:
    """The lines of a block that hold a byte above 127, up to a limit."""
    found = [line for line in re.split(rb"(?<=[\r\n])", block) if not line.isascii()]
    return b"".join(found)[:limit]


def detect(path: Path, found: Scan) -> Encoding:
    """Decide the encoding; raises Unreadable when the file is no text."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    if not head.strip(b"\x00 \t\r\n"):
        raise Unreadable(Trouble.EMPTY)
    for mark, name in BOMS:
        if head.startswith(mark):
            if not head[len(mark) :].strip(b"\x00 \t\r\n"):
                raise Unreadable(Trouble.EMPTY)
            return Encoding(name, len(mark))
    for signature, trouble in SIGNATURES:
        if head.startswith(signature):
            raise Unreadable(trouble)
    if MARKUP.match(head):
        raise Unreadable(Trouble.MARKUP)
    if wide := without_mark(head):
        return Encoding(wide)
    if looks_binary(head):
        raise Unreadable(Trouble.BINARY)
    if found.is_utf8:
        return Encoding("utf-8")
    if mostly_utf8(found.evidence):
        return Encoding("utf-8", sure=False)
    return eight_bit(found.evidence)


def without_mark(head: bytes) -> str | None:
    """UTF-16 without a mark: separators and line ends are ASCII, so every second byte is often zero."""
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
    """Too many control characters for text; a few zero bytes are forgiven and dropped later."""
    zeros = head.count(0)
    controls = sum(head.count(code) for code in range(1, 32) if code not in (9, 10, 11, 12, 13, 26, 27, 28, 29, 30, 31))
    return zeros * 20 > len(head) or controls * 50 > len(head)


def mostly_utf8(evidence: bytes) -> bool:
    """A UTF-8 file with some foreign lines: many good sequences, few broken ones."""
    text = evidence.decode("utf-8", errors="replace")
    broken = text.count("�")
    good = sum(1 for sign in text if ord(sign) > 127) - broken
    return good > 4 * broken and good > 8


def eight_bit(evidence: bytes) -> Encoding:
    """Choose among the old encodings: by letters when there is little text, by statistics when there is much."""
    high = sum(1 for byte in evidence if byte > 127)
    western = max(("cp1252", "mac_roman", "cp850"), key=lambda name: western_score(evidence, name))
    if western_score(evidence, western) > 0.95 or high < FEW:
        return Encoding(western, sure=high >= FEW)
    best = from_bytes(evidence, cp_isolation=list(LEGACY)).best()
    return Encoding(best.encoding if best else "cp1252", sure=False)


def western_score(evidence: bytes, name: str) -> float:
    """Share of the high characters that are letters of Western Europe, standing where letters stand."""
    text = evidence.decode(name, errors="replace")
    spots = [index for index, sign in enumerate(text) if ord(sign) > 127]
    if not spots:
        return 1.0
    good = 0.0
    for index in spots:
        sign = text[index]
        before = text[index - 1] if index else " "
        after = text[index + 1] if index + 1 < len(text) else " "
        if sign not in WESTERN:
            good -= 1
        elif sign.isalpha() and (after.isspace() or after.isalnum() or not after.isascii() or after in "'’.-,;:)\"|/"):
            good += 0.6 if sign.isupper() and before.islower() else 1
        elif not sign.isalpha():
            good += 0.7
    return good / len(spots)


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
