"""A file's rows into a staging table of this connection: COPY in portions, faults written down, memory flat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection
from psycopg import Copy

from goodword.imports.actions.copying import Encoder
from goodword.imports.kinds import Kind, Reads
from goodword.imports.models import ImportRejection, ImportRun
from goodword.imports.queries import is_left, left_as_they_are, vocabulary_of
from goodword.imports.reading.layout import Layout
from goodword.imports.reading.rows import BrokenRow, Row
from goodword.imports.values import wording
from goodword.imports.values.plan import SPARED, Fault, Plan

PORTION = 5_000
SENT = 500  # rows handed over at once: the database takes them in while the next ones are read
TABLE = "import_stage"
SEEN = "import_seen"  # which customer a line of an earlier portion was about
EARLIER = "import_earlier"  # what an earlier attempt of the same run did to which customer


@dataclass(slots=True)
class Tally:
    """How many rows went where."""

    rows: int = 0
    rejected: int = 0
    stopped: bool = False
    faults: list[ImportRejection] = field(default_factory=list)


def create(kind: Kind) -> None:
    """Make the staging table anew; it lives as long as the connection and is seen by nobody else."""
    columns = ", ".join(f"{name} {column.type}" for name, column in kind.columns.items())
    account = ", account_id bigint" if kind.belongs_to_account else ""
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists {TABLE}, {SEEN}, {EARLIER}")
        cursor.execute(f"create temporary table {SEEN} (target_id bigint primary key, line integer)")
        cursor.execute(f"create temporary table {EARLIER} (target_id bigint primary key, outcome text)")
        cursor.execute(
            f"create temporary table {TABLE} (line integer primary key, {columns}, unmapped jsonb, settled text[]{account},"
            " name_key text generated always as (goodword_fold(name)) stored,"
            " target_id bigint, found_by text, outcome text, first_line integer, changed text[]) with (fillfactor = 45)"
        )


def drop() -> None:
    """Take the staging table away."""
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists {TABLE}, {SEEN}, {EARLIER}")


def fill(
    run: ImportRun,
    rows: Iterator[Row | BrokenRow],
    plan: Plan,
    layout: Layout,
    *,
    portion: int,
    after_portion: Callable[[int, Tally], bool],
) -> Tally:
    """Read all rows and stage the good ones; `after_portion` may say to stop, then what was read so far is staged."""
    tally = Tally()
    encoder = Encoder(plan.kind, plan.slots, plan.kind.filled(plan.mapping))
    while some := list(islice(rows, portion)):
        with connection.cursor() as cursor, cursor.copy(f"copy {TABLE} ({encoder.columns()}) from stdin") as copy:
            staged: list[str] = []
            for row in some:
                if isinstance(row, BrokenRow):
                    reject_row(run, tally, row, len(layout.columns))
                    continue
                record, faults = plan.take(row)
                if faults:
                    reject_values(run, tally, row, _called(record, plan), faults)
                    continue
                staged.append(encoder.line(row.line, record))
                if len(staged) == SENT:
                    send(copy, staged)
            send(copy, staged)
        tally.rows += len(some)
        save_faults(tally)
        if not after_portion(some[-1].line, tally):
            tally.stopped = True
            break
    with connection.cursor() as cursor:
        cursor.execute(f"analyze {TABLE} (line, name_key, external_id, outcome)")
    return tally


def _called(record: Sequence[Any], plan: Plan) -> str:
    """What people call a row: its own name, else that of the customer it is about, as the file has it."""
    slots = (plan.slots.get(name) for name in ("name", "account_name", "account_ref"))
    return next((str(record[slot]) for slot in slots if slot is not None and record[slot]), "")


def send(copy: Copy, staged: list[str]) -> None:
    """Hand rows over to the database, and forget them here."""
    if staged:
        copy.write("\n".join(staged) + "\n")
        staged.clear()


def reject_row(run: ImportRun, tally: Tally, row: BrokenRow, width: int) -> None:
    """Write down a row that is no row."""
    reason, remedy = wording.flaw(row.flaw, found=row.found, width=width)
    value = " | ".join(cell.strip() for cell in row.cells if cell.strip())[:500].replace("\x00", "")
    tally.faults.append(ImportRejection(run=run, line=row.line, value=value, reason=reason, remedy=remedy))
    tally.rejected += 1


def reject_values(run: ImportRun, tally: Tally, row: Row, subject: str, faults: list[Fault]) -> None:
    """Write down each value for which a row was not taken."""
    for fault in faults:
        reason, remedy = wording.problem(fault.problem, label=str(fault.field.label), value=fault.value)
        tally.faults.append(
            ImportRejection(
                run=run,
                line=row.line,
                subject=str(subject)[:300],
                column=fault.column[:200],
                value=fault.value,
                reason=reason[:500],
                remedy=remedy[:300],
            )
        )
    tally.rejected += 1


def save_faults(tally: Tally) -> None:
    """Store what was written down so far, and forget it here."""
    ImportRejection.objects.bulk_create(tally.faults, batch_size=1000)
    tally.faults.clear()


def noted_values(run: ImportRun, plan: Plan) -> list[ImportRejection]:
    """One line of the report for each value of taken rows that is on no list, or was left out; not for what was left as it is."""
    left = left_as_they_are()
    return [
        ImportRejection(
            run=run,
            line=line,
            column=plan.mapping.get(name, "")[:200],
            value=value[:500],
            reason=reason[:500],
            remedy=remedy[:300],
            row_was_taken=True,
        )
        for (name, value), (line, rows) in [*plan.kept.items(), *plan.spared.items()]
        if not is_left(left, vocabulary=vocabulary_of(plan.kind.name, name), source=run.source, value=value)
        for reason, remedy in [words_for(plan, name, value, rows)]
    ]


def words_for(plan: Plan, name: str, value: str, rows: int) -> tuple[str, str]:
    """Reason and remedy for a value of rows that were taken."""
    each = plan.kind.by_name[name]
    if each.reads in SPARED:
        return wording.left_out(str(each.label), value, rows)
    if each.reads is Reads.HEALTH:
        return wording.health_not_known(str(each.label), value, rows)
    if each.reads is Reads.PLACE:
        return wording.no_place(value, rows)
    return wording.kept(str(each.label), value, rows, can_be_said=plan.kind.keeps_unknown or each.keeps_words)


def fetch(statement: str, params: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """Rows of a statement on this connection."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else []


def execute(statement: str, params: dict[str, Any] | None = None) -> int:
    """Run a statement on this connection; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return int(cursor.rowcount)
