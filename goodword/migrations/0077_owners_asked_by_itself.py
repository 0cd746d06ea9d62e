"""Whoever runs the program stops asking owners by itself about one report."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("goodword", "0076_handouts"),
    ]

    operations = [
        migrations.AddField(
            model_name="leadreport",
            name="nudging_stopped",
            field=models.BooleanField(default=False),
        ),
    ]
