"""What lies beside the database: logs, also turned over and packed, links that are under way, and the list of who was erased."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.db import transaction

from goodword.customers.models import Contact
from goodword.erasure.actions import ask_erasure, erase
from goodword.erasure.actions.again import erase_again, list_of_erased
from goodword.erasure.actions.beside import clear_beside
from goodword.erasure.actions.marks import remember
from goodword.erasure.models import Erasure
from goodword.erasure.queries.traces import Traces
from goodword.kernel.actor import Actor
from tests.factories.customers import a_contact
from tests.requests.world import World, a_world, now

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.usefixtures("import_ground")]
SAID = "Zyntha Quorvexx <zq@vestara.example>"
THEM = Traces(people=[1], names=["Zyntha Quorvexx"], addresses=["zq@vestara.example"])
PIECE = 64 * 1024


@pytest.mark.parametrize("before", [*range(PIECE - len(SAID) - 2, PIECE + 3, 3), PIECE - 1024, 2 * PIECE - 1030])
def test_whoever_stands_across_a_border_of_pieces_is_found_and_nothing_else_changes(tmp_path: Path, before: int) -> None:
    log = tmp_path / "server.log"
    whole = "x" * (before - 1) + " " + SAID + " " + "y" * PIECE
    log.write_text(whole)
    assert clear_beside(THEM)["in_logs"] == 2
    assert log.read_text() == whole.replace("Zyntha Quorvexx", "#" * 15).replace("zq@vestara.example", "#" * 18)


def test_lines_and_letters_that_are_cut_stay_as_they_are(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    whole = "".join(f"{n} äöü {SAID if n % 1000 == 7 else 'nobody'} \udcff\n" for n in range(20_000)).encode("utf-8", "surrogateescape")
    log.write_bytes(whole)
    clear_beside(THEM)
    assert log.read_bytes() == whole.replace(b"Zyntha Quorvexx", b"#" * 15).replace(b"zq@vestara.example", b"#" * 18)


def test_logs_that_were_turned_over_and_packed_are_cleared_too(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir(exist_ok=True)
    plain = [tmp_path / name for name in ("web.log", "web.log.1", "web.log-20261101", "postgres/server.log.2")]
    for path in plain:
        path.write_text(f"one\n{SAID}\n")
    packed = tmp_path / "web.log.3.gz"
    packed.write_bytes(gzip.compress(f"one\n{SAID}\n".encode()))
    packed.chmod(0o640)
    other = tmp_path / "catalogue.txt"
    other.write_text(SAID)
    clear_beside(THEM)
    assert [path for path in plain if "Quorvexx" in path.read_text() or "zq@" in path.read_text()] == []
    assert gzip.decompress(packed.read_bytes()).decode() == f"one\n{'#' * 15} <{'#' * 18}>\n"
    assert packed.stat().st_mode & 0o777 == 0o640
    assert other.read_text() == SAID  # none of our logs


def test_a_link_that_somebody_else_waits_for_is_not_lost_and_theirs_goes() -> None:
    cache.set("own-page-others", "ola@vestara.example", 3600)
    cache.set("own-page-theirs", "ZQ@vestara.example", 3600)
    cache.set("allauth:rl:login_failed:ip:1:2", [1.0, 2.0], DEFAULT_TIMEOUT)
    assert clear_beside(THEM) == {"kept_in_memory": 1}
    assert cache.get("own-page-others") == "ola@vestara.example"
    assert cache.get("own-page-theirs") is None
    assert cache.get("allauth:rl:login_failed:ip:1:2") == [1.0, 2.0]


def test_nobody_is_on_the_list_before_it_is_sure_that_they_are_gone() -> None:
    class Broken(Exception):
        """Something went wrong after all."""

    with pytest.raises(Broken), transaction.atomic():
        remember([7], marks=["m"], at=now())
        raise Broken
    assert not list_of_erased().exists()
    for _twice in range(2):
        remember([7, 8], marks=["m"], at=now())
    assert [json.loads(line)["person"] for line in list_of_erased().read_text().splitlines()] == [7, 8]
    assert list_of_erased().stat().st_mode & 0o777 == 0o600


def gone(person: Contact) -> Erasure:
    asked = ask_erasure(person, by=Actor.contact(person), at=now())
    assert isinstance(asked, Erasure), asked
    return erase(asked.pk, at=now())


@pytest.fixture
def world() -> World:
    return a_world()


def test_a_process_that_ends_before_the_list_is_written_writes_it_the_next_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    person = a_contact(world.account, "Zyntha Quorvexx", email="zq@vestara.example")
    asked = ask_erasure(person, by=Actor.contact(person), at=now())
    assert isinstance(asked, Erasure)
    list_of_erased().mkdir()  # a disk that takes nothing
    with pytest.raises(OSError, match="erased"):
        erase(asked.pk, at=now())
    assert not Contact.objects.filter(pk=person.pk).exists()
    list_of_erased().rmdir()
    assert erase(asked.pk, at=now()).state == "done"
    assert json.loads(list_of_erased().read_text())["person"] == person.pk


def test_the_list_of_two_machines_joined_deletes_again_whoever_is_on_either(world: World) -> None:
    people = [a_contact(world.account, f"Zyntha Quorvexx{n}", email=f"zq{n}@vestara.example") for n in range(2)]
    lines: list[str] = []
    kept: list[dict[str, Any]] = [{"account": world.account, "name": each.name, "email": each.email, "pk": each.pk} for each in people]
    for person in people:
        gone(person)
        lines += list_of_erased().read_text().splitlines()
        list_of_erased().unlink()
    list_of_erased().write_text("\n".join(["", *lines, ""]))
    for each in kept:
        Contact.objects.create(**each)
    assert erase_again(at=now()) == 2


