"""The company's logo: what is taken, what is refused and why, and how it is shown."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from goodword.journal.models import Entry
from goodword.people import queries
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.people.models import Logo
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_administrator(client: Client) -> None:
    ensure_program()
    client.force_login(a_person(Role.ADMINISTRATOR))


def a_picture(kind: str, size: tuple[int, int] = (1200, 300), mode: str = "RGBA", **options: Any) -> bytes:
    made = BytesIO()
    Image.new(mode, size, "teal").save(made, kind, **options)
    return made.getvalue()


def upload(client: Client, content: bytes, name: str = "logo.png") -> Any:
    return client.post(reverse("people:change_logo"), {"logo": SimpleUploadedFile(name, content, "image/png")})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "mode", "kept"),
    [("PNG", "RGBA", "image/png"), ("WEBP", "RGBA", "image/png"), ("JPEG", "RGB", "image/jpeg"), ("PNG", "P", "image/png")],
)
def test_a_picture_is_made_anew_small_and_shown_to_everybody_as_nothing_but_a_picture(
    client: Client, kind: str, mode: str, kept: str
) -> None:
    secret = Image.Exif()
    secret[0x010E] = "taken at home"
    sent = a_picture(kind, mode=mode, exif=secret)
    assert b"taken at home" in sent
    assert upload(client, sent).status_code == 302
    name = queries.program().logo
    answer = Client().get(reverse("people:logo", args=[name]))
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (200, kept, "nosniff")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" in answer["Cache-Control"]
    assert b"taken at home" not in answer.content
    assert Image.open(BytesIO(answer.content)).size == (640, 160)
    assert queries.program().logo_size == (192, 48)
    assert name in client.get(reverse("people:program")).content.decode()
    assert "Changed: logo" in client.get(reverse("people:program")).content.decode()


def a_bomb(side: int) -> bytes:
    """A few bytes that say they are a very large picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 10_000)) + chunk(b"IEND", b"")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "An SVG file can hold a program"),
        (b"\n <svg onload='alert(1)'/>", "An SVG file can hold a program"),
        (b"GIF89a" + b"\0" * 40, "not a picture that can be read"),
        (b"%PDF-1.7", "not a picture that can be read"),
        (a_picture("PNG")[:200], "not a picture that can be read"),
        (a_picture("PNG") + b"\0" * (2 * 1024 * 1024), "larger than 2 MB"),
        (a_picture("PNG", (4001, 10)), "at most 4000 on each side"),
        (a_bomb(4100), "at most 4000 on each side"),
        (a_bomb(60_000), "not a picture that can be read"),
        (b"", "The file is empty"),
    ],
)
def test_what_is_no_logo_is_refused_beside_the_field_and_the_old_one_stays(client: Client, content: bytes, why: str) -> None:
    upload(client, a_picture("PNG"))
    before = queries.program().logo
    answer = upload(client, content, "innocent.png")
    assert answer.status_code == 422
    assert why in str(answer.context["logo_form"].errors["logo"])
    assert queries.program().logo == before
    assert Logo.objects.get().name == before


def test_taken_away_it_is_gone_at_its_address_too(client: Client) -> None:
    upload(client, a_picture("PNG"))
    old = reverse("people:logo", args=[queries.program().logo])
    upload(client, a_picture("PNG", (100, 100)))
    assert Client().get(old).status_code == 404
    now = reverse("people:logo", args=[queries.program().logo])
    assert client.post(reverse("people:remove_logo")).status_code == 302
    assert Client().get(now).status_code == 404
    assert queries.program().logo == ""
    assert Entry.objects.filter(verb="program.changed").count() == 3
