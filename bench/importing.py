"""A company list: first load and the same file again, beside COPY of the same rows encoded by Python."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from bench import generate
from bench.result import Result
from goodword.imports.actions import begin_undo, undo
from goodword.imports.cli import main as run_import
from goodword.imports.models import ImportRun
from goodword.kernel import clock
from goodword.kernel.actor import Actor

HEADER = ["Account ID", "Account Name", "Industry", "Billing City", "Billing Country", "Employees", "Website"]


def run(size: int) -> Result:
    """Import `size` companies into an empty table, then the same file again."""
    generate.empty()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "companies.csv"
        _write(path, size)
        floor = _copy(path)
        first, report = _import(path)
        second, again = _import(path)
        back, gone = _undo()
    generate.empty()
    rates = {"first_rows_per_second": size / first, "unchanged_rows_per_second": size / second, "undone_rows_per_second": size / back}
    ratio = (size / first) / floor
    return Result(
        name="import",
        size=size,
        figures={
            **rates,
            "created": report["created"],
            "unchanged": again["unchanged"],
            "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        },
        floor={"copy_rows_per_second": floor},
        ratio={"first": ratio},
        goal={
            "first": "20,000 rows a second",
            "unchanged": "50,000 rows a second",
            "ratio": "20 % of COPY encoded by Python",
            "undone": "10,000 rows a second",
            "all": "every row arrives, none changes twice, all go again",
        },
        met={
            "first": rates["first_rows_per_second"] >= 20_000,
            "unchanged": rates["unchanged_rows_per_second"] >= 50_000,
            "ratio": ratio >= 0.2,
            "undone": rates["undone_rows_per_second"] >= 10_000,
            "all": report["created"] == size and again["unchanged"] == size and gone == size,
        },
    )


def _write(path: Path, size: int) -> None:
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for n in range(size):
            rows.writerow(
                [
                    f"X-{n}",
                    f"Company {n} Holdings",
                    generate.INDUSTRIES[n % 20],
                    f"City {n % 500}",
                    generate.COUNTRIES[n % 16],
                    10 + n % 9000,
                    f"https://c{n}.example",
                ]
            )


def _copy(path: Path) -> float:
    with connection.cursor() as cursor, path.open(newline="") as file:
        cursor.execute("create temporary table bench_copy (a text, b text, c text, d text, e text, f int, g text)")
        rows, count = csv.reader(file), 0
        next(rows)
        began = time.perf_counter()
        with cursor.copy("copy bench_copy from stdin") as copy:
            for row in rows:
                copy.write_row((*row[:5], int(row[5]), row[6]))
                count += 1
        seconds = time.perf_counter() - began
        cursor.execute("drop table bench_copy")
    return count / seconds


def _import(path: Path) -> tuple[float, dict[str, int]]:
    said = io.StringIO()
    began = time.perf_counter()
    with contextlib.redirect_stdout(said):
        run_import(["accounts", os.fspath(path), "--source", "bench", "--json"])
    return time.perf_counter() - began, json.loads(said.getvalue())


def _undo() -> tuple[float, int]:
    """Take the first of the two back, which brought everything."""
    run = ImportRun.objects.filter(created__gt=0).latest("pk")
    began = time.perf_counter()
    begin_undo(run, by=Actor.system(), at=clock.now())
    undone = undo(run.pk, by=Actor.system(), at=clock.now())
    return time.perf_counter() - began, undone.gone if undone else 0
