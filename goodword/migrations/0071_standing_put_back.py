"""What is put back as it was is put back whole: the trigger of standing by hand lets it pass."""

from typing import Final

from django.db import migrations

WHEN: Final = """
drop trigger standing_by_hand on goodword_member;
create trigger standing_by_hand before update on goodword_member for each row
  when (new.standing_rule = old.standing_rule and new.standing_fact = old.standing_fact{more}
    and (new.standing, new.standing_at) is distinct from (old.standing, old.standing_at))
  execute function goodword_standing_by_hand();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0070_standing_by_rule'),
    ]

    operations = [
        migrations.RunSQL(WHEN.format(more=' and new.standing_seen = old.standing_seen'), WHEN.format(more='')),
        migrations.RunSQL('select goodword_refuse_deletes_at_once()', migrations.RunSQL.noop),
    ]
