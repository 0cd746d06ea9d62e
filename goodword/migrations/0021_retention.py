"""How long things are kept, and mails whose words are gone."""

import django.contrib.postgres.indexes
from django.db import migrations, models

from goodword.kernel.together import Together


class Migration(migrations.Migration):
    """Retention."""

    dependencies = [
        ("goodword", "0020_imports_undone"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Retention",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("import_files", "Files that were brought in"),
                                    ("import_rows", "Rows that a list left out"),
                                    ("mail_words", "Words of mails"),
                                    ("drafts", "Drafts nobody goes on with"),
                                    ("links", "Links that have ended"),
                                    ("field_history", "Field by field history"),
                                    ("jobs", "Finished background work"),
                                    ("failed_jobs", "Failed background work"),
                                ],
                                max_length=20,
                                unique=True,
                            ),
                        ),
                        ("days", models.PositiveIntegerField(null=True)),
                    ],
                ),
                migrations.AddField(
                    model_name="mail",
                    name="words_gone_at",
                    field=models.DateTimeField(editable=False, null=True),
                ),
                migrations.AddIndex(
                    model_name="fieldchange",
                    index=django.contrib.postgres.indexes.BrinIndex(fields=["at"], name="field_change_at"),
                ),
                migrations.AddIndex(
                    model_name="link",
                    index=models.Index(fields=["expires_at"], name="link_ends"),
                ),
                migrations.AddIndex(
                    model_name="mail",
                    index=models.Index(condition=models.Q(("words_gone_at", None)), fields=["state_at"], name="mail_with_words"),
                ),
            ]
        ),
    ]
