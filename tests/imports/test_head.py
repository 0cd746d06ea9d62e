"""While somebody waits, a bounded head of the file is looked at; the whole of it decides when it is brought in."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from goodword.customers.models import Account
from goodword.imports.kinds import KINDS
from goodword.imports.models import ImportRun
from goodword.imports.reading.layout import HEAD, examine
from tests.imports.conftest import Bring, counts

KNOWN = KINDS["accounts"].known_names()
LONG_ENOUGH = 10  # seconds; the whole of these files takes minutes
HUGE = 64 * 1024**3


@pytest.mark.parametrize(
    "head", [b"Name,City\nVestara,Oslo\n", b"Name,City\n", b"Name,City\n,\n,\n", b'Name,City\n"Vestara,Oslo\n', b"\xff\xfeN\x00a\x00,\x00"]
)
def test_what_is_shown_at_once_takes_as_long_for_a_huge_file(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "huge.csv"
    path.write_bytes(head)
    with path.open("r+b") as file:
        file.truncate(HUGE)  # a hole: no room on the disk, but as long to read
    began = time.perf_counter()
    layout = examine(path, known=KNOWN, whole=False)
    layout.sample(path, 3)
    assert time.perf_counter() - began < LONG_ENOUGH
    assert layout.columns[0] in {"Name", "Na"}


@pytest.mark.slow
@pytest.mark.parametrize("row", [b",\n", b"---,---\n", b"Name,City\n", b"a,b,c,d\n", b"'a,'b','\n", b'"a,b\n'])
def test_a_file_without_a_good_row_is_not_read_to_its_end_for_examples(tmp_path: Path, row: bytes) -> None:
    path = tmp_path / "no-rows.csv"
    path.write_bytes(b"Name,City\n" + row * (20_000_000 // len(row)))
    began = time.perf_counter()
    layout = examine(path, known=KNOWN, whole=False)
    assert len(layout.sample(path, 3)) <= 3
    assert time.perf_counter() - began < LONG_ENOUGH
    assert layout.lines == pytest.approx(20_000_000 // len(row), rel=0.05)


@pytest.mark.slow
@pytest.mark.django_db
def test_letters_that_begin_behind_the_head_are_read_as_they_were_written(bring: Bring, tmp_path: Path) -> None:
    """The head is plain ASCII and says utf-8; the rest is Latin-1, and so is the report."""
    path = tmp_path / "late.csv"
    filler = "".join(f"Company number {number:07d};Oslo;{'x' * 400}\n" for number in range(HEAD // 400))
    path.write_bytes(f"Name;City;Note\n{filler}Crème Fraîche Café;Orléans;été\n".encode("latin-1"))
    result = bring("accounts", path, "--dry-run")
    assert counts(result)[0] == 0
    run = ImportRun.objects.get()
    assert (run.detected["encoding"], run.lines) == ("cp1252", HEAD // 400 + 2)
    assert not Account.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_a_column_stays_mapped_when_the_whole_file_spells_its_name_otherwise(bring: Bring, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    filler = "".join(f"Company number {number:07d};7;{'x' * 400}\n" for number in range(HEAD // 400)).encode()
    path.write_bytes(f"Name;Größe {'é' * 40};Note\n".encode() + filler + "Crème Fraîche Café été;9;\n".encode("latin-1") * 4_000)
    result = bring("accounts", path, "--dry-run", "--map", f"seats=Größe {'é' * 40}")
    run = ImportRun.objects.get()
    assert run.columns["seats"] == run.detected["columns"][1] != f"Größe {'é' * 40}"
    assert result["created"] > HEAD // 400
