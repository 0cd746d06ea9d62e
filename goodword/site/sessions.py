"""Sessions in the database, as Django keeps them; they are read at every request, so the statement is made once for each process."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.db.models import DateTimeField, TextField
from django.utils import timezone

from goodword.kernel.kept import Given, Kept

_OPEN = Kept(lambda: Session.objects.filter(session_key=Given("key", TextField()), expire_date__gt=Given("at", DateTimeField())))


class SessionStore(InDatabase):
    """What stays is Django's."""

    def _get_session_from_db(self) -> Session | None:
        """Return the row of this session while it is open."""
        key = self.session_key
        # A quoted cookie can spell a NUL byte, which no database text can hold.
        found = _OPEN.first(key=key, at=timezone.now()) if key and "\x00" not in key else None
        if found is None:
            self._session_key = None
        return found
