"""What the program has set has a stamp that is new whenever any of it is: pages keep lists, regions and policies for as long as it stands."""

from typing import Final

import django.contrib.postgres.functions
from django.db import migrations, models

SET: Final = ("goodword_listitem", "goodword_region", "goodword_policyversion")

STAMP: Final = """
create function goodword_settled() returns trigger language plpgsql security definer as $$
begin
  insert into goodword_settled (id) values (1) on conflict (id) do update set stamp = default;
  return null;
end $$;

do $$
begin
  execute format('alter function goodword_settled() set search_path = pg_catalog, %I, pg_temp', current_schema());
end $$;

insert into goodword_settled (id) values (1);
"""
WATCH: Final = "\n".join(
    f"create trigger settled after insert or update or delete or truncate on {table} for each statement execute function goodword_settled();"
    for table in SET
)
GONE: Final = "\n".join(f"drop trigger settled on {table};" for table in SET) + "\ndrop function goodword_settled();"


class Migration(migrations.Migration):
    """The stamp, and who renews it."""

    dependencies = [("goodword", "0037_sizes_of_columns")]
    operations = [
        migrations.CreateModel(
            name="Settled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stamp", models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False)),
            ],
        ),
        migrations.RunSQL(STAMP + WATCH, GONE),
    ]
