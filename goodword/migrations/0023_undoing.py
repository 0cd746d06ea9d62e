"""Taking an import back is work of its own, and what it needs to put everything back is in the field history."""

import django.db.models.deletion
from django.db import migrations, models

# Every column but the moments of making and writing. A later migration that adds a column calls it again.
WATCH = """
create function goodword_watch_fields() returns void language plpgsql as $$
declare
  wanted record;
  pieces text;
begin
  for wanted in select * from (values ('goodword_account', 'account'), ('goodword_contact', 'contact'),
      ('goodword_member', 'member'), ('goodword_opportunity', 'opportunity')) w (named, noun) loop
    select string_agg(format('select %L as field, to_jsonb(o.%I) as before, to_jsonb(n.%I) as after where o.%I is distinct from n.%I',
        attname, attname, attname, attname, attname), ' union all ' order by attnum)
      into pieces from pg_attribute
      where attrelid = wanted.named::regclass and attnum > 0 and not attisdropped and attgenerated = ''
        and attname not in ('id', 'created_at', 'updated_at');
    execute format($f$
      create or replace function %1$I() returns trigger language plpgsql security definer set search_path = pg_catalog, %4$I, pg_temp as $t$
      begin
        insert into goodword_fieldchange (step, at, kind, object_id, field, before, after)
          select goodword_step(), now(), %2$L, n.id, f.field, f.before, f.after
          from old_rows o join new_rows n on n.id = o.id cross join lateral (%3$s) f;
        return null;
      end $t$
    $f$, wanted.named || '_history', wanted.noun, pieces, current_schema());
  end loop;
end $$;
revoke execute on function goodword_watch_fields() from public;
select goodword_watch_fields();
"""


class Migration(migrations.Migration):
    """Undoing."""

    dependencies = [("goodword", "0022_tags")]
    operations = [
        migrations.AlterField(
            "importrun",
            "state",
            models.CharField(
                choices=[
                    ("uploaded", "Not yet brought in"),
                    ("tried", "Tried"),
                    ("queued", "Waiting to start"),
                    ("running", "Running"),
                    ("done", "Done"),
                    ("stopped", "Stopped"),
                    ("undoing", "Being undone"),
                    ("undone", "Undone"),
                    ("failed", "Could not be read"),
                ],
                default="uploaded",
                max_length=10,
            ),
        ),
        migrations.RunSQL(WATCH, "drop function goodword_watch_fields()"),
        # Neither can outlive its account: both stand only where an entry of the ledger stands, and that keeps the account.
        migrations.AlterField(
            "ledgerholder",
            "holder",
            models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="+",
                serialize=False,
                to="goodword.account",
            ),
        ),
        migrations.AlterField(
            "ledgersummary",
            "account",
            models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="ledger_summary",
                serialize=False,
                to="goodword.account",
            ),
        ),
    ]
