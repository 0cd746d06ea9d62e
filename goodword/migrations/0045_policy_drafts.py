"""Drafts of a policy: numbers that are being thought about, kept until they are published or discarded."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Policy drafts."""

    dependencies = [("goodword", "0044_places")]
    operations = [
        migrations.CreateModel(
            name="PolicyDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("note", models.TextField(blank=True, default="")),
                ("shipped", models.CharField(blank=True, default="", max_length=20)),
                ("numbers", models.JSONField()),
                ("starts_on", models.DateField(null=True)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("discarded_at", models.DateTimeField(null=True)),
                (
                    "base",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goodword.policyversion"
                    ),
                ),
                (
                    "published_as",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="draft", to="goodword.policyversion"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["-saved_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(condition=Q(discarded_at=None) | Q(published_as=None), name="a_draft_ends_once"),
                ],
            },
        ),
    ]
