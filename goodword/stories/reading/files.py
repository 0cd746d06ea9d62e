"""A file by its name: which reader it gets, and its bytes as text."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from goodword.stories.reading.subtitles import read_srt, read_vtt
from goodword.stories.reading.turns import Problem, ReadTranscript
from goodword.stories.reading.written import read_csv, read_markdown, read_page, read_text, read_word

LARGEST: Final = 5 * 1024 * 1024
_OF_TEXT: Final[Mapping[str, Callable[[str], ReadTranscript]]] = {
    "vtt": read_vtt,
    "srt": read_srt,
    "txt": read_text,
    "md": read_markdown,
    "markdown": read_markdown,
    "csv": read_csv,
    "tsv": read_csv,
}
_OF_BYTES: Final[Mapping[str, Callable[[bytes], ReadTranscript]]] = {"html": read_page, "htm": read_page, "docx": read_word}
KINDS: Final = (*_OF_TEXT, *_OF_BYTES)


def read_transcript(name: str, content: bytes) -> ReadTranscript:
    """Read a transcript. Never raises for what is in it: what cannot be read is a problem in words."""
    ending = name.rpartition(".")[2].lower()
    if len(content) > LARGEST:
        return _nothing(_("It is larger than 5 MB. Is it the recording? We need what was said, as text."))
    if ending not in KINDS:
        return _nothing(_("We read .vtt, .srt, .txt, .md, .html, .docx and .csv. Save it as one of these, or paste the words."))
    try:
        found = _OF_BYTES[ending](content) if ending in _OF_BYTES else _OF_TEXT[ending](decoded(content))
    except Exception:  # noqa: BLE001  # whatever a strange file makes a reader raise, its owner gets a sentence and not an error page
        return _nothing(_("It cannot be read. Open it, save it anew, or paste the words."))
    if not found.turns and not found.problems:
        return _nothing(_("There are no words in it."))
    return found


def decoded(content: bytes) -> str:
    """Bytes as text with plain line ends: UTF-8, UTF-16 by its mark, else as Western European programs write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _nothing(words: str) -> ReadTranscript:
    return ReadTranscript(problems=[Problem(0, words)])
