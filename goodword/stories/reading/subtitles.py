"""Subtitles: WebVTT with voice tags or without, and SRT with names at the start of a cue."""

import re
from io import StringIO
from typing import Final

import webvtt
from django.utils.translation import gettext as _
from webvtt.errors import MalformedCaptionError, MalformedFileError

from goodword.stories.reading.turns import Problem, ReadTranscript, Turn, joined, named, seconds

_ARROW: Final = re.compile(r"^.*-->.*$", re.MULTILINE)
_TIMES: Final = re.compile(r"^\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}")
_TAG: Final = re.compile(r"</?[a-zA-Z][^>]*>")
_VOICE: Final = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]+)>")


def read_vtt(text: str) -> ReadTranscript:
    """WebVTT; the library drops a cue whose times are broken without a word, so they are counted and said."""
    return _read(text, "vtt")


def read_srt(text: str) -> ReadTranscript:
    """SRT."""
    return _read(text, "srt")


def _read(text: str, kind: str) -> ReadTranscript:
    found = ReadTranscript()
    found.problems += [
        Problem(number, _("The times of this cue cannot be read, so it was left out."))
        for number, line in enumerate(text.split("\n"), 1)
        if "-->" in line and not _TIMES.match(line)
    ]
    try:
        captions = webvtt.from_buffer(StringIO(_hours(text, srt=kind == "srt")), format=kind).captions
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as error:
        found.problems.append(Problem(0, _("This is not written as subtitles are: %(why)s") % {"why": str(error)[:100]}))
        return found
    lines: list[Turn] = []
    for caption in captions:
        raw = caption.raw_text
        at = seconds(caption.start)
        voices = list(_VOICE.finditer(raw))
        if voices:
            ends = [*(each.start() for each in voices[1:]), len(raw)]
            spoken = [(each.group(1), raw[each.end() : end]) for each, end in zip(voices, ends, strict=True)]
            lines += [Turn(name, at, _TAG.sub("", words).replace("\n", " ")) for name, words in spoken]
        else:
            name, said = named(_TAG.sub("", raw).replace("\n", " "))
            lines.append(Turn(name, at, said))
    read, written = len(captions), len(_ARROW.findall(text))
    if read + len(found.problems) < written:
        words = _("%(n)s cues could not be read and were left out.") % {"n": written - read - len(found.problems)}
        found.problems.append(Problem(0, words))
    found.turns = joined(lines)
    return found


def _hours(text: str, *, srt: bool = False) -> str:
    """SRT writes a comma where WebVTT writes a point, but some write the other one."""

    def mend(found: re.Match[str]) -> str:
        line = found.group(0)
        if not _TIMES.match(line):
            return line
        return re.sub(r"(\d{2})[.,](\d)", r"\1,\2" if srt else r"\1.\2", line)

    return _ARROW.sub(mend, text)
