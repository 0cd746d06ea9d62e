"""Who is near a city is found by an index on all of a point, and beside it who is in the same state in a city that nobody knows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two indexes in the place of one."""

    dependencies = [("goodword", "0061_opinions_overdue")]
    operations = [
        migrations.AddIndex(model_name="poolmember", index=models.Index(fields=["z", "x", "y"], name="pool_by_place")),
        migrations.AddIndex(
            model_name="poolmember", index=models.Index(condition=models.Q(x=None), fields=["area"], name="pool_of_unknown_city")
        ),
        # Last: readers wait for it until the end.
        migrations.RemoveIndex(model_name="poolmember", name="pool_by_latitude"),
    ]
