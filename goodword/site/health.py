"""Two questions of a monitor: is the process alive, and can it do its work."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goodword.kernel import clock

WORKER_SILENT_AFTER = timedelta(seconds=60)


@require_safe
@never_cache
@login_not_required
def alive(_request: HttpRequest) -> HttpResponse:
    """Answer as soon as the process can answer at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
@login_not_required
def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, migrations and worker are well, else 503; both name each part."""
    parts = readiness(at=clock.now())
    well = all(state == "ok" for state in parts.values())
    return JsonResponse(parts, status=200 if well else 503)


def readiness(*, at: datetime) -> dict[str, str]:
    """Say for database, migrations and worker either `ok` or what is wrong."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return {"database": "unreachable", "migrations": "unknown", "worker": "unknown"}
    missing = unapplied_migrations()
    if missing:
        return {"database": "ok", "migrations": f"{missing} not applied", "worker": "unknown"}
    return {"database": "ok", "migrations": "ok", "worker": worker_state(at=at)}


def unapplied_migrations() -> int:
    """Count the migrations of this code that the database has not seen."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def worker_state(*, at: datetime) -> str:
    """Say `ok` when a worker showed a sign of life lately, else what is wrong."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        row = cursor.fetchone()
    last = row[0] if row else None
    if last is None:
        return "none running"
    return "ok" if at - last < WORKER_SILENT_AFTER else f"silent since {last.isoformat(timespec='seconds')}"
