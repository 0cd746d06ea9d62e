"""The type of a file: the signature of its first bytes, then a look inside; its name has to agree."""

from typing import IO, Final

import puremagic
from django.utils.translation import gettext as _

from goodword.files.kinds import BY_ENDING, TYPES, FileType
from goodword.files.looking.names import ending_of
from goodword.files.looking.office import type_of_archive
from goodword.files.looking.words import is_text
from goodword.kernel.refusal import Refused, refuse

HEAD: Final = 4096
ZIP: Final = b"PK\x03\x04"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES: Final = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".jfif": "jpeg", ".webp": "webp", ".gif": "gif"}


def look(name: str, stream: IO[bytes]) -> FileType | Refused:
    """The type of a file by what is in it, or why it is not taken; what its name says must be the same."""
    stream.seek(0)
    head = stream.read(HEAD)
    ending = ending_of(name)
    if not head:
        return refuse("empty", _("It is empty."))
    if ending not in BY_ENDING or head.startswith(OLD_OFFICE):
        return refuse("type", _why_not(ending, head))
    found = _found(head, stream, ending)
    if isinstance(found, Refused):
        return found
    if found is None:
        return refuse("unknown", _("It is called .%(ending)s, but what is in it is something else.") % {"ending": ending})
    if ending not in found.endings:
        said = _("It is called .%(ending)s, but what is in it is: %(type)s. Save it under its right name.")
        return refuse("disagrees", said % {"ending": ending, "type": found.label})
    return found


def _found(head: bytes, stream: IO[bytes], ending: str) -> FileType | Refused | None:
    signature = _signature(head)
    if head.startswith(b"%PDF-"):
        return TYPES["pdf"]
    if head.startswith(ZIP):
        return type_of_archive(stream)
    if signature in PICTURES:
        return TYPES[PICTURES[signature]]
    expected = BY_ENDING[ending]
    return expected if expected.code in ("txt", "csv") and is_text(stream) else None


def _signature(head: bytes) -> str:
    """The ending that belongs to the first bytes, as far as the library knows one."""
    try:
        return str(puremagic.magic_string(head)[0].extension)
    except puremagic.PureError:
        return ""


def _why_not(ending: str, head: bytes) -> str:
    if ending in ("svg", "svgz"):
        return _("An SVG file can hold a program, so it is not taken. Save it as PNG or PDF.")
    if head.startswith(OLD_OFFICE) and ending in ("docx", "xlsx", "pptx"):
        return _("It has a password, or is kept in an old form, so nobody can look inside. Save it anew without one.")
    if ending in ("doc", "xls", "ppt", "dot", "pps", "rtf") or head.startswith(OLD_OFFICE):
        return _("The old office formats can hold programs, so they are not taken. Save it as .docx, .xlsx, .pptx or PDF.")
    if ending in ("docm", "xlsm", "pptm", "dotm", "xltm", "xlsb", "ppsm", "potm"):
        return _("It can hold programs (macros), so it is not taken. Save it without them as .docx, .xlsx or .pptx.")
    if ending in ("zip", "rar", "7z", "gz", "tar", "tgz", "bz2", "xz"):
        return _("Archives are not taken, for nobody sees what is in them. Add the files themselves.")
    if ending in ("eml", "msg"):
        return _("Saved mails are not taken, for they carry files of their own. Save it as PDF.")
    return _("Files of this type are not taken. PDF, office documents, text, CSV and pictures are.")
