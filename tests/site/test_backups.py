"""Backup and restore as an operator meets them: everything comes back, proved by its sums, or nothing is changed."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sys
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
    (tmp_path / "here" / "files" / "ab").mkdir(parents=True)
    (tmp_path / "here" / "files" / "ab" / "ab12").write_bytes(b"%PDF-1.7 what somebody put beside a request")
    (tmp_path / "here" / "secret-key").write_text("signs links")
    (tmp_path / "here" / "erased.jsonl").write_text('{"person": 7}\n')
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


def server_of(settled: Environment) -> int:
    with psycopg.connect(settled.database_url) as link:
        return link.info.server_version


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
    assert (elsewhere.data / "files" / "ab" / "ab12").read_bytes() == b"%PDF-1.7 what somebody put beside a request"
    assert (elsewhere.data / "secret-key").read_text() == "signs links"
    assert set(manifest.files) == {"imports/list.csv", "files/ab/ab12", "secret-key", "erased.jsonl"}
    assert manifest.tables["goodword_account"][0] == 2


def test_who_was_deleted_since_the_backup_stays_on_the_list(elsewhere: Environment, backup: Path) -> None:
    (elsewhere.data / "erased.jsonl").write_text('{"person": 8}\n{"person": 7}\n')
    restore.restore(elsewhere, backup, replace=False)
    assert (elsewhere.data / "erased.jsonl").read_text() == '{"person": 7}\n{"person": 8}\n'


def test_what_changes_while_the_backup_is_taken_is_in_it_whole_or_not_at_all(
    here: Environment, elsewhere: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sums and the dump come from one moment: a customer that is added between them spoils neither."""
    an_account("Vestara")
    tools = programs.nearest(here, server_of(here))

    class Meanwhile(programs.Programs):
        def run(self, name: str, *arguments: str, url: str) -> Any:
            an_account("Too late")
            return tools.run(name, *arguments, url=url)

    with monkeypatch.context() as patch:
        patch.setattr(programs, "nearest", lambda *_, **__: Meanwhile(tools.folder, tools.major))
        take.take(here, tmp_path / "whole.tar", at=clock.now())
    assert Account.objects.filter(name="Too late").exists()
    restore.restore(elsewhere, tmp_path / "whole.tar", replace=False)
    assert names_in(elsewhere) == {"Vestara"}


def test_tools_newer_than_the_server_restore_by_a_script(elsewhere: Environment, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They set what an older server does not know; that one setting is left out."""
    server = server_of(elsewhere)
    monkeypatch.setattr(restore, "KNOWS_TIMEOUT", max(restore.KNOWS_TIMEOUT, server + 1))
    monkeypatch.setattr(programs, "nearest", lambda *_, **__: programs.Programs(database.bundled_programs(), 99))
    restore.restore(elsewhere, backup, replace=False)
    assert names_in(elsewhere) == {"Ålesund Frakt", "株式会社星凪システムズ"}


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


def changed(
    backup: Path, *, dump: bytes | None = None, extra: str = "", add: dict[str, Any] | None = None, whole: bytes = b"", **told: Any
) -> Path:
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
                known = json.loads(content) | told
                if add:
                    known["files"].update(add)
                content = whole or json.dumps(known).encode()
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
        ({"add": {"imports/missing.csv": [1, "0"]}}, "lacks files/imports/missing.csv"),
    ],
)
def test_a_backup_that_cannot_be_trusted_changes_nothing(change: dict[str, Any], words: str, elsewhere: Environment, backup: Path) -> None:
    with pytest.raises(CannotUse, match=words):
        restore.restore(elsewhere, changed(backup, **change), replace=False)
    assert is_empty(elsewhere)
    assert not list(elsewhere.data.rglob("*.csv"))


def test_a_backup_brings_only_what_backups_hold(elsewhere: Environment, backup: Path) -> None:
    """Whatever its own list names: a file elsewhere in the data folder would be a way into the server."""
    content = b"host all all all trust"
    listed = [len(content), hashlib.sha256(content).hexdigest()]
    for name in ("postgres/pg_hba.conf", "static/evil.js", "secret-key/x", "backups/old.tar", "imports/../postgres.json", "/imports/x"):
        hostile = changed(backup, add={name: listed})
        with tarfile.open(hostile, "a:") as tar:
            entry = tarfile.TarInfo(f"files/{name}")
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
        with pytest.raises(CannotUse, match="is no backup"):
            restore.restore(elsewhere, hostile, replace=False)
    assert is_empty(elsewhere)
    assert [path.name for path in elsewhere.data.rglob("*") if path.is_file() and path.read_bytes() == content] == []


def test_only_plain_files_are_unpacked(elsewhere: Environment, backup: Path) -> None:
    """No link, no device, and no file that claims to be a terabyte of nothing."""
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE, tarfile.GNUTYPE_SPARSE):
        hostile = backup.with_name("hostile.tar")
        with tarfile.open(backup) as old, tarfile.open(hostile, "w:", format=tarfile.GNU_FORMAT) as new:
            entry = tarfile.TarInfo("files/secret-key")
            entry.type, entry.linkname = kind, "/etc/passwd"
            new.addfile(entry)
            for kept in old:
                new.addfile(kept, old.extractfile(kept))
        if kind == tarfile.GNUTYPE_SPARSE:
            _make_sparse(hostile)
        with pytest.raises(CannotUse, match="which its own list does not name"):
            restore.restore(elsewhere, hostile, replace=False)
    assert is_empty(elsewhere)


def _make_sparse(path: Path) -> None:
    """Let the first entry claim a terabyte of zeros in a few bytes, as old GNU tar writes a sparse file."""
    head = bytearray(path.read_bytes()[:512])
    head[386:398] = b"%011o\x00" % (2**40 % 8**11)
    head[386 : 386 + 24] = b"%011o\x00%011o\x00" % (0, 0)
    head[483:495] = b"77777777777\x00"
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\x00 " % sum(head)
    with path.open("r+b") as stream:
        stream.write(head)


def test_a_list_of_nonsense_is_no_backup(elsewhere: Environment, backup: Path) -> None:
    nonsense: tuple[dict[str, Any], ...] = (
        {"tools": "new"},
        {"server": None},
        {"taken_at": 7},
        {"company": ["x"]},
        {"migrations": [7]},
        {"tables": {"goodword_account": 7}},
        {"tables": {"goodword_account": ["many", "0"]}},
        {"files": [1]},
        {"more": 1},
    )
    for told in nonsense:
        with pytest.raises(CannotUse, match="is no backup"):
            restore.restore(elsewhere, changed(backup, **told), replace=False)
    deep = changed(backup, whole=b"[" * 200_000)
    with pytest.raises(CannotUse, match="is no backup"):
        restore.restore(elsewhere, deep, replace=False)


def test_what_another_host_made_meanwhile_is_left_alone(
    elsewhere: Environment, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two hosts begin in the same empty database: whoever comes second gives up and takes nothing away."""
    folder = tmp_path / "programs"
    folder.mkdir()
    first = f"psycopg.connect({elsewhere.database_url!r}, autocommit=True).execute('create table of_the_other_host ()')"
    (folder / "pg_restore").write_text(f"#!{sys.executable}\nimport sys\nimport psycopg\n{first}\nsys.exit('relation exists already')\n")
    (folder / "pg_restore").chmod(0o755)
    monkeypatch.setattr(programs, "nearest", lambda *_, **__: programs.Programs(folder, server_of(elsewhere) // 10000))
    with pytest.raises(CannotUse, match="relation exists already"):
        restore.restore(elsewhere, backup, replace=False)
    with psycopg.connect(elsewhere.database_url) as link:
        assert link.execute("select to_regclass('of_the_other_host')").fetchone() != (None,)


def test_files_come_back_into_a_folder_on_another_disk(elsewhere: Environment, backup: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as shared:
        (elsewhere.data / "imports").symlink_to(shared)
        restore.restore(elsewhere, backup, replace=False)
        assert (Path(shared) / "list.csv").stat().st_mode & 0o777 == 0o600


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


def test_the_embedded_database_stays_while_somebody_is_connected_to_it(embedded: Environment, backup: Path) -> None:
    server = database.place(embedded.data)
    with psycopg.connect(server.url(database.OWNER), autocommit=True) as other:
        other.execute("create table theirs ()")
        with pytest.raises(CannotUse, match="Somebody else is connected"):
            restore.restore(embedded, backup, replace=True)
        assert other.execute("select to_regclass('theirs')").fetchone() != (None,)
    with psycopg.connect(server.url(database.SUPERUSER, "postgres")) as link:
        left = {name for (name,) in link.execute("select datname from pg_database").fetchall()}
    assert left == {"postgres", "template0", "template1", database.NAME}
