"""Campaigns: what, when and where, who spoke, and their field history."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import goodword.kernel.sql
from goodword.kernel.together import Together

# The function of 0023, with campaigns.
WATCH = """
create or replace function goodword_watch_fields() returns void language plpgsql as $$
declare
  wanted record;
  pieces text;
begin
  for wanted in select * from (values ('goodword_account', 'account'), ('goodword_contact', 'contact'),
      ('goodword_member', 'member'), ('goodword_opportunity', 'opportunity'){more}) w (named, noun) loop
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
"""
CAMPAIGN = ", ('goodword_campaign', 'campaign')"
TRIGGER = """
select goodword_watch_fields();
create trigger field_history after update on goodword_campaign referencing old table as old_rows new table as new_rows
  for each statement execute function goodword_campaign_history();
"""
GONE = "drop trigger field_history on goodword_campaign; drop function goodword_campaign_history();"
LISTS = [
    ("industry", "Industry"),
    ("segment", "Segment"),
    ("tier", "Product tier"),
    ("use_case", "Use case"),
    ("competitor", "Competitor replaced"),
    ("persona", "Persona"),
    ("deal_stage", "Deal stage"),
    ("tag", "Tag"),
    ("campaign_kind", "Kind of campaign"),
]
FOLDED = goodword.kernel.sql.Fold(models.F("name"))
LIKE = django.contrib.postgres.indexes.OpClass(models.F("search_name"), name="gin_trgm_ops")
NEAR = goodword.kernel.sql.Near(models.F("search_name"))
ENDS = models.Q(ended_on=None) | models.Q(held_on__isnull=False, ended_on__gte=models.F("held_on"))


def to(model, name):
    """A row of another table that this one goes with."""
    return models.ForeignKey(to=f"goodword.{model}", on_delete=django.db.models.deletion.CASCADE, related_name=name)


def maybe(model, name):
    """A row of another table that may go without it."""
    gone = django.db.models.deletion.SET_NULL
    return models.ForeignKey(to=f"goodword.{model}", on_delete=gone, related_name=name, null=True, blank=True)


class Migration(migrations.Migration):
    """Campaigns."""

    dependencies = [("goodword", "0025_customer_texts")]
    operations = [
        Together(
            [
                migrations.AlterField("listitem", "kind", models.CharField(choices=LISTS, max_length=20)),
                migrations.AddField("campaign", "kind", models.CharField(blank=True, default="", max_length=60)),
                migrations.AddField("campaign", "ended_on", models.DateField(blank=True, null=True)),
                migrations.AddField("campaign", "city", models.CharField(blank=True, default="", max_length=120)),
                migrations.AddField("campaign", "country", models.CharField(blank=True, default="", max_length=2)),
                migrations.AddField("campaign", "region", maybe("region", "campaigns")),
                migrations.AddField("campaign", "recording", models.CharField(blank=True, default="", max_length=500)),
                migrations.AddField("campaign", "unmapped", models.JSONField(blank=True, default=dict)),
                migrations.AddField(
                    "campaign",
                    "created_at",
                    models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
                    preserve_default=False,
                ),
                migrations.AddField("campaign", "updated_at", models.DateTimeField(auto_now=True)),
                migrations.AddField(
                    "campaign", "search_name", models.GeneratedField(db_persist=True, expression=FOLDED, output_field=models.TextField())
                ),
                migrations.AddIndex("campaign", django.contrib.postgres.indexes.GinIndex(LIKE, name="campaign_name_trgm")),
                migrations.AddIndex("campaign", django.contrib.postgres.indexes.GinIndex(NEAR, name="campaign_name_near")),
                migrations.AddIndex("campaign", models.Index(fields=["-held_on", "-id"], name="campaign_by_day")),
                migrations.AddConstraint("campaign", models.CheckConstraint(condition=~models.Q(name=""), name="campaign_has_a_name")),
                migrations.AddConstraint("campaign", models.CheckConstraint(condition=ENDS, name="campaign_ends_after_it_begins")),
                migrations.CreateModel(
                    name="CampaignSpeaker",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("campaign", to("campaign", "speakers")),
                        ("account", to("account", "spoke_at")),
                        ("contact", maybe("contact", "spoke_at")),
                        ("brought_by", models.BigIntegerField(blank=True, null=True)),
                        ("created_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("campaign", "account", "contact"), name="speaker_once")],
                        "indexes": [
                            models.Index(condition=models.Q(brought_by__isnull=False), fields=["brought_by"], name="speaker_brought_by"),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(WATCH.replace("{more}", CAMPAIGN), WATCH.replace("{more}", "")),
        migrations.RunSQL(TRIGGER, GONE),
    ]
