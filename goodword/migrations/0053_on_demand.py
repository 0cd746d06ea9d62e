"""The campaign under which the recording of another is offered."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """On demand; campaigns have a new column, so their field history is made anew, and who deletes one is refused at once."""

    dependencies = [("goodword", "0052_exceptions")]
    operations = [
        migrations.AddField(
            "campaign",
            "on_demand",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="recorded_at", to="goodword.campaign"
            ),
        ),
        migrations.AddConstraint(
            "campaign",
            models.CheckConstraint(condition=~models.Q(on_demand=models.F("id")), name="campaign_is_not_its_own_recording"),
        ),
        migrations.RunSQL(
            "select goodword_watch_fields(); set constraints all immediate; select goodword_refuse_deletes_at_once();",
            migrations.RunSQL.noop,
        ),
    ]
