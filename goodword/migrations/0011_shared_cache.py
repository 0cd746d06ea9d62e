"""What every process has to know of the others: used one-time codes and the sign-in limits."""

from django.db import migrations

CACHE = """
create table goodword_cache (
    cache_key varchar(255) primary key,
    value text not null,
    expires timestamp with time zone not null
);
create index goodword_cache_expires on goodword_cache (expires);
"""


class Migration(migrations.Migration):
    """The table of Django's database cache."""

    dependencies = [("goodword", "0010_sizes_known")]
    operations = [migrations.RunSQL(CACHE, "drop table goodword_cache")]
