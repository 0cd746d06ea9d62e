"""Import runs keep what was chosen and how far they got; what unknown values mean is remembered."""

from django.db import migrations, models

from goodword.kernel.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("goodword", "0003_facts_for_policy"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="importrun",
            name="rows_read",
        ),
        Together(
            [
                migrations.AddField(
                    model_name="importrejection",
                    name="subject",
                    field=models.CharField(blank=True, default="", max_length=300),
                ),
                migrations.AddField(
                    model_name="importrun",
                    name="chosen",
                    field=models.JSONField(default=dict),
                ),
                migrations.AddField(
                    model_name="importrun",
                    name="line_reached",
                    field=models.PositiveIntegerField(default=0),
                ),
                migrations.AddField(
                    model_name="importrun",
                    name="lines",
                    field=models.PositiveIntegerField(default=0),
                ),
                migrations.AddField(
                    model_name="importrun",
                    name="rows_taken",
                    field=models.PositiveIntegerField(default=0),
                ),
                migrations.AlterField(
                    model_name="importrejection",
                    name="reason",
                    field=models.CharField(max_length=500),
                ),
                migrations.AlterField(
                    model_name="importrun",
                    name="state",
                    field=models.CharField(
                        choices=[
                            ("uploaded", "Not yet brought in"),
                            ("tried", "Tried"),
                            ("queued", "Waiting to start"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("stopped", "Stopped"),
                            ("failed", "Could not be read"),
                        ],
                        default="uploaded",
                        max_length=10,
                    ),
                ),
                migrations.CreateModel(
                    name="ValueMatch",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("vocabulary", models.CharField(max_length=20)),
                        ("source", models.CharField(blank=True, default="", max_length=60)),
                        ("value", models.CharField(max_length=300)),
                        ("target", models.CharField(max_length=60)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("vocabulary", "source", "value"), name="value_means_one_thing")],
                    },
                ),
            ]
        ),
    ]
