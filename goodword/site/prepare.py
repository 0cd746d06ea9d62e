"""`goodword prepare`: the database migrated, the web role's rights given, the demo world loaded, static files collected.

One process for all of it, because starting Django costs more than most of the steps.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import OperationalError, connection

from goodword.erasure.actions.again import erase_again
from goodword.kernel import clock
from goodword.people.models import Program, User
from goodword.site import database, environment, health, roles

DEMO = "goodword.demo"


def main(arguments: Sequence[str]) -> int:
    """Make everything ready for web and worker; quick when nothing has changed."""
    del arguments
    settled = environment.read()
    check_server()
    if missing := health.unapplied_migrations():
        print("Applying one migration ..." if missing == 1 else f"Applying {missing} migrations ...", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
    if role := web_role(settled):
        roles.grant_web_role(role)
    if demo_wanted(settled):
        print("Loading the demo world ...", flush=True)
        importlib.import_module(DEMO).load(clock.now())
    elif not User.objects.filter(is_active=True, role_set__role="administrator").exists():
        print("Nobody can sign in as an administrator yet. Make the first one: goodword createadmin you@example.org", flush=True)
    if again := erase_again(at=clock.now()):
        print(f"{again} people who asked to be deleted came back with a backup, and were deleted again.", flush=True)
    collect_static()
    return 0


def check_server() -> None:
    """Raise `CannotStart` with a sentence for the operator when the database cannot be used."""
    try:
        connection.ensure_connection()
    except OperationalError as problem:
        raise database.CannotStart(f"The database does not answer: {str(problem).splitlines()[0]}. Check DATABASE_URL.") from None
    version, _minor = connection.get_database_version()
    if version < database.OLDEST_SERVER:
        raise database.CannotStart(f"PostgreSQL {version} is too old; {database.OLDEST_SERVER} or newer is needed.")


def web_role(settled: environment.Environment) -> str:
    """Return the role of the web processes when it is another one than the owner, else nothing."""
    if settled.embedded:
        return database.WEB
    web, owner = (urlsplit(url).username or "" for url in (settled.database_url, settled.owner_database_url))
    return unquote(web) if owner and web != owner else ""


def demo_wanted(settled: environment.Environment) -> bool:
    """Say whether to load the demo world: when asked, or into an empty embedded database; never twice."""
    if settled.demo is False or importlib.util.find_spec(DEMO) is None:
        return False
    if Program.objects.filter(is_demo=True).exists():
        return False
    if settled.demo:
        if importlib.import_module(DEMO).is_empty():
            return True
        database.say("DEMO=1: this database is in use already, so the demo world was not loaded.")
        return False
    return settled.embedded and not User.objects.exists()


def collect_static() -> None:
    """Bring the static files together, hashed and compressed, unless none has changed since the last time."""
    target = Path(settings.STATIC_ROOT)
    stamp = target / ".collected"
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    print("Collecting the static files ...", flush=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest.hexdigest())
    connection.close()
