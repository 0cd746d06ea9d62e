"""Whoever leads a request is told once that what an owner thinks of a customer is overdue."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """When they were told."""

    dependencies = [("goodword", "0060_words_to_quote")]
    operations = [migrations.AddField(model_name="opinion", name="told_overdue_at", field=models.DateTimeField(null=True))]
