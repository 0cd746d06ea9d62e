"""Who is in a story is refused to be deleted at once, not at the end of a transaction."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0082_metrics'),
    ]

    operations = [
        migrations.RunSQL("set constraints all immediate; select goodword_refuse_deletes_at_once();", migrations.RunSQL.noop),
    ]
