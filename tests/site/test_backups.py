"""Backup and restore as an operator meets them: everything comes back, proved by its sums, or nothing is changed."""

from __future__ import annotations

import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from goodword.customers.models import Account
from goodword.kernel import clock
from goodword.site import database, supervisor
from goodword.site.backups import programs, restore, take
from goodword.site.backups.archive import DUMP, MANIFEST, CannotUse, table_sums
from goodword.site.environment import Environment
from tests.factories.customers import a_member, an_account

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def address(name: str) -> str:
    """The address of a database on the server of the tests."""
    told = {**connection.get_connection_params(), "dbname": name}
    return psycopg.conninfo.make_conninfo(**{key: told[key] for key in ("host", "port", "user", "password", "dbname") if told.get(key)})


@pytest.fixture
def here(tmp_path: Path) -> Environment:
    """The database of the tests, with a data folder of its own in which a file was brought in."""
    (tmp_path / "here" / "imports").mkdir(parents=True)
    (tmp_path / "here" / "imports" / "list.csv").write_bytes("Firma;Ort\nVestara;Köln\n".encode("latin-1"))
    (tmp_path / "here" / "secret-key").write_text("signs links")
    return Environment(database_url=address(str(connection.settings_dict["NAME"])), data=tmp_path / "here")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Environment]:
    """An empty database on the same server, and an empty data folder."""
    name = f"restored_{os.getpid()}"
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        server.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        yield Environment(database_url=address(name), data=database_folder(tmp_path / "elsewhere"))
        server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def database_folder(path: Path) -> Path:
    """A data folder."""
    path.mkdir()
    return path


@pytest.fixture
def backup(here: Environment, tmp_path: Path) -> Path:
    """A backup of two customers, one of them a member."""
    a_member(an_account("Ålesund Frakt"))
    an_account("株式会社星凪システムズ", industry="insurance")
    target = tmp_path / "whole.tar"
    take.take(here, target, at=clock.now())
    return target


def names_in(settled: Environment) -> set[str]:
    with psycopg.connect(settled.database_url) as link:
        return {name for (name,) in link.execute("select name from goodword_account").fetchall()}


def is_empty(settled: Environment) -> bool:
    with psycopg.connect(settled.database_url) as link:
        return link.execute("select 1 from pg_class where relnamespace = 'public'::regnamespace limit 1").fetchone() is None


def test_everything_comes_back_as_it_was(here: Environment, elsewhere: Environment, backup: Path) -> None:
    manifest = restore.restore(elsewhere, backup, replace=False)
    assert names_in(elsewhere) == {"Ålesund Frakt", "株式会社星凪システムズ"}
    with psycopg.connect(here.database_url) as before, psycopg.connect(elsewhere.database_url) as after:
        assert table_sums(before) == table_sums(after)
        # What the triggers keep goes on being kept.
        after.execute("update goodword_account set industry = 'banking' where name like '%Frakt'")
        found = after.execute("select sum(accounts) from goodword_accounttally where industry = 'banking' and standing = 'active'")
        assert found.fetchone() == (1,)
        assert after.execute("select count(*) from goodword_account where search_name = 'alesund frakt'").fetchone() == (1,)
    assert (elsewhere.data / "imports" / "list.csv").read_bytes() == (here.data / "imports" / "list.csv").read_bytes()
    assert (elsewhere.data / "secret-key").read_text() == "signs links"
    assert manifest.tables["goodword_account"][0] == 2


def test_what_changes_while_the_backup_is_taken_is_in_it_whole_or_not_at_all(
    here: Environment, elsewhere: Environment, tmp_path: Path
) -> None:
    """The sums and the dump come from one moment: a customer that is added between them spoils neither."""
    an_account("Vestara")
    tools = programs.newest(here)

    class Meanwhile(programs.Programs):
        def run(self, name: str, *arguments: str, url: str) -> Any:
            an_account("Too late")
            return tools.run(name, *arguments, url=url)

    patch = pytest.MonkeyPatch()
    patch.setattr(programs, "newest", lambda _: Meanwhile(tools.folder, tools.major))
    take.take(here, tmp_path / "whole.tar", at=clock.now())
    patch.undo()
    assert Account.objects.filter(name="Too late").exists()
    restore.restore(elsewhere, tmp_path / "whole.tar", replace=False)
    assert names_in(elsewhere) == {"Vestara"}


def test_a_backup_is_for_its_owner_alone_and_takes_nobodys_place(
    here: Environment, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CannotUse, match="exists already"):
        take.take(here, backup, at=clock.now())
    assert not [each for each in backup.parent.iterdir() if each.name.startswith(".backup-")]


def test_old_tools_are_refused_in_one_sentence() -> None:
    with pytest.raises(CannotUse, match=r"PostgreSQL 18, and pg_dump on this machine is 15: too old.*postgresql-client-18"):
        programs.check(programs.Programs(Path("/usr/bin"), 15), 180001)
    programs.check(programs.Programs(Path("/usr/bin"), 18), 150004)


def changed(backup: Path, *, dump: bytes | None = None, extra: str = "", **told: Any) -> Path:
    """The same backup with something in it changed."""
    target = backup.with_name("changed.tar")
    with tarfile.open(backup) as old, tarfile.open(target, "w:") as new:
        for entry in old:
            stream = old.extractfile(entry)
            assert stream
            content = stream.read()
            if entry.name == DUMP and dump is not None:
                content = content[:-40] + dump
            if entry.name == MANIFEST:
                content = json.dumps(json.loads(content) | told).encode()
            entry.size = len(content)
            new.addfile(entry, io.BytesIO(content))
        if extra:
            new.addfile(tarfile.TarInfo(extra), io.BytesIO())
    return target


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"dump": b"x" * 40}, "not as it was when the backup was made"),
        ({"extra": "files/../../etc/passwd"}, "its own list does not name"),
        ({"migrations": ["goodword.9999_of_tomorrow"]}, "newer Goodword"),
        ({"format": 99}, "has another form"),
        ({"server": 990000}, "Restore into the same version or a newer one"),
        ({"tools": 99}, "Install the client programs of PostgreSQL 99"),
        ({"tables": {"goodword_account": [7, "0"]}}, "differs from the backup in"),
        ({"files": {"imports/missing.csv": [1, "0"]}}, "does not name"),
    ],
)
def test_a_backup_that_cannot_be_trusted_changes_nothing(change: dict[str, Any], words: str, elsewhere: Environment, backup: Path) -> None:
    with pytest.raises(CannotUse, match=words):
        restore.restore(elsewhere, changed(backup, **change), replace=False)
    assert is_empty(elsewhere)
    assert not list(elsewhere.data.rglob("*.csv"))


def test_what_is_no_backup_is_said_to_be_none(elsewhere: Environment, tmp_path: Path) -> None:
    (tmp_path / "photo.tar").write_bytes(os.urandom(3000))
    for path, words in ((tmp_path / "photo.tar", "is no backup"), (tmp_path / "nothing.tar", "There is no file")):
        with pytest.raises(CannotUse, match=words):
            restore.restore(elsewhere, path, replace=False)


def test_nothing_is_restored_over_what_stands_or_runs(here: Environment, elsewhere: Environment, backup: Path) -> None:
    with pytest.raises(CannotUse, match="not empty"):
        restore.restore(here, backup, replace=False)
    with pytest.raises(CannotUse, match="--replace is for the embedded database only"):
        restore.restore(here, backup, replace=True)
    lock = supervisor.hold(elsewhere.data)
    assert lock
    with lock, pytest.raises(CannotUse, match="Goodword runs"):
        restore.restore(elsewhere, backup, replace=False)
    assert Account.objects.count() == 2


@pytest.fixture
def embedded() -> Iterator[Environment]:
    """A data folder with an embedded server that runs and is empty."""
    folder = Path(tempfile.mkdtemp(prefix="goodword-embedded-"))
    folder.chmod(0o711)
    server = database.place(folder)
    server.start(careless=True)
    yield Environment(data=folder, as_owner=True)
    server.stop()
    shutil.rmtree(folder)


def test_the_embedded_database_is_replaced_only_by_what_is_whole(embedded: Environment, backup: Path) -> None:
    server = database.place(embedded.data)

    def names() -> set[str]:
        return names_in(replace(embedded, database_url=server.url(database.OWNER)))

    restore.restore(embedded, backup, replace=False)
    assert names() == {"Ålesund Frakt", "株式会社星凪システムズ"}
    with psycopg.connect(server.url(database.OWNER), autocommit=True) as owner:
        owner.execute("update goodword_account set name = 'Renamed' where name like '%Frakt'")
    with pytest.raises(CannotUse, match="goodword restore --replace"):
        restore.restore(embedded, backup, replace=False)
    with pytest.raises(CannotUse, match="not as it was"):
        restore.restore(embedded, changed(backup, dump=b"x" * 40), replace=True)
    assert "Renamed" in names()
    restore.restore(embedded, backup, replace=True)
    assert names() == {"Ålesund Frakt", "株式会社星凪システムズ"}
    with psycopg.connect(server.url(database.SUPERUSER, "postgres")) as link:
        left = {name for (name,) in link.execute("select datname from pg_database").fetchall()}
    assert left == {"postgres", "template0", "template1", database.NAME}
