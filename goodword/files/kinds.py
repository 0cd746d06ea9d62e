"""The types of file that are taken. Everything else is refused."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.kernel.text import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FileType:
    """One type: its code, what people call it, the endings its names may have, and what it is called on the way out."""

    code: str
    label: Words
    endings: tuple[str, ...]
    content_type: str
    icon: str = "file-text"
    picture: str = ""


_OPEN_XML: Final = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument"

TYPES: Final = {
    each.code: each
    for each in (
        FileType(code="pdf", label="PDF", endings=("pdf",), content_type="application/pdf"),
        FileType(code="docx", label=_("Word document"), endings=("docx",), content_type=f"{_OPEN_XML}.wordprocessingml.document"),
        FileType(code="xlsx", label=_("Excel workbook"), endings=("xlsx",), content_type=f"{_OPEN_XML}.spreadsheetml.sheet"),
        FileType(code="pptx", label=_("PowerPoint slides"), endings=("pptx",), content_type=f"{_OPEN_XML}.presentationml.presentation"),
        FileType(code="odt", label=_("Text document"), endings=("odt",), content_type=f"{_OPEN_DOCUMENT}.text"),
        FileType(code="ods", label=_("Spreadsheet"), endings=("ods",), content_type=f"{_OPEN_DOCUMENT}.spreadsheet"),
        FileType(code="odp", label=_("Slides"), endings=("odp",), content_type=f"{_OPEN_DOCUMENT}.presentation"),
        FileType(code="txt", label=_("Text"), endings=("txt", "md", "vtt", "srt", "log"), content_type="text/plain; charset=utf-8"),
        FileType(code="csv", label="CSV", endings=("csv", "tsv"), content_type="text/csv; charset=utf-8"),
        FileType(code="png", label=_("PNG picture"), endings=("png",), content_type="image/png", picture="PNG"),
        FileType(code="jpeg", label=_("JPEG picture"), endings=("jpg", "jpeg", "jfif"), content_type="image/jpeg", picture="JPEG"),
        FileType(code="webp", label=_("WebP picture"), endings=("webp",), content_type="image/webp", picture="WEBP"),
        FileType(code="gif", label=_("GIF picture"), endings=("gif",), content_type="image/gif", picture="GIF"),
    )
}
BY_ENDING: Final = {ending: each for each in TYPES.values() for ending in each.endings}
ACCEPT: Final = ",".join(f".{ending}" for ending in BY_ENDING)
