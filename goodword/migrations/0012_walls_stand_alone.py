"""The walls look only at the tables of this schema, whatever the session puts in front of them; more of an entry stays as it was."""

from django.db import migrations

# A temporary table of the same name comes first in every session unless the path of the function says otherwise.
PATHS = """
do $$
declare
  wall regprocedure;
begin
  for wall in select p.oid::regprocedure from pg_proc p
      where p.pronamespace = current_schema()::regnamespace and p.proname like 'goodword\\_%' and p.prokind = 'f'
        and (p.prorettype = 'trigger'::regtype or p.prosecdef) loop
    execute format('alter function %s set search_path = pg_catalog, %I, pg_temp', wall, current_schema());
  end loop;
end $$;
"""

CONSTANT = """
create function goodword_ledger_constant() returns trigger language plpgsql as $$
begin
  raise exception 'an entry keeps what it was made for' using errcode = 'restrict_violation', constraint = 'ledger_constant';
end $$;

create trigger ledger_constant before update on goodword_ledgerentry for each row
  when (new.id <> old.id or new.effort <> old.effort or new.activity_type <> old.activity_type or new.created_at <> old.created_at
    or new.circle_id is distinct from old.circle_id)
  execute function goodword_ledger_constant();
"""
GONE = "drop trigger ledger_constant on goodword_ledgerentry; drop function goodword_ledger_constant();"

# The sums beside the ledger are written by their trigger alone (site/roles.py takes the right from the web role).
SUMMARY = "alter function goodword_ledger_summary() security definer;"


class Migration(migrations.Migration):
    """Walls stand alone."""

    dependencies = [("goodword", "0011_shared_cache")]
    operations = [
        migrations.RunSQL(CONSTANT, GONE),
        migrations.RunSQL(SUMMARY, "alter function goodword_ledger_summary() security invoker;"),
        migrations.RunSQL(PATHS, migrations.RunSQL.noop),
    ]
