"""A customer's row that changes stays on its page, where there is room: then none of its twenty indexes is written.

A third of each page is kept free for that. Pages that are full stay so until their rows are written anew.
"""

from django.db import migrations


class Migration(migrations.Migration):
    """Room beside rows."""

    dependencies = [("goodword", "0040_refused_at_once")]
    operations = [
        migrations.RunSQL("alter table goodword_account set (fillfactor = 70)", "alter table goodword_account reset (fillfactor)"),
    ]
