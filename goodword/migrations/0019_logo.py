"""The company's logo: in the database, so that it is backed up and every web process has it."""

import django.db.models
from django.db import migrations, models


class Migration(migrations.Migration):
    """A logo, and its name beside the program's other facts."""

    dependencies = [("goodword", "0018_past_asks")]
    operations = [
        migrations.AddField("program", "logo", models.CharField(blank=True, db_default="", default="", max_length=60)),
        migrations.CreateModel(
            name="Logo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("content", models.BinaryField()),
                ("content_type", models.CharField(max_length=20)),
            ],
            options={
                "constraints": [django.db.models.CheckConstraint(condition=models.Q(("pk", 1)), name="logo_is_one_row")],
            },
        ),
    ]
