"""The folding of names finds its dictionary whatever the search path: while a dump is read back there is none."""

from django.db import migrations

FOLD = """
do $$
declare
  place text := (select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'unaccent');
begin
  execute format(
    'create or replace function goodword_fold(text) returns text language sql immutable parallel safe strict as %L',
    format(' select lower(%1$s.unaccent(%2$L::regdictionary, $1)) ', place, place || '.unaccent'));
end $$;
"""


class Migration(migrations.Migration):
    """Fold anywhere."""

    dependencies = [("goodword", "0014_asks_that_have_not_left")]
    operations = [migrations.RunSQL(FOLD, migrations.RunSQL.noop)]
