"""The filters of the list of nominations can be saved; whatever recruiting points to refuses at once."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0067_reference_leads'),
    ]

    operations = [
        migrations.AlterField(
            model_name='savedfilter',
            name='list',
            field=models.CharField(choices=[('customers', 'customers'), ('deals', 'deals'), ('campaigns', 'campaigns'), ('requests', 'requests'), ('nominations', 'nominations'), ('find', 'find'), ('people', 'people'), ('outbox', 'outbox'), ('imports', 'imports')], max_length=20),
        ),
        # What points to an account or a person refuses at once that it is taken away.
        migrations.RunSQL("set constraints all immediate; select goodword_refuse_deletes_at_once();", migrations.RunSQL.noop),
    ]
