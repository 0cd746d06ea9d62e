"""What a list changes, told old and new: a sample on the page, all of it in a file."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account
from goodword.imports.actions import path_of_changes, sweep_files
from goodword.imports.models import ImportRun
from goodword.kernel import clock
from tests.factories.people import a_manager
from tests.imports.conftest import Bring

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "Account ID,Name,City,Seats,Industry,Owner,Parent\n1,Halden,Bergen,10,Insurance,,\n2,Merrow,Leeds,5,,,\n3,Vestara,Oslo,7,,,\n"
SECOND = (
    "Account ID,Name,City,Seats,Industry,Owner,Parent\n1,Halden,=Oslo,1200,Banking,k.mori,\n2,Merrow,Leeds,5,,,Halden\n4,New one,,,,,\n"
)


def told(run: ImportRun) -> list[tuple[str, ...]]:
    with path_of_changes(run).open(encoding="utf-8-sig", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


@pytest.fixture
def runs(bring: Bring, import_ground: None) -> tuple[ImportRun, ImportRun]:
    del import_ground
    bring("accounts", FIRST)
    bring("accounts", SECOND, "--dry-run")
    tried = ImportRun.objects.latest("pk")
    assert not Account.objects.filter(name="New one").exists()
    bring("accounts", SECOND)
    return tried, ImportRun.objects.latest("pk")


def test_every_field_that_changes_is_told_before_and_after_it_was_changed(runs: tuple[ImportRun, ImportRun]) -> None:
    tried, done = runs
    changes = [
        ("2", "Halden", "Changed", "Industry", "Insurance", "Banking"),
        ("2", "Halden", "Changed", "City", "Bergen", "'=Oslo"),
        ("2", "Halden", "Changed", "Licensed seats", "10", "1,200"),
        ("2", "Halden", "Changed", "Account owner", "", "k.mori"),
    ]
    new = ("4", "New one", "New", "", "", "")
    assert sorted(told(tried)) == sorted([*changes, new])
    assert sorted(told(done)) == sorted([*changes, new, ("3", "Merrow", "Changed", "Parent account", "", "Halden")])


@pytest.mark.slow
def test_the_page_shows_a_sample_of_what_changed_and_leads_to_all(runs: tuple[ImportRun, ImportRun], settings: Any, tmp_path: Path) -> None:
    settings.GOODWORD_DATA = tmp_path
    client = Client()
    client.force_login(a_manager())
    for run, title in zip(runs, ("What would change", "What changed"), strict=True):
        page = client.get(reverse("imports:run", args=[run.pk])).text
        assert title in page
        assert '<del class="quiet">Bergen</del>' in page
        address = reverse("imports:changes", args=[run.pk])
        assert address in page
        answer = client.get(address)
        assert b"Bergen,'=Oslo" in answer.getvalue()
        assert answer["Content-Disposition"] == 'attachment; filename="list-changes.csv"'


@pytest.mark.slow
def test_a_list_that_changes_nothing_has_nothing_to_tell(bring: Bring, import_ground: None) -> None:
    del import_ground
    bring("accounts", FIRST)
    bring("accounts", FIRST)
    assert told(ImportRun.objects.latest("pk")) == []


def test_what_was_before_is_swept_with_the_files(runs: tuple[ImportRun, ImportRun]) -> None:
    sweep_files(before=clock.now() + timedelta(days=1), at=clock.now())
    assert not path_of_changes(runs[1]).exists()
