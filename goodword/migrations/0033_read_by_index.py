"""Lists of deals and requests, their figures, and the values that are on no list, each by an index of its own."""

from django.db import migrations, models

CUSTOMERS = """
create index opportunity_by_name on goodword_opportunity (search_name, id);
create index opportunity_by_stage on goodword_opportunity (stage, search_name, id);
create index opportunity_by_close on goodword_opportunity (close_on, search_name, id);
create index opportunity_unmapped on goodword_opportunity (source) where unmapped <> '{}';
create index account_unmapped on goodword_account (source) where unmapped <> '{}';
create index contact_persona on goodword_contact (persona, source) where persona <> '';
"""
GONE = """
drop index opportunity_by_name, opportunity_by_stage, opportunity_by_close, opportunity_unmapped, account_unmapped, contact_persona;
"""


class Migration(migrations.Migration):
    """Read by index."""

    dependencies = [("goodword", "0032_saved_filters")]
    operations = [
        migrations.RunSQL(CUSTOMERS, GONE),
        migrations.AddIndex("referencerequest", models.Index(fields=["state"], include=("circle", "requester"), name="request_seen")),
    ]
