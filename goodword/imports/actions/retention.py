"""What of an import goes after a while: its file, and the values of rows that were not taken."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from goodword.imports import queries
from goodword.imports.actions.launch import folder, path_of
from goodword.imports.models import ImportRejection, ImportRun
from goodword.imports.reading.layout import KEPT
from goodword.imports.states import WORKING


def files_from(*, before: datetime) -> int:
    """How many kept files are from before a moment."""
    return len(_files(before))


def _files(before: datetime) -> list[Path]:
    busy = {path_of(run) for run in ImportRun.objects.filter(state__in=WORKING)}
    kept = [*folder().glob(f"*{KEPT}"), *folder().glob("changes-*.csv")]
    return [path for path in kept if path.stat().st_mtime < before.timestamp() and path not in busy]


def sweep_files(*, before: datetime, at: datetime) -> int:
    """Delete uploads and lists of changes from before a moment; what is known of their runs stays. Returns how many."""
    del at
    old = _files(before)
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


@transaction.atomic
def sweep_rows(*, before: datetime, at: datetime) -> int:
    """Forget the values of rows that runs from before a moment did not take; how many there were stays. Returns how many rows."""
    del at
    runs = queries.runs_from(before=before)
    gone, _kinds = ImportRejection.objects.filter(run__in=runs).delete()
    runs.exclude(preview=[]).update(preview=[])
    return gone
