"""The only AppConfig: every slice is part of one Django app with one label."""

from django.apps import AppConfig


class GoodwordConfig(AppConfig):
    """One app, one label, one linear migration history (see docs/adr)."""

    name = "goodword"
    label = "goodword"
    verbose_name = "Goodword"
    default_auto_field = "django.db.models.BigAutoField"
