"""Small files, good and hostile, made where they are needed."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]><workbook>&x;</workbook>'


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def workbook(**changed: bytes | None) -> bytes:
    """A workbook; parts are replaced, added, or left out by their names."""
    made, whole = io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.worksheets[0]["A1"] = "Seats"
    book.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
        parts: dict[str, Any] = {name: source.read(name) for name in source.namelist()} | changed
        for name, content in parts.items():
            if content is not None:
                target.writestr(name, content)
    return whole.getvalue()


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30), **kept: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, (90, 120, 200)).save(made, form, **kept)
    return made.getvalue()


def relation(kind: str) -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" TargetMode="External" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="https://elsewhere.example/x"/></Relationships>'
    ).encode()
