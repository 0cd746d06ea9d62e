"""Is a file plain text: readable letters from beginning to end."""

import codecs
from typing import IO, Final

BLOCK: Final = 256 * 1024
WHITE: Final = frozenset("\t\n\r\f\x1a")
FIRST_PRINTED: Final = " "
MARKS: Final = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def is_text(stream: IO[bytes]) -> bool:
    """Tell whether every byte is part of a letter: in UTF-8, UTF-16 with its mark, or as older Windows programs write."""
    stream.seek(0)
    head = stream.read(2)
    marked = next((name for mark, name in MARKS if head.startswith(mark)), "")
    return any(_reads_as(stream, encoding) for encoding in ([marked] if marked else ["utf-8", "cp1252"]))


def _reads_as(stream: IO[bytes], encoding: str) -> bool:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := stream.read(BLOCK):
            if not _is_readable(decoder.decode(block)):
                return False
        return _is_readable(decoder.decode(b"", final=True))
    except UnicodeError:
        return False


def _is_readable(text: str) -> bool:
    return not any((sign < FIRST_PRINTED and sign not in WHITE) or sign == "\x7f" for sign in set(text))
