"""How often a customer likes to be asked for anything, as a number that a rule can weigh."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Pace of comfort."""

    dependencies = [("goodword", "0006_near_names")]
    operations = [
        migrations.AddField(
            model_name="member",
            name="comfort_days",
            field=models.PositiveSmallIntegerField(blank=True, help_text="one thing in so many days", null=True),
        ),
    ]
