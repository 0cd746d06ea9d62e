"""A person is erased by the rights that the web has, and nothing of them is in a full dump, in what lies beside it, or in a log."""

from __future__ import annotations

import base64
import gzip
import io
import pickle
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.db.backends.signals import connection_created

from goodword.customers.actions import edit_contact
from goodword.customers.models import Contact
from goodword.erasure.actions import ask_erasure
from goodword.erasure.models import Erasure
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.site import database, roles
from goodword.site.backups import programs, take
from goodword.site.environment import Environment
from goodword.site.sessions import SessionStore
from tests.erasure import doors as d
from tests.imports.conftest import Bring
from tests.notifications.test_sending import Server
from tests.requests.world import a_world, now
from tests.site.test_backups import address
from tests.worker import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.usefixtures("import_ground", "queue")]
# Nothing of these may be found afterwards, in any case and in any way of writing.
PERSONAL = (d.FIRST, d.LAST, d.ADDRESS, d.FORMER, "912 33 445", "91233445", d.OWN_ID, "Vandermolen", "zv@vestara.example", "4455 66")


@pytest.fixture
def as_web(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[set[str]]:
    """Every connection of Django's has the rights of the web role and no others; which roles were at work."""
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_roles where rolname = %s", [database.WEB])
        if cursor.fetchone() is None:
            cursor.execute(f"create role {database.WEB} nologin")
        cursor.execute("select pg_has_role(current_user, %s, 'member')", [database.WEB])
        if cursor.fetchone() == (False,):
            cursor.execute(f"grant {database.WEB} to current_user")
    roles.grant_web_role(database.WEB)
    seen: set[str] = set()

    def take_role(**given: Any) -> None:
        with given["connection"].cursor() as cursor:
            cursor.execute(f"set role {database.WEB}")
            cursor.execute("select current_user")
            seen.add(cursor.fetchone()[0])

    connection_created.connect(take_role)
    take_role(connection=connection)
    yield seen
    connection_created.disconnect(take_role)
    with connection.cursor() as cursor:
        cursor.execute("reset role")


def whole_dump(data: Path, target: Path) -> str:
    """The product's own backup, unpacked: the database as SQL, and the files that it takes along."""
    settled = Environment(database_url=address(str(connection.settings_dict["NAME"])), data=data)
    take.take(settled, target, at=clock.now())
    with tarfile.open(target) as tar:
        tar.extractall(target.with_suffix(".out"), filter="data")
    dump = target.with_suffix(".out") / "database.dump"
    script = dump.with_suffix(".sql")
    with connection.cursor() as cursor:
        cursor.execute("show server_version_num")
        version = int(cursor.fetchone()[0])
    done = programs.nearest(settled, version).script(dump, script)
    assert done.returncode == 0, done.stderr
    text = script.read_text()
    script.unlink()
    dump.unlink()
    assert text.count("COPY public.") > 90
    return text


def opened(path: Path) -> Iterator[bytes]:
    """A file as it is, and what is packed in it."""
    raw = path.read_bytes()
    yield path.name.encode() + b"\n" + raw
    if raw[:2] == b"\x1f\x8b":
        yield gzip.decompress(raw)
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            yield from (packed.read(name) for name in packed.namelist())


def everything(data: Path, place: Path) -> list[bytes]:
    """All that the product wrote."""
    target = place / f"backup-{len(list(place.glob('*.tar')))}.tar"
    said = [whole_dump(data, target).encode()]
    said += [str(SessionStore(row.session_key).load()).encode() for row in Session.objects.all()]
    with connection.cursor() as cursor:
        cursor.execute("select cache_key, value from goodword_cache")
        said += [key.encode() + pickle.loads(base64.b64decode(value)).__repr__().encode() for key, value in cursor.fetchall()]  # noqa: S301 (our own)
    folders = [data, target.with_suffix(".out")]
    said += [piece for folder in folders for path in folder.rglob("*") if path.is_file() for piece in opened(path)]
    return said


def ways(word: str) -> set[bytes]:
    """A word as it could be written: plain, in two bytes a letter, for an address, in base64 wherever it begins."""
    plain = {word, word.replace(" ", "%20"), word.replace(" ", "+"), word.replace("@", "%40"), word.replace("@", "=40")}
    found = {shape.lower().encode(encoding) for shape in plain for encoding in ("utf-8", "utf-16-le", "utf-16-be")}
    for shape in (word, word.lower(), word.title(), word.upper()):
        for before in range(3):
            packed = base64.b64encode(b"x" * before + shape.encode()).decode()
            found.add(packed[-(-before * 8 // 6) + (1 if before else 0) : len(packed.rstrip("=")) - 1].lower().encode())
    return found


def hits(everywhere: list[bytes], words: tuple[str, ...]) -> list[str]:
    """Where any of some words stands, with what is around it."""
    looked_for = {way for word in words for way in ways(word) if len(way) > 4}
    found = []
    for piece in everywhere:
        low = piece.lower()
        for way in looked_for:
            found += [piece[max(0, at.start() - 160) : at.end() + 60].decode(errors="replace") for at in re.finditer(re.escape(way), low)]
    return found


def test_nobody_who_is_erased_is_found_in_a_full_dump_in_files_or_in_logs(
    as_web: set[str], bring: Bring, server: Server, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    world, place = a_world(), tmp_path_factory.mktemp("dumps")
    person = world.contact
    Contact.objects.filter(pk=person.pk).update(name=d.NAME, email=d.FORMER, phone=d.PHONE, external_id=d.OWN_ID, source="crm")
    person.refresh_from_db()
    own = d.Doors(world, person, bring, tmp_path)
    edit_contact(person, by=Actor.person(world.owner), at=now(), email=d.ADDRESS, title=own.own(), persona=own.own())
    for door in d.DOORS:
        door(own)
        if door is not d.of_strangers:
            work()  # mails are written and sent
    session = SessionStore()
    session["said"] = [own.said()]
    session.save()
    cache.set("own-page-theirs", f"{own.said()}", 3600)
    before = everything(tmp_path, place)
    whole = b"\n".join(before).lower()
    missing = [mark for mark in (*own.of_others, *own.their_own) if mark.encode() not in whole]
    assert missing == []
    assert len(own.of_others) + len(own.their_own) >= 50
    assert len(hits(before, PERSONAL)) > 100
    person.refresh_from_db()
    asked = ask_erasure(person, by=Actor.contact(person), at=now())
    assert isinstance(asked, Erasure), asked
    work()
    assert Erasure.objects.get().state == "done"
    assert as_web == {database.WEB}
    after = everything(tmp_path, place)
    assert hits(after, PERSONAL) == []
    assert hits(after, tuple(own.their_own)) == []
    assert world.account.name.encode() in b"\n".join(after)
    assert sum(mark.encode() in b"\n".join(after) for mark in own.of_others) > len(own.of_others) / 2
