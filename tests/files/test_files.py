"""Files beside a request or a customer, over HTTP: put there, handed out as downloads, taken away, brought back, swept."""

from __future__ import annotations

import hashlib
import os
import re
import resource
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.comments.models import Comment
from goodword.desk.actions.retention import sweep
from goodword.files import actions
from goodword.files.models import File
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.people.actions import remove_from_circle
from goodword.people.kinds import Retained, Role
from goodword.requests.actions import let_know
from goodword.requests.models import ReferenceRequest
from tests.factories.people import a_manager, a_person
from tests.files.samples import PDF, picture, upload
from tests.requests.world import a_world, now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def put(client: Client, row: Any, *files: Any) -> Any:
    kind = "request" if isinstance(row, ReferenceRequest) else "account"
    return client.post(reverse("desk:add_files", args=[kind, row.pk]), {"files": list(files)}, follow=True)


def fetch(client: Client, file: File) -> Any:
    return client.get(reverse("desk:file", args=[file.pk, file.name]))


def stored(storage: Path) -> list[Path]:
    return [path for path in storage.rglob("*") if path.is_file()]


def test_several_files_at_once_the_good_ones_stay_and_the_others_are_named(storage: Path) -> None:
    world = a_world()
    row = world.sent()
    page = put(world.as_(world.seller), row, upload("Plan.pdf", PDF), upload("run.exe", b"MZ\0"), upload("screen.png", picture()))
    assert "2 files are here now." in page.text
    assert "run.exe was not taken." in page.text
    assert {"Plan.pdf", "screen.png"} == set(File.objects.values_list("name", flat=True))
    assert "Plan.pdf, screen.png" in page.text, "the timeline names them"
    page = put(world.as_(world.seller), row, *(upload(f"run {n}.exe", b"MZ\0") for n in range(9)))
    assert page.text.count("was not taken.") == 4, "fifty of them would cover the page"
    assert "5 more were not taken either." in page.text
    assert len(stored(storage)) == 2
    assert [path.stat().st_mode & 0o777 for path in stored(storage)] == [0o600, 0o600]
    assert list((storage.parent / "incoming").iterdir()) == []
    entry = Entry.objects.get(verb="file.added")
    assert "Plan" not in str(entry.data)


def test_a_file_leaves_as_a_download_that_can_do_nothing() -> None:
    world = a_world()
    client = world.as_(world.seller)
    put(client, world.account, upload('Pl"an für\u202e 計画.pdf', PDF))
    file = File.objects.get()
    answer = fetch(client, file)
    content = answer.getvalue()
    assert content == PDF
    assert hashlib.sha256(content).hexdigest() == file.sha256
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert "%E8%A8%88" in answer["Content-Disposition"]
    assert "%E2%80%AE" not in answer["Content-Disposition"]
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get(reverse("desk:file", args=[file.pk, "another-name.html"]))["Content-Type"] == "application/pdf"


def test_a_confidential_file_is_for_its_circle_by_name_and_by_count() -> None:
    world = a_world()
    row = world.sent(is_confidential=True)
    put(world.as_(world.seller), row, upload("Secret plan.pdf", PDF))
    file = File.objects.get()
    assert file.circle_id == row.circle_id
    assert fetch(world.as_(world.manager), file).status_code == 200
    outsiders = [world.lead, a_manager(name="Jonas Weir"), a_person(Role.ADMINISTRATOR, name="Ada Root")]
    for user in outsiders:
        client = world.as_(user)
        assert fetch(client, file).status_code == 404
        assert client.post(reverse("desk:remove_file", args=[file.pk])).status_code == 404
        assert put(client, row, upload("Mine.pdf", PDF)).status_code == 404
        assert client.get(reverse("desk:mentions", args=["request", row.pk])).status_code == 404
    let_know(row, who=outsiders[1], by=Actor.person(world.manager), at=now())
    assert fetch(world.as_(outsiders[1]), file).status_code == 200
    assert row.circle_id is not None
    remove_from_circle(row.circle_id, outsiders[1], by=Actor.person(world.manager), at=now())
    assert fetch(world.as_(outsiders[1]), file).status_code == 404
    assert File.objects.count() == 1


def test_a_request_that_somebody_may_not_see_hides_its_files_without_a_circle_too() -> None:
    world = a_world()
    put(world.as_(world.seller), world.sent(), upload("Plan.pdf", PDF))
    assert fetch(world.as_(a_person(name="Nils Stranger")), File.objects.get()).status_code == 404


def test_taken_away_by_its_owner_or_a_manager_and_brought_back_from_the_toast() -> None:
    world = a_world()
    put(world.as_(world.seller), world.account, upload("Plan.pdf", PDF))
    file = File.objects.get()
    assert world.as_(world.owner).post(reverse("desk:remove_file", args=[file.pk])).status_code == 403
    page = world.as_(world.manager).post(reverse("desk:remove_file", args=[file.pk]), follow=True)
    back = reverse("desk:restore_file", args=[file.pk])
    assert "Plan.pdf is taken away." in page.text
    assert f'action="{back}"' in page.text
    assert fetch(world.as_(world.seller), file).status_code == 404
    assert world.as_(world.owner).post(back).status_code == 403
    assert "Plan.pdf is back." in world.as_(world.manager).post(back, follow=True).text
    assert fetch(world.as_(world.seller), file).status_code == 200
    verbs = list(Entry.objects.filter(verb__startswith="file.").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["file.added", "file.removed", "file.restored"]


def test_one_file_and_all_of_them_have_a_most(settings: Any) -> None:
    settings.FILE_MEGABYTES, settings.FILES_MEGABYTES = 1, 2
    world = a_world()
    client = world.as_(world.seller)
    big = upload("big.txt", b"a" * (1024 * 1024))
    assert "It is larger than 1 MB." in put(client, world.account, upload("huge.txt", b"a" * (1024 * 1024 + 1))).text
    assert "2 files are here now." in put(client, world.account, big, upload("two.txt", b"b" * (1024 * 1024))).text
    page = put(client, world.account, upload("last.txt", b"c"))
    assert "more than the 2 MB that can be kept here" in page.text
    assert File.objects.count() == 2
    put(client, world.sent(), upload("elsewhere.txt", b"d"))
    assert File.objects.count() == 3


def test_a_lost_transaction_leaves_neither_row_nor_bytes(storage: Path) -> None:
    world = a_world()

    def break_off() -> None:
        with transaction.atomic():
            taken = actions.attach_all(world.account, uploads=[upload("Plan.pdf", PDF)], by=world.seller, at=now(), circle_id=None)
            assert taken.files
            raise InterruptedError

    with pytest.raises(InterruptedError):
        break_off()
    assert not File.objects.exists()
    (orphan,) = stored(storage)
    assert actions.sweep_loose(at=now()) == 0, "it may be about to be written down"
    long_ago = (now() - timedelta(days=2)).timestamp()
    os.utime(orphan, (long_ago, long_ago))
    assert actions.sweep_loose(at=now()) == 1
    assert stored(storage) == []


def test_what_was_taken_away_goes_with_retention_and_its_bytes_after_it(storage: Path) -> None:
    world = a_world()
    client = world.as_(world.seller)
    put(client, world.account, upload("Old.pdf", PDF), upload("Kept.pdf", PDF))
    client.post(reverse("desk:comment", args=[world.account.pk]), {"text": "See this.", "files": [upload("Said.pdf", PDF)]})
    old, comment = File.objects.get(name="Old.pdf"), Comment.objects.get()
    client.post(reverse("desk:remove_file", args=[old.pk]))
    client.post(reverse("desk:remove_comment", args=[comment.pk]))
    for path in stored(storage):
        os.utime(path, (1, 1))
    assert sweep(Retained.TAKEN_AWAY, at=now() + timedelta(days=29)) == 0
    assert sweep(Retained.TAKEN_AWAY, at=now() + timedelta(days=31)) == 3
    assert actions.sweep_loose(at=now()) == 2
    assert fetch(client, File.objects.get()).status_code == 200
    assert not Comment.objects.exists()


def test_a_file_whose_bytes_are_gone_says_so(storage: Path) -> None:
    world = a_world()
    client = world.as_(world.seller)
    put(client, world.account, upload("Plan.pdf", PDF))
    stored(storage)[0].unlink()
    page = client.get(reverse("desk:file", args=[File.objects.get().pk, "Plan.pdf"]), follow=True)
    assert "Plan.pdf is not where it was kept." in page.text


def statements(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page).status_code == 200
        return len(seen)


def test_fifty_files_cost_no_more_statements_than_three() -> None:
    world = a_world()
    client = world.as_(world.seller)
    page = reverse("desk:account", args=[world.account.pk])
    put(client, world.account, *(upload(f"{n}.txt", b"x") for n in range(3)))
    client.get(page)
    few = statements(client, page)
    put(client, world.account, *(upload(f"more {n}.txt", b"x") for n in range(47)))
    client.get(page)
    assert statements(client, page) == few > 5
    text = client.get(page).text
    assert "44 more" in text
    assert len(re.findall(r"/files/\d+/remove/", text)) == 100, "in the form, and for htmx"


@pytest.fixture
def nearly_full_disk() -> Iterator[Callable[[], None]]:
    """No file of this process may grow beyond 100 kB, until the disk is cleared."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def clear() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    yield clear
    clear()


@pytest.mark.parametrize("size", [200_000, 4_000_000], ids=["while it is kept", "while it arrives"])
def test_a_full_disk_keeps_nothing_half_and_says_so(nearly_full_disk: Callable[[], None], storage: Path, size: int) -> None:
    world = a_world()
    client = world.as_(world.seller)
    client.raise_request_exception = False
    sent = PDF + b"x" * size
    answer = put(client, world.account, upload("small.pdf", PDF), upload("Plan.pdf", sent))
    assert answer.status_code == 507
    assert "There is no room left" in answer.text
    assert "What you sent last was not kept" in answer.text
    said = client.post(reverse("desk:comment", args=[world.account.pk]), {"text": "See.", "files": [upload("Plan.pdf", sent)]})
    assert said.status_code == 507
    assert not File.objects.exists()
    assert not Comment.objects.exists()
    assert stored(storage.parent) == []
    nearly_full_disk()
    assert "2 files are here now." in put(client, world.account, upload("small.pdf", PDF), upload("Plan.pdf", sent)).text
