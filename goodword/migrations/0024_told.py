"""How each colleague wants to be told, and when they get the daily mail."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Wishes and daily mails."""
    dependencies = [
        ("goodword", "0023_undoing"),
    ]

    operations = [
        migrations.AlterField(
            model_name="mail",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "Waiting to leave"),
                    ("sent", "Sent"),
                    ("kept", "Kept here"),
                    ("failed", "Could not be sent"),
                    ("cancelled", "Taken back"),
                    ("daily", "Waits for the daily mail"),
                    ("told", "In the daily mail"),
                ],
                default="queued",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Daily",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hour", models.PositiveSmallIntegerField(default=8)),
                ("last_on", models.DateField(null=True)),
                (
                    "user",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="daily", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("hour__lt", 24)), name="daily_hour")],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("word", "I am asked for my word"),
                            ("lead", "A request comes to me"),
                            ("moves", "A request of mine moves"),
                            ("customer", "A customer answered"),
                            ("outcome", "An outcome is missing"),
                            ("mention", "Somebody mentions me"),
                            ("trouble", "Something went wrong"),
                            ("stand_in", "Being away, standing in, taking over"),
                            ("calls", "My calls with customers"),
                            ("access", "Signing in"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("at_once", "at once"), ("daily", "in the daily mail"), ("off", "not by mail")], max_length=10
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "kind"), name="wish_once", nulls_distinct=False),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "off"), _negated=True),
                            models.Q(("kind__in", ["access", "calls", "lead", "stand_in", "word"]), _negated=True),
                            _connector="OR",
                        ),
                        name="wish_not_off",
                    ),
                ],
            },
        ),
    ]
