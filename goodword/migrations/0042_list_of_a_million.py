"""Pages of the list of customers by name and by owner come from an index that holds what they are filtered by, also among a million."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The list of a million."""

    dependencies = [("goodword", "0041_room_beside_rows")]
    operations = [
        migrations.RemoveIndex("account", "account_name_country"),
        migrations.AlterField(
            "account",
            "owner",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="owned_accounts",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            "account",
            models.Index(fields=["search_name", "id"], include=("country", "industry", "segment", "region"), name="account_by_name"),
        ),
        migrations.AddIndex(
            "account",
            models.Index(fields=["owner", "search_name", "id"], include=("industry", "segment", "region"), name="account_by_owner"),
        ),
    ]
