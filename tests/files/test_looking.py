"""A file is what is in it: the good ones are known, the hostile ones refused with a reason, pictures made anew."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from defusedxml import EntitiesForbidden
from openpyxl import load_workbook
from PIL import Image

from goodword.files.actions import ready
from goodword.files.looking import clean_name, look
from goodword.kernel.refusal import Refused
from tests.files.samples import ENTITIES, PDF, picture, relation, upload, workbook


def seen(name: str, content: bytes) -> str:
    """The code of the type, or of the reason."""
    found = look(name, io.BytesIO(content))
    return f"no: {found.reasons[0].code}" if isinstance(found, Refused) else found.code


GOOD = [
    ("Plan.PDF", PDF, "pdf"),
    ("seats.xlsx", workbook(), "xlsx"),
    ("linked.xlsx", workbook(**{"xl/worksheets/_rels/sheet1.xml.rels": relation("hyperlink")}), "xlsx"),
    ("note.txt", "Zürich\n".encode(), "txt"),
    ("old.txt", "Zürich\n".encode("cp1252"), "txt"),
    ("BM.txt", b"BM is how a bitmap begins, and this sentence.", "txt"),
    ("list.csv", "Stadt;Sitze\n".encode("utf-16"), "csv"),
    ("screen.png", picture(), "png"),
    ("photo.jpeg", picture("JPEG"), "jpeg"),
    ("drawn.webp", picture("WEBP"), "webp"),
    ("small.gif", picture("GIF"), "gif"),
]


@pytest.mark.parametrize(("name", "content", "code"), GOOD, ids=[name for name, _content, _code in GOOD])
def test_what_is_taken_is_known_by_its_content(name: str, content: bytes, code: str) -> None:
    assert seen(name, content) == code


def many_parts() -> bytes:
    """Made only when asked for: it takes a second."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(70_000):
            archive.writestr(str(number), b"")
    return made.getvalue()


def unpacks_to_much() -> bytes:
    return workbook(**{"xl/media/a.bin": bytes(210 * 1024 * 1024)})


def lying() -> bytes:
    """A part that unpacks to something else than its sum says."""
    whole = bytearray(workbook(**{"xl/media/a.bin": b"a" * 500}))
    at = whole.rindex(b"PK\x01\x02", 0, whole.rindex(b"xl/media/a.bin"))
    whole[at + 16] ^= 0xFF
    return bytes(whole)


HOSTILE = [
    ("program.exe", b"MZ\x00\x00", "type"),
    ("program.pdf", b"MZ\x00\x00", "unknown"),
    ("program.txt", b"MZ\x00\x00", "unknown"),
    ("page.html", b"<script>alert(1)</script>", "type"),
    ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "type"),
    ("two.pdf", b"GIF89a%PDF-1.7", "disagrees"),
    ("two.png", picture("JPEG"), "disagrees"),
    ("sheet.docx", workbook(), "disagrees"),
    ("all.zip", workbook(), "type"),
    ("lying.xlsx", lying(), "broken"),
    ("half.xlsx", workbook()[:900], "broken"),
    ("macro.xlsx", workbook(**{"xl/vbaProject.bin": b"x"}), "macros"),
    ("sheet4.xlsx", workbook(**{"xl/macrosheets/sheet1.xml": b"<a/>"}), "macros"),
    ("entity.xlsx", workbook(**{"xl/workbook.xml": ENTITIES}), "xml"),
    ("dtd.xlsx", workbook(**{"xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "https://elsewhere.example/a.dtd"><a/>'}), "xml"),
    ("wide.xlsx", workbook(**{"xl/workbook.xml": ENTITIES.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")}), "xml"),
    ("outside.xlsx", workbook(**{"xl/_rels/workbook.xml.rels": relation("attachedTemplate")}), "outside"),
    ("path.xlsx", workbook(**{"../../etc/cron.d/x": b"x"}), "odd"),
    ("none.xlsx", workbook(**{"[Content_Types].xml": None}), "archive"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "type"),
    ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "type"),
    ("said.eml", b"From: a@b.example\n\nHello", "type"),
    ("nothing.txt", b"", "empty"),
]


@pytest.mark.parametrize(("name", "content", "code"), HOSTILE, ids=[name for name, _content, _code in HOSTILE])
def test_what_is_not_taken_has_a_reason(name: str, content: bytes, code: str) -> None:
    assert seen(name, content) == f"no: {code}"


@pytest.mark.slow
@pytest.mark.parametrize(("name", "made"), [("all.docx", many_parts), ("bomb.xlsx", unpacks_to_much)], ids=["all.docx", "bomb.xlsx"])
def test_what_would_burst_when_unpacked_has_a_reason(name: str, made: Callable[[], bytes]) -> None:
    assert seen(name, made()) == "no: bomb"


def test_a_workbook_that_declares_entities_is_refused_by_the_reader_of_lists_too() -> None:
    """openpyxl alone would expand them; with defusedxml installed it does not."""
    with pytest.raises(ValueError, match="Unable to read workbook") as refused:
        load_workbook(io.BytesIO(workbook(**{"xl/workbook.xml": ENTITIES})))
    assert isinstance(refused.value.__cause__ or refused.value.__context__, EntitiesForbidden)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_nothing_travels_in_a_picture(form: str, storage: object) -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "taken at home", 6
    kept = {"comment": b"taken at home"} if form == "GIF" else {"exif": exif}
    sent = picture(form, (40, 30), **kept) + b"<?php taken at home"
    assert b"taken at home" in sent
    with ready([upload(f"photo.{form.lower()}", sent)]) as looked:
        (one,) = looked.ready
        content = one.path.read_bytes()
        assert one.size == len(content)
    assert b"taken at home" not in content
    with Image.open(io.BytesIO(content)) as again:
        assert (again.format, again.size) == (form, (40, 30) if form == "GIF" else (30, 40))
    assert not one.path.exists(), "what was not taken is gone"


def test_a_moving_picture_still_moves() -> None:
    frames = [Image.new("RGB", (20, 20), (shade, 0, 0)) for shade in (0, 100, 200)]
    made = io.BytesIO()
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:], duration=80)
    with ready([upload("moves.gif", made.getvalue())]) as looked, Image.open(looked.ready[0].path) as again:
        assert (getattr(again, "n_frames", 1), again.info["duration"]) == (3, 80)


@pytest.mark.slow
def test_a_huge_or_broken_picture_is_refused_before_it_is_unpacked() -> None:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    sent = [upload("huge.png", picture(size=(6_000, 5_000))), upload("bomb.png", bomb.getvalue())]
    with ready([*sent, upload("half.png", picture()[:60]), upload("no.gif", b"GIF89a nothing")]) as looked:
        assert [reason.code for reason in looked.refused] == ["wide", "wide", "unreadable", "unreadable"]
        assert "huge.png was not taken. This picture is 6000 × 5000 pixels." in looked.refused[0].words


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Mara\\plan.pdf", "plan.pdf"),
        ("in\u202efdp.exe", "infdp.exe"),
        ('a\r\nSet-Cookie: "x".txt', "a Set-Cookie_ _x_.txt"),
        ("..", "file"),
        (".pdf", "pdf"),
        ("計画 2026.pdf", "計画 2026.pdf"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_names_are_made_safe(name: str, clean: str) -> None:
    assert clean_name(name, instead="file") == clean
