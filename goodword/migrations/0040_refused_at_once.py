"""Whoever deletes a customer, contact, member, deal or campaign that something points to is refused at once.

A pointer that may wait until the transaction ends is looked at twice for each row that goes: whether the row is back by then, and whether
anything points to it. Undoing an import of 100,000 customers spent two thirds of its time there; asked once, it is half of that. What is
written may point to what is written later in the same transaction, as before.
"""

from django.db import migrations

AT_ONCE = """
create function goodword_refuse_deletes_at_once() returns void language plpgsql as $$
declare
  pointer record;
begin
  for pointer in select conname, conrelid::regclass as named, pg_get_constraintdef(oid) as said from pg_constraint
      where contype = 'f' and confdeltype = 'a' and confrelid in ('goodword_account'::regclass, 'goodword_contact'::regclass,
        'goodword_member'::regclass, 'goodword_opportunity'::regclass, 'goodword_campaign'::regclass) loop
    execute format('alter table %s drop constraint %I, add constraint %I %s', pointer.named, pointer.conname, pointer.conname,
      replace(pointer.said, ' DEFERRABLE', ' ON DELETE RESTRICT DEFERRABLE'));
  end loop;
end $$;
select goodword_refuse_deletes_at_once();
"""


class Migration(migrations.Migration):
    """Refused at once."""

    dependencies = [("goodword", "0039_pool")]
    operations = [migrations.RunSQL(AT_ONCE, "drop function goodword_refuse_deletes_at_once()")]
