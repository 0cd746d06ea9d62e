"""Office files are archives of XML. What is in one is looked at before anybody opens it: its size, its programs, what it reaches for."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, fromstring
from django.utils.translation import gettext as _

from goodword.files.kinds import TYPES, FileType
from goodword.kernel.refusal import Refused, refuse

MOST_PARTS: Final = 4_000
MOST_UNPACKED: Final = 200 * 1024 * 1024
# The list of parts is read whole, so its own size is looked at first; a megabyte is enough for some ten thousand.
LONGEST_LIST: Final = 1024 * 1024
LONGEST_RELATIONS: Final = 2 * 1024 * 1024
BLOCK: Final = 64 * 1024
END: Final = b"PK\x05\x06"
END_LENGTH: Final = 22
LONGEST_REMARK: Final = 65_535

MAIN: Final = "application/vnd.openxmlformats-officedocument."
OPEN_XML: Final = {
    f"{MAIN}wordprocessingml.document.main+xml": "docx",
    f"{MAIN}spreadsheetml.sheet.main+xml": "xlsx",
    f"{MAIN}presentationml.presentation.main+xml": "pptx",
}
OPEN_DOCUMENT: Final = {TYPES[code].content_type: code for code in ("odt", "ods", "odp")}
PROGRAMS: Final = ("vbaproject.bin", "vbadata.xml", "/activex/", "/macrosheets/", "/dialogsheets/")
ODF_PROGRAMS: Final = ("basic/", "scripts/", "dialogs/")
# What may point outside: a reader clicks it, or sees a gap. A template or an object from outside would be fetched and run.
MAY_POINT_OUT: Final = ("hyperlink", "image", "video", "audio", "media", "externallinkpath")
XML: Final = (".xml", ".rels", ".rdf")
# What an archive that was tampered with or cut off makes zipfile raise; whatever it is, nobody can read what is inside.
UNREADABLE: Final = (
    zipfile.BadZipFile,  # its list or a sum is wrong
    zlib.error,  # a part does not unpack
    EOFError,  # a part ends before its list says so
    OSError,  # a part begins before the file does
    ValueError,  # a date, a number or a name that cannot be (a UnicodeError is one)
    RuntimeError,  # a part is locked although the list says it is not, or packed in a way that zipfile has not implemented
    LookupError,  # a part that others name is not there
)


class _RootBegins(Exception):
    """The first element of an XML file begins: nothing that follows can declare anything."""


class _UntilRoot:
    """Reads an XML file as far as its first element."""

    def start(self, *_element: object) -> None:
        """Stop here."""
        raise _RootBegins

    def close(self) -> None:
        """Nothing was kept."""


def type_of_archive(stream: IO[bytes]) -> FileType | Refused:
    """Which office document an archive is; refused when it is none, is broken, unpacks to too much, or could do something by itself."""
    if _length_of_list(stream) > LONGEST_LIST:
        return _bomb()
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            odd = _odd(parts)
            return odd if odd is not None else _what_it_holds(archive, parts)
    except (DefusedXmlException, ParseError):
        return refuse("xml", _("What is in it is not written as office programs write it, so it is not taken. Open it, and save it anew."))
    except UNREADABLE:
        return _broken()


def _broken() -> Refused:
    return refuse("broken", _("It cannot be read: it is broken, or was not saved to its end. Open it, and save it anew."))


def _bomb() -> Refused:
    return refuse("bomb", _("It unpacks to far more than it shows, so it is not taken."))


def _length_of_list(stream: IO[bytes]) -> int:
    """How many bytes the list of parts has, as the end of the archive says; nothing where there is no such end."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - END_LENGTH - LONGEST_REMARK))
    tail = stream.read()
    at = tail.rfind(END)
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _odd(parts: list[zipfile.ZipInfo]) -> Refused | None:
    names = [part.filename.lower() for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return _bomb()
    if len(set(names)) < len(names) or any(".." in name.split("/") or name.startswith("/") or "\\" in name for name in names):
        return refuse("odd", _("It is not put together as office programs do it, so it is not taken. Open it, and save it anew."))
    if any(part.flag_bits & 1 for part in parts):
        return refuse("locked", _("It has a password, so nobody can look inside. Save it without one."))
    if any(mark in f"/{name}" for name in names for mark in PROGRAMS):
        return _programs()
    return None


def _programs() -> Refused:
    return refuse("macros", _("It holds programs (macros), so it is not taken. Save it without them."))


def _what_it_holds(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> FileType | Refused:
    names = {part.filename for part in parts}
    if "[Content_Types].xml" in names:
        code = _open_xml(archive)
    elif parts and parts[0].filename == "mimetype":
        code = OPEN_DOCUMENT.get(archive.read("mimetype")[:100].decode("ascii").strip(), "")
        if any(name.lower().startswith(ODF_PROGRAMS) for name in names):
            return _programs()
    else:
        code = ""
    if isinstance(code, Refused):
        return code
    if not code:
        return refuse("archive", _("It is an archive, or a document of a kind that is not taken. Add the files themselves."))
    for part in parts:
        _read_through(archive, part)
    if any(_reaches_out(archive.read(part)) for part in parts if part.filename.lower().endswith(".rels")):
        return refuse(
            "outside", _("It fetches something from outside when it is opened, so it is not taken. Save it without linked parts.")
        )
    return TYPES[code]


def _open_xml(archive: zipfile.ZipFile) -> str | Refused:
    if archive.getinfo("[Content_Types].xml").file_size > LONGEST_RELATIONS:
        return _broken()
    said = [each.get("ContentType", "") for each in fromstring(archive.read("[Content_Types].xml"), forbid_dtd=True)]
    if any("macroenabled" in each.lower() or "vbaproject" in each.lower() for each in said):
        return _programs()
    return next((OPEN_XML[each] for each in said if each in OPEN_XML), "")


def _read_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack a part to its end, so that size and sum are what the list says; XML may declare nothing. Raises what the readers raise."""
    is_xml = part.filename.lower().endswith(XML)
    if part.filename.lower().endswith(".rels") and part.file_size > LONGEST_RELATIONS:
        raise zipfile.BadZipFile
    with archive.open(part) as unpacked:
        blocks = iter(lambda: unpacked.read(BLOCK), b"")
        if is_xml:
            _declares_nothing(blocks)
        for _block in blocks:
            pass


def _declares_nothing(blocks: Iterator[bytes]) -> None:
    parser = DefusedXMLParser(target=_UntilRoot(), forbid_dtd=True)
    try:
        for block in blocks:
            parser.feed(block)
        parser.close()
    except _RootBegins:
        return


def _reaches_out(relations: bytes) -> bool:
    for each in fromstring(relations, forbid_dtd=True):
        is_outside = each.get("TargetMode", "").lower() == "external"
        if is_outside and each.get("Type", "").rsplit("/", maxsplit=1)[-1].lower() not in MAY_POINT_OUT:
            return True
    return False
