"""While a big list comes in, the planner is told of the columns that lists and imports go by.

What the indexes of names make of each name (`goodword_near`) is left to PostgreSQL's own sweep: gathering that took ten times as long
as all the rest.
"""

from django.db import migrations

SIZES = """
create or replace function goodword_know_sizes(kind text) returns void language plpgsql security definer as $$
begin
  if kind = 'accounts' then
    analyze goodword_account
      (search_name, source, external_id, country, state, industry, segment, region_id, owner_id, parent_id, renewal_on);
  elsif kind = 'contacts' then
    analyze goodword_contact (search_name, source, external_id, account_id, email);
  elsif kind = 'opportunities' then
    analyze goodword_opportunity (search_name, source, external_id, account_id, owner_id, stage, close_on);
  end if;
end $$;

do $$
begin
  execute format('alter function goodword_know_sizes(text) set search_path = pg_catalog, %I, pg_temp', current_schema());
end $$;
"""


class Migration(migrations.Migration):
    """Sizes of columns."""

    dependencies = [("goodword", "0036_changes_of_many")]
    operations = [migrations.RunSQL(SIZES, migrations.RunSQL.noop)]
