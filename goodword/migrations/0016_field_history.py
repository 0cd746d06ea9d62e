"""What each field of an account, contact, member or deal was before and after: kept by triggers, whoever writes."""

from django.db import migrations, models

# The entries and the changed fields of one transaction carry the same step, which is how a change knows who made it.
STEP = """
create function goodword_step() returns uuid language plpgsql volatile as $$
declare
  step text := current_setting('goodword.step', true);
begin
  if coalesce(step, '') = '' then
    step := gen_random_uuid()::text;
    perform set_config('goodword.step', step, true);
  end if;
  return step::uuid;
end $$;
"""

# Written out for each table by its columns: comparing two columns costs little, turning whole rows into JSON costs much.
HISTORY = """
do $$
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
        and attname not in ('id', 'created_at', 'updated_at', 'standing_at', 'unmapped');
    execute format($f$
      create or replace function %1$I() returns trigger language plpgsql security definer set search_path = pg_catalog, %4$I, pg_temp as $t$
      begin
        insert into goodword_fieldchange (step, at, kind, object_id, field, before, after)
          select goodword_step(), now(), %2$L, n.id, f.field, f.before, f.after
          from old_rows o join new_rows n on n.id = o.id cross join lateral (%3$s) f;
        return null;
      end $t$
    $f$, wanted.named || '_history', wanted.noun, pieces, current_schema());
    execute format('create trigger field_history after update on %I referencing old table as old_rows new table as new_rows
      for each statement execute function %I()', wanted.named, wanted.named || '_history');
  end loop;
end $$;
"""
GONE = """
do $$
declare
  named text;
begin
  foreach named in array array['goodword_account', 'goodword_contact', 'goodword_member', 'goodword_opportunity'] loop
    execute format('drop trigger field_history on %I', named);
    execute format('drop function %I()', named || '_history');
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    """Field history."""

    dependencies = [("goodword", "0015_fold_anywhere")]
    operations = [
        migrations.RunSQL(STEP, "drop function goodword_step()"),
        migrations.CreateModel(
            name="FieldChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
                ("field", models.CharField(max_length=40)),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
            ],
            options={"indexes": [models.Index(fields=["kind", "object_id", "-id"], name="field_change_of")]},
        ),
        # Existing entries keep no step: a default in the same statement would rewrite the whole journal.
        migrations.AddField("entry", "step", models.UUIDField(null=True, editable=False)),
        migrations.AlterField("entry", "step", models.UUIDField(null=True, editable=False, db_default=models.Func(function="goodword_step"))),
        migrations.RunSQL(HISTORY, GONE),
    ]
