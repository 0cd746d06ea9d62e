"""A step is the transaction's own: nobody chooses it, so no change can be laid at the door of somebody who did something else."""

from django.db import migrations

# The number of a transaction alone begins anew in another cluster, after a restore.
STEP = """
create or replace function goodword_step() returns uuid language sql stable parallel restricted as $$
  select md5(pg_current_xact_id()::text || ' ' || extract(epoch from now())::text)::uuid
$$;
"""
BEFORE = """
create or replace function goodword_step() returns uuid language plpgsql volatile as $$
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
KEEP = """
create function goodword_entry_step() returns trigger language plpgsql as $$
begin
  new.step := goodword_step();
  return new;
end $$;

create trigger own_step before insert on goodword_entry for each row
  when (new.step is distinct from goodword_step()) execute function goodword_entry_step();

do $$
begin
  execute format('alter function goodword_entry_step() set search_path = pg_catalog, %I, pg_temp', current_schema());
end $$;
"""
GONE = "drop trigger own_step on goodword_entry; drop function goodword_entry_step();"


class Migration(migrations.Migration):
    """Steps of their own."""

    dependencies = [("goodword", "0016_field_history")]
    operations = [migrations.RunSQL(STEP, BEFORE), migrations.RunSQL(KEEP, GONE)]
