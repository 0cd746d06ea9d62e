"""An import that was taken back says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Imports undone."""

    dependencies = [("goodword", "0019_logo")]
    operations = [
        migrations.AlterField(
            "importrun",
            "state",
            models.CharField(
                choices=[
                    ("uploaded", "Not yet brought in"),
                    ("tried", "Tried"),
                    ("queued", "Waiting to start"),
                    ("running", "Running"),
                    ("done", "Done"),
                    ("stopped", "Stopped"),
                    ("undone", "Undone"),
                    ("failed", "Could not be read"),
                ],
                default="uploaded",
                max_length=10,
            ),
        ),
    ]
