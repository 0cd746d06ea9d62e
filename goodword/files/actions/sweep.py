"""Delete what was taken away long ago, and bytes that no row knows."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.core.files.storage import default_storage

from goodword.files.actions.ready import waiting_room
from goodword.files.models import File

# Longer than any upload takes: what is younger may be about to be written down.
SETTLED: Final = timedelta(days=1)
SHELF_LENGTH: Final = 2


def sweep_removed(*, before: datetime) -> int:
    """Delete the rows of files that were taken away before a moment; their bytes go with the loose ones. Returns how many."""
    _all, of_each = File.objects.filter(removed_at__lt=before).delete()
    return of_each.get(File._meta.label, 0)


def sweep_loose(*, at: datetime) -> int:
    """Delete bytes that no row knows, of whatever broke off or went; returns how many."""
    loose = [name for name in _names() if default_storage.get_modified_time(name) < at - SETTLED]
    known = set(File.objects.filter(stored_as__in=loose).values_list("stored_as", flat=True))
    gone = [name for name in loose if name not in known]
    for name in gone:
        default_storage.delete(name)
    for path in waiting_room().iterdir():
        if path.stat().st_mtime < (at - SETTLED).timestamp():
            path.unlink(missing_ok=True)
    return len(gone)


def _names() -> Iterator[str]:
    """What lies on the shelves of the storage; nothing else in it is ours."""
    try:
        shelves, _loose = default_storage.listdir("")
    except FileNotFoundError:  # nobody has put anything there yet
        return
    for shelf in sorted(shelves):
        if len(shelf) == SHELF_LENGTH:
            yield from (f"{shelf}/{name}" for name in default_storage.listdir(shelf)[1])
