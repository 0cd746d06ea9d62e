"""Runs of imports: several at once, stopped, killed, swept, and as long as they come."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from goodword.customers.actions import ensure_lists
from goodword.customers.models import Account
from goodword.imports.actions import Watch, begin_run, carry_out, enqueue, sweep_files, vigil
from goodword.imports.models import ImportRun
from goodword.imports.states import State
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.actions import ensure_program
from tests.at_once import Doing
from tests.factories.customers import an_account
from tests.imports.conftest import Bring, counts, report

FILES = Path(__file__).parent / "files"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lists() -> None:
    ensure_program()
    ensure_lists()


def begun(path: Path, *, source: str = "csv") -> ImportRun:
    """A list of accounts that is ready to be brought in."""
    run = begin_run(kind="accounts", source=source, file_name=path.name, stored_as=str(path), size=1, by=Actor.system(), at=clock.now())
    return enqueue(run, dry=False, by=Actor.system(), at=clock.now())


def carried_out(run: ImportRun, *, portion: int) -> ImportRun:
    """The run after one attempt, in small portions."""
    path = Path(run.stored_as)
    carry_out(run.pk, path=path, by=Actor.system(), at=clock.now(), watch=Watch(lambda: 0.0), portion=portion)
    return ImportRun.objects.get(pk=run.pk)


def sums(run: ImportRun) -> tuple[str, int, int, int, int]:
    """What the page says came of it."""
    return run.state, run.rows, run.created, run.updated, run.unchanged


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_imports_at_once_neither_double_nor_deadlock(tmp_path: Path) -> None:
    """Four processes' worth of the same 600 rows in two orders, by name only: each company once, each row accounted for."""
    names = [f"Company {number},NO,City {number}" for number in range(600)]

    def one(number: int) -> ImportRun:
        path = tmp_path / f"list{number}.csv"
        path.write_text("Name,Country,City\n" + "\n".join(names if number % 2 else reversed(names)))
        return carried_out(begun(path, source=f"source {number}"), portion=50)  # many portions, so that they interleave

    runs = [doing.done() for doing in [Doing(partial(one, number)) for number in range(4)]]
    assert Account.objects.count() == 600
    assert [run.created + run.unchanged for run in runs] == [600] * 4
    assert sum(run.created for run in runs) == 600


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["pressed stop", "the process died"])
def test_a_run_that_was_interrupted_goes_on_and_tells_all_that_it_did(tmp_path: Path, how: str) -> None:
    a_known = an_account("Company 3", country="NO")
    path = tmp_path / "list.csv"
    path.write_text("Name,City\n" + "".join(f"Company {number},Oslo\n" for number in range(50)))
    run = begun(path)
    with connection.cursor() as cursor:  # somebody presses stop while the fifteenth company is written
        cursor.execute(
            """create function press_stop() returns trigger language plpgsql as $$ begin
            if new.name = 'Company 14' then update goodword_importrun set stop_requested = true; end if; return new; end $$;
            create trigger press_stop before insert on goodword_account for each row execute function press_stop()"""
        )
        try:
            stopped = carried_out(run, portion=10)
        finally:
            cursor.execute("drop trigger press_stop on goodword_account; drop function press_stop()")
    assert sums(stopped) == (State.STOPPED, 50, 19, 1, 0)
    assert Account.objects.count() == 20
    Account.objects.filter(name="Company 5").update(city="Bergen")  # changed by hand meanwhile
    if how == "the process died":
        ImportRun.objects.update(state=State.RUNNING)
    else:
        enqueue(run, dry=False, by=Actor.system(), at=clock.now())
    assert sums(carried_out(run, portion=10)) == (State.DONE, 50, 49, 1, 0)
    finished = Entry.objects.get(verb="import.finished")
    assert (finished.data["created"], finished.data["updated"]) == (49, 1)
    assert a_known.pk in Account.objects.filter(city="Oslo").values_list("pk", flat=True)
    enqueue(run, dry=False, by=Actor.system(), at=clock.now())
    assert sums(carried_out(run, portion=10)) == (State.DONE, 50, 0, 0, 50)  # brought in anew, it has nothing to do


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_stopped_while_it_was_read_an_import_keeps_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Account ID,Name\n" + "".join(f"{number},Company {number}\n" for number in range(50)))
    with connection.cursor() as cursor:  # somebody presses stop when the twentieth row was read
        cursor.execute(
            "create function press_stop() returns trigger language plpgsql as $$ begin new.stop_requested := new.line_reached >= 21; "
            "return new; end $$; create trigger press_stop before update on goodword_importrun "
            "for each row when (new.line_reached > old.line_reached) execute function press_stop()"
        )
        try:
            stopped = carried_out(begun(path), portion=10)
        finally:
            cursor.execute("drop trigger press_stop on goodword_importrun; drop function press_stop()")
    assert sums(stopped) == (State.STOPPED, 20, 20, 0, 0)
    assert sums(carried_out(begun(path), portion=10)) == (State.DONE, 50, 30, 0, 20)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_run_whose_process_died_is_noticed_and_one_that_lives_is_not(bring: Bring) -> None:
    bring("accounts", "Name\nHalden\n")
    ImportRun.objects.update(state=State.RUNNING, line_reached=7)
    run = ImportRun.objects.get()
    alive, looked = threading.Event(), threading.Event()

    def at_it() -> None:
        vigil.WORK.hold(run.pk)
        alive.set()
        looked.wait(20)
        connection.close()  # as when the process is killed

    living = threading.Thread(target=at_it)
    living.start()
    alive.wait(20)
    assert vigil.notice_dead(at=clock.now()) == []
    looked.set()
    living.join(20)
    ImportRun.objects.update(rows_taken=0)
    last, noticed = time.monotonic() + 20, list[int]()
    while not noticed and time.monotonic() < last:  # the database notices in its own time that a connection is gone
        noticed = vigil.notice_dead(at=clock.now())
    assert noticed == [run.pk]
    run.refresh_from_db()
    assert (run.state, run.error) == (
        State.STOPPED,
        "Stopped unexpectedly at line 7, before anything was taken. Start it again: nothing is doubled.",
    )


def test_uploads_are_swept_after_their_days_and_reports_are_kept(bring: Bring, tmp_path: Path) -> None:
    result = bring("accounts", "Name,Seats\nHalden,many\n")
    kept = tmp_path / "imports" / "x.upload"
    kept.write_text("Name\n")
    at = clock.now()
    assert sweep_files(before=at - timedelta(days=30), at=at) == 0
    assert sweep_files(before=at + timedelta(days=1), at=at) == 2, "the upload, and what changed"
    assert (kept.exists(), len(report(result))) == (False, 1)


@pytest.mark.slow
def test_a_big_list_tells_the_planner_how_big_the_table_has_become(bring: Bring) -> None:
    """Else it may join each portion row by row with a table that it takes for empty, and take minutes for each."""
    with connection.cursor() as cursor:
        cursor.execute("analyze goodword_account")
        bring("accounts", "Account ID,Name\n" + "".join(f"{number},Company {number}\n" for number in range(6_000)))
        cursor.execute("select reltuples from pg_class where relname = 'goodword_account'")
        assert cursor.fetchone()[0] > 5_000


@pytest.mark.slow
def test_a_hundred_thousand_rows_come_in_and_memory_stays(bring: Bring, tmp_path: Path) -> None:
    import resource  # noqa: PLC0415  # does not exist on Windows

    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("Account ID,Account Name,Country,Industry,Description\n")
        for number in range(100_000):
            file.write(f'{number},Company {number},NO,Banking,"{"long text " * 20}"\n')
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = bring("accounts", path)
    assert counts(result) == (0, 100_000, 100_000, 0, 0, 0)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # kB, for a file of 24 MB
    assert counts(bring("accounts", path)) == (0, 100_000, 0, 0, 100_000, 0)
