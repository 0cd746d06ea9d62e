"""Carry out one run: read, stage, match, and either show what would change or change it, portion by portion."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from goodword.customers.actions import ensure_lists
from goodword.imports.actions import changes, erased, matching, parents, settling, speaking, staging, vigil, writing
from goodword.imports.actions.launch import examined
from goodword.imports.actions.preview import SHOWN, Words, preview
from goodword.imports.actions.staging import Tally
from goodword.imports.kinds import KINDS, Kind
from goodword.imports.models import ImportRejection, ImportRun
from goodword.imports.queries import lookups, scale_of_run
from goodword.imports.reading.layout import Layout
from goodword.imports.reading.trouble import Unreadable
from goodword.imports.states import MOVES, State
from goodword.imports.values import wording
from goodword.imports.values.dates import Order
from goodword.imports.values.plan import Plan, learn
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import is_no_room
from goodword.kernel.transitions import move
from goodword.kernel.turns import take_turns
from goodword.people.queries import today

log = logging.getLogger(__name__)
EVERYTHING = (0, 2_147_483_647)
OF_CHECKS = ("checked_before", "checked_later", "newer_line", "no_score")
NOT_ALLOWED = ("erased", "pause_day", "standing_stays", "not_past", "ends_before", "done_before", *OF_CHECKS)
REFUSED = ("duplicate", "ambiguous", "no_account", "which_account", *NOT_ALLOWED)
# What a refusal is about, when it is not the name.
ABOUT = {
    "pause_day": "paused_until",
    "standing_stays": "standing",
    "not_past": "asked_on",
    "ends_before": "ended_on",
    "done_before": "done_on",
    "checked_before": "checked_on",
    "checked_later": "checked_on",
    "newer_line": "checked_on",
    "no_score": "health_score",
}


def never() -> int:
    """Nobody interrupts."""
    return 0


@dataclass(frozen=True, slots=True)
class Watch:
    """What the caller watches: how long it takes, and how often somebody interrupts this process (stop on the page is a row)."""

    elapsed: Callable[[], float]
    interrupted: Callable[[], int] = never


class Stopped(Exception):
    """Somebody pressed stop; what was committed stays."""


def carry_out(run_id: int, *, path: Path, by: Actor, at: datetime, watch: Watch, portion: int = staging.PORTION) -> ImportRun:
    """Bring one file in, or try to. Safe to run again at any point: rows that are here already stay untouched."""
    if not vigil.WORK.hold(run_id):
        return ImportRun.objects.get(pk=run_id)  # somebody else is at it
    try:
        return begun(run_id, path=path, by=by, at=at, watch=watch, portion=portion)
    finally:
        vigil.WORK.let_go(run_id)


def begun(run_id: int, *, path: Path, by: Actor, at: datetime, watch: Watch, portion: int) -> ImportRun:
    """Carry the run out under its lock, and leave it in the state it ended in."""
    run = begin(run_id, at=at)
    if run.state != State.RUNNING:
        return run
    try:
        work(run, path, by=by, at=at, watch=watch, portion=portion)
    except Unreadable as problem:
        end(run, "fail", at=at, watch=watch, error=wording.unreadable(problem.trouble, problem.detail))
    except Stopped:
        end(run, "stop", at=at, watch=watch)
    except Exception as problem:
        if not is_no_room(problem):
            end(run, "fail", at=at, watch=watch, error=wording.broken())
            raise
        log.exception("no room for import %s", run_id)
        end(run, "fail", at=at, watch=watch, error=wording.no_room())
    staging.drop()
    return run


@transaction.atomic
def begin(run_id: int, *, at: datetime) -> ImportRun:
    """Start with empty counts; a run that is at rest stays as it is."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.state in {State.QUEUED, State.RUNNING}:
        counts: dict[str, Any] = {"rows": 0, "rows_taken": 0, "line_reached": 0, "created": 0, "updated": 0, "unchanged": 0, "rejected": 0}
        move(run, MOVES, "run", at=at, started_at=at, error="", preview=[], seconds=0, **counts)
        run.rejections.all().delete()
    return run


@transaction.atomic
def end(run: ImportRun, verb: str, *, at: datetime, watch: Watch, error: str = "") -> None:
    """Leave the running state, with the time it took."""
    move(run, MOVES, verb, at=at, seconds=round(watch.elapsed(), 3), stop_requested=False, error=error)


def work(run: ImportRun, path: Path, *, by: Actor, at: datetime, watch: Watch, portion: int) -> None:
    """Everything between begin and end."""
    kind = KINDS[run.kind]
    ensure_lists()
    layout = examined(run, kind, path, whole=True)
    adopt(run, layout)
    plan = plan_of(run, path, kind, layout)
    staging.create(kind)
    tally = staging.fill(
        run, layout.rows(path), plan, layout, portion=portion, after_portion=lambda line, tally: went_on(run, line, tally, watch)
    )
    if tally.stopped and run.is_dry:
        raise Stopped
    matching.within_file(kind, source=run.source, today=today(at))
    if kind.lists_speakers:
        save(run, detected=run.detected | {"joined": speaking.joined()})
    if run.is_dry:
        try_out(run, kind, at=at, watch=watch)
    else:
        commit(run, kind, by=by, at=at, watch=watch, to_the_end=tally.stopped, portion=portion)
    if kind.reads_health:
        save(run, detected=run.detected | {"spread": settling.spread()})
    verb = "end_trial" if run.is_dry else "stop" if tally.stopped else "finish"
    with transaction.atomic():
        ImportRejection.objects.bulk_create(staging.noted_values(run, plan) + settling.notes(run, kind), batch_size=1000)
        if verb == "finish" and (run.created or run.updated):
            record(writing.FINISHED, by=by, at=at, about=[run], created=run.created, updated=run.updated, rejected=run.rejected)
        end(run, verb, at=at, watch=watch)


def adopt(run: ImportRun, layout: Layout) -> None:
    """Write down what the whole file says where its head said something else; a column stays mapped by the place it stands in."""
    before = run.detected.get("columns", [])
    renamed = dict(zip(before, layout.columns, strict=False))
    seen = {"encoding": layout.encoding.name, "sure": layout.encoding.sure, "columns": list(layout.columns)}
    mapped = {field: renamed[column] for field, column in run.columns.items() if column in renamed}
    save(run, lines=layout.lines, detected=run.detected | seen, columns=mapped)


def plan_of(run: ImportRun, path: Path, kind: Kind, layout: Layout) -> Plan:
    """How cells become values, once the whole columns were looked at."""
    learned = learn(kind, layout.columns, run.columns, layout.rows(path))
    order = Order(run.chosen["dates"]) if run.chosen.get("dates") else None
    return Plan(kind, layout.columns, run.columns, lookups=lookups(run.source, scale_of_run(run)), learned=learned, default_order=order)


def went_on(run: ImportRun, line: int, tally: Tally, watch: Watch) -> bool:
    """Show how far the reading is; False when somebody pressed stop."""
    save(run, line_reached=line, rows=tally.rows, rejected=tally.rejected, seconds=round(watch.elapsed(), 3))
    return not stopping(run, watch)


def stopping(run: ImportRun, watch: Watch) -> bool:
    """Whether somebody pressed stop."""
    return watch.interrupted() > 0 or ImportRun.objects.filter(pk=run.pk, stop_requested=True).exists()


def save(run: ImportRun, **values: object) -> None:
    """Write some columns of the run, and nothing else."""
    ImportRun.objects.filter(pk=run.pk).update(**values)
    for name, value in values.items():
        setattr(run, name, value)


def try_out(run: ImportRun, kind: Kind, *, at: datetime, watch: Watch) -> None:
    """Say what would happen to every staged row, and change nothing."""
    first, last = EVERYTHING
    writing.recognise(kind, source=run.source, mapping=run.columns)
    matching.against_the_database(kind, source=run.source, first=first, last=last)
    leave_out_erased(run, kind, first=first, last=last)
    settling.settle(run, kind, first=first, last=last, at=at)
    writing.judge(kind, source=run.source, mapping=run.columns, first=first, last=last, numbered=False)
    settling.after(run, kind, first=first, last=last, at=at)
    count(run, kind, first=first, last=last)
    if kind.name == "asks":
        ImportRejection.objects.bulk_create(settling.foresee(run, first=first, last=last, at=at), batch_size=1000)
    if kind.lists_speakers and speaking.counts(run):
        ImportRejection.objects.bulk_create(settling.foresee_talks(run, first=first, last=last, at=at), batch_size=1000)
    words = Words(kind)
    changes.begin(run, anew=True)
    changes.append(run, changes.lines_of(kind, words, source=run.source, first=first, last=last))
    save(run, preview=preview(kind, words, source=run.source, first=first, last=last), seconds=round(watch.elapsed(), 3))


def commit(run: ImportRun, kind: Kind, *, by: Actor, at: datetime, watch: Watch, to_the_end: bool, portion: int) -> None:
    """Bring the staged rows in, portion by portion, each in a transaction of its own.

    Stopped while it was read, the rows read so far are brought in `to_the_end`, unless this process is interrupted once more.
    """
    resumed = writing.remember_earlier(run, kind)
    changes.begin(run, anew=not resumed)
    rest = writing.recognise(kind, source=run.source, mapping=run.columns)
    words = Words(kind)
    for done, (first, last) in enumerate(portions(portion) if rest else [EVERYTHING]):
        if watch.interrupted() > 1 if to_the_end else stopping(run, watch):
            raise Stopped
        told: list[changes.Line] = []
        with transaction.atomic():
            if rest:
                told = bring_in(run, kind, words, first=first, last=last, by=by, at=at)
            count(run, kind, first=first, last=last)
            save(run, seconds=round(watch.elapsed(), 3))
        changes.append(run, told)
        if rest and is_power_of_two(done + 1):
            staging.fetch("select goodword_know_sizes(%(kind)s)", {"kind": kind.name})
    if kind.has_parents:
        with transaction.atomic():
            one_at_a_time(kind)
            moved = parents.connect(run, by=by, at=at)
        changes.append(run, moved)


def bring_in(run: ImportRun, kind: Kind, words: Words, *, first: int, last: int, by: Actor, at: datetime) -> list[changes.Line]:
    """Match, judge and write the lines of one portion; what changes, told before it is written."""
    one_at_a_time(kind)
    writing.lock_accounts(kind, first=first, last=last)
    matching.against_the_database(kind, source=run.source, first=first, last=last)
    leave_out_erased(run, kind, first=first, last=last)
    writing.lock(kind, first=first, last=last)
    settling.settle(run, kind, first=first, last=last, at=at)
    writing.judge(kind, source=run.source, mapping=run.columns, first=first, last=last, numbered=True)
    settling.after(run, kind, first=first, last=last, at=at)
    if len(run.preview) < SHOWN:
        some = preview(kind, words, source=run.source, first=first, last=last, most=SHOWN - len(run.preview))
        save(run, preview=run.preview + some)
    told = list(changes.lines_of(kind, words, source=run.source, first=first, last=last))
    settling.tell(kind, run_id=run.pk, first=first, last=last, by=by, at=at)
    writing.write(kind, run_id=run.pk, source=run.source, first=first, last=last, by=by, at=at)
    settling.write_beside(run, kind, first=first, last=last, by=by, at=at)
    return told


def leave_out_erased(run: ImportRun, kind: Kind, *, first: int, last: int) -> None:
    """Whoever asked to be deleted is not brought back, nor shown in what was seen of the file."""
    cells = erased.leave_out(kind, source=run.source, first=first, last=last)
    if cells:
        save(run, detected=erased.without(run.detected, cells))


def is_power_of_two(number: int) -> bool:
    """Whether a count has just doubled: what is done then costs little in the long run."""
    return number & (number - 1) == 0


def portions(size: int) -> list[tuple[int, int]]:
    """First and last line of each portion of staged rows: as many in each that are not decided yet."""
    undecided = "greatest(count(*) filter (where outcome is null) over (order by line) - 1, 0)"
    grouped = f"select line, {undecided} / %(size)s as portion from {staging.TABLE}"
    found = staging.fetch(f"select min(line), max(line) from ({grouped}) g group by portion order by portion", {"size": size})
    return [(first, last) for first, last in found]


def one_at_a_time(kind: Kind) -> None:
    """Portions of two imports of one kind wait for each other, so that both see what the other brought in."""
    take_turns(f"goodword import {kind.name}")


def count(run: ImportRun, kind: Kind, *, first: int, last: int) -> None:
    """Add the outcomes of these lines to the run, and write down which rows were not taken."""
    found = writing.outcomes(first=first, last=last)
    called = ", ".join(name for name in ("account_name", "account_ref", "account_site") if name in kind.columns)
    account = f"coalesce({called}, '')" if kind.belongs_to_account else "''"
    refused = staging.fetch(
        f"""select line, outcome, first_line, coalesce(name, ''), {account} from {staging.TABLE}
        where outcome = any(%(refused)s) and line between %(first)s and %(last)s order by line""",
        {"refused": list(REFUSED), "first": first, "last": last},
    )
    faults = []
    for line, outcome, first_line, name, account_name in refused:
        reason, remedy = wording.outcome(outcome, first_line=first_line, subject=name, account=account_name)
        about_account = outcome in {"no_account", "which_account"}
        column = (
            run.columns.get("account_name" if account_name and "account_name" in run.columns else "account_id", "") if about_account else ""
        )
        column = column or run.columns.get(ABOUT.get(outcome, "name")) or run.columns.get("account_name", "")
        faults.append(
            ImportRejection(
                run=run,
                line=line,
                subject=name[:300],
                column=column[:200],
                value=(account_name if about_account else name)[:500],
                reason=reason,
                remedy=remedy,
            )
        )
    ImportRejection.objects.bulk_create(faults, batch_size=1000)
    save(
        run,
        rows_taken=run.rows_taken + sum(found.values()),
        created=run.created + found.get("created", 0),
        updated=run.updated + found.get("updated", 0),
        unchanged=run.unchanged + found.get("unchanged", 0),
        rejected=run.rejected + sum(found.get(code, 0) for code in REFUSED),
    )
