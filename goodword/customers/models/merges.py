"""Rows that became one."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goodword.kernel.sql import Fold, Near


class Merge(models.Model):
    """Two rows of one company, or of one person, that became one, and all it takes to part them again; see queries/merges.py."""

    ACCOUNT, CONTACT = "account", "contact"

    kind = models.CharField(max_length=10, choices=[("account", _("company")), ("contact", _("person"))])
    gone_id = models.BigIntegerField()
    kept_id = models.BigIntegerField()
    now_id = models.BigIntegerField()
    name = models.CharField(max_length=300)
    search_name = models.GeneratedField(expression=Fold(F("name")), output_field=models.TextField(), db_persist=True)
    number = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=60, blank=True, default="")
    external_id = models.CharField(max_length=120, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    was = models.JSONField(default=dict)
    changed = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    removed = models.JSONField(default=list)
    over = models.PositiveIntegerField(default=0)
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey("goodword.User", null=True, on_delete=models.SET_NULL, related_name="+")
    until = models.DateField()
    split_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "gone_id"], condition=Q(split_at=None), name="merged_once"),
            models.CheckConstraint(condition=~Q(gone_id=F("kept_id")), name="merge_needs_two"),
        ]
        indexes = [
            models.Index(fields=["kind", "now_id"], condition=Q(split_at=None), name="merge_into"),
            models.Index(fields=["kind", "search_name"], condition=Q(split_at=None), name="merge_by_name"),
            GinIndex(Near(F("search_name")), name="merge_name_near"),
        ]
