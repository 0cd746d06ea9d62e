"""Look at uploaded files and lay them down beside the storage, ready to be taken in one step."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.files.kinds import FileType
from goodword.files.looking import clean_name, look
from goodword.kernel.refusal import Reason, Refused, refuse
from goodword.ui.pictures import write_anew

BLOCK: Final = 256 * 1024
MEGABYTE: Final = 1024 * 1024
MOST_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """One file that may be taken: its name and type, and where its bytes wait."""

    name: str
    type: FileType
    size: int
    sha256: str
    path: Path


@dataclass(slots=True)
class Looked:
    """What may be taken, and one reason for each file that may not, with its name."""

    ready: list[Ready] = field(default_factory=list)
    refused: list[Reason] = field(default_factory=list)


def waiting_room() -> Path:
    """Where files wait until they are taken: in the data folder, beside the storage, so that taking one is a rename."""
    path = Path(settings.GOODWORD_DATA) / "incoming"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


@contextmanager
def ready(uploads: Sequence[UploadedFile[Any]]) -> Iterator[Looked]:
    """Look at each file; what was not taken by the end of the block is gone."""
    looked = Looked()
    with ExitStack() as laid_down:
        if len(uploads) > MOST_AT_ONCE:
            said = ngettext("Add at most %(n)s file at once.", "Add at most %(n)s files at once.", MOST_AT_ONCE) % {"n": MOST_AT_ONCE}
            looked.refused.append(Reason("many", said))
            uploads = ()
        for upload in uploads:
            name = clean_name(upload.name or "", instead=_("file"))
            found = _one(upload, name, laid_down)
            if isinstance(found, Refused):
                words = _("%(name)s was not taken. %(why)s") % {"name": name, "why": found.words}
                looked.refused.append(Reason(found.reasons[0].code, words))
            else:
                looked.ready.append(found)
        yield looked


def _one(upload: UploadedFile[Any], name: str, laid_down: ExitStack) -> Ready | Refused:
    if (upload.size or 0) > settings.FILE_MEGABYTES * MEGABYTE:
        return refuse("large", _("It is larger than %(most)s MB.") % {"most": settings.FILE_MEGABYTES})
    found = look(name, upload)
    if isinstance(found, Refused):
        return found
    with tempfile.NamedTemporaryFile(dir=waiting_room(), prefix="file-", delete=False) as target:
        path = Path(target.name)
        laid_down.callback(path.unlink, missing_ok=True)
        why = _lay_down(upload, target, found)
        if why is not None:
            return why
        target.flush()
        os.fsync(target.fileno())
        target.seek(0)
        digest = hashlib.file_digest(target, "sha256").hexdigest()
        return Ready(name=name, type=found, size=target.tell(), sha256=digest, path=path)


def _lay_down(content: IO[bytes], target: IO[bytes], found: FileType) -> Refused | None:
    """Pictures are made anew, so that nothing else travels in them; everything else is kept byte by byte."""
    content.seek(0)
    if found.picture:
        return write_anew(content, target, form=found.picture)
    while block := content.read(BLOCK):
        target.write(block)
    return None
