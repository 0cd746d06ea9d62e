"""The only AppConfig: every slice is part of one Django app with one label."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string

from goodword.site import words


class GoodwordConfig(AppConfig):
    """One app, one label, one linear migration history (see docs/adr)."""

    name = "goodword"
    label = "goodword"
    verbose_name = "Goodword"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the words of other languages ready, and lay the first rows after each migration."""
        words.make_ready(settings.LOCALE_PATHS[0])
        post_migrate.connect(lay_first_rows, sender=self, dispatch_uid="goodword.first_rows")
        connection_created.connect(forgive_typos, dispatch_uid="goodword.typos")


def lay_first_rows(**_signal: Any) -> None:
    """Run what each slice needs in an empty database; every one of them is safe to run again."""
    for dotted in settings.GOODWORD_FIRST_ROWS:
        import_string(dotted)()


def forgive_typos(connection: Any, **_signal: Any) -> None:
    """Let names be found with a letter missing or wrong: PostgreSQL's own threshold (0.6) is stricter than people type."""
    with connection.cursor() as cursor:
        cursor.execute("set pg_trgm.word_similarity_threshold = 0.5")
