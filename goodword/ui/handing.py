"""Handing out a file, as a download and nothing else."""

from typing import Any, Final

from django.http import FileResponse

# A file is never a page of ours: it may run nothing, load nothing, stand in no frame, and stays in no cache that others share.
KEPT_APART: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def handed_out(content: Any, *, name: str, content_type: str) -> FileResponse:
    """The answer with a file, whose content is open for reading."""
    return FileResponse(content, as_attachment=True, filename=name, content_type=content_type, headers=dict(KEPT_APART))
