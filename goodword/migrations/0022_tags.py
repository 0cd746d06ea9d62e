"""Tags of accounts, how many customers wear each, and a field history that knows them."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

# As the tally of 0013, with a line for each tag that a customer wears. Whoever wears none costs nothing. The triggers come after
# those of 0013 by their names, because the one on members locks the accounts first.
TALLY = """
create function goodword_tally_tags_accounts() returns trigger language plpgsql security definer as $$
begin
  if tg_op = 'UPDATE' then
    insert into goodword_tagtally (tag, industry, segment, region_id, standing, accounts)
      select worn.tag, kind.industry, kind.segment, kind.region_id, coalesce(m.standing, ''), sum(kind.more)
      from old_rows o join new_rows n on n.id = o.id
      left join goodword_member m on m.account_id = n.id
      cross join lateral (values (o.industry, o.segment, o.region_id, o.tags, -1), (n.industry, n.segment, n.region_id, n.tags, 1))
        kind (industry, segment, region_id, tags, more)
      cross join lateral unnest(kind.tags) worn (tag)
      where (o.industry, o.segment, o.region_id, o.tags) is distinct from (n.industry, n.segment, n.region_id, n.tags)
      group by 1, 2, 3, 4, 5 having sum(kind.more) <> 0;
  elsif tg_op = 'INSERT' then
    insert into goodword_tagtally (tag, industry, segment, region_id, standing, accounts)
      select worn.tag, n.industry, n.segment, n.region_id, '', count(*)
      from new_rows n cross join lateral unnest(n.tags) worn (tag) group by 1, 2, 3, 4;
  else
    insert into goodword_tagtally (tag, industry, segment, region_id, standing, accounts)
      select worn.tag, o.industry, o.segment, o.region_id, coalesce(m.standing, ''), -count(*)
      from old_rows o cross join lateral unnest(o.tags) worn (tag)
      left join goodword_member m on m.account_id = o.id group by 1, 2, 3, 4, 5;
  end if;
  return null;
end $$;

create function goodword_tally_tags_members() returns trigger language plpgsql security definer as $$
begin
  if tg_op = 'INSERT' then
    insert into goodword_tagtally (tag, industry, segment, region_id, standing, accounts)
      select worn.tag, a.industry, a.segment, a.region_id, kind.standing, sum(kind.more)
      from new_rows n join goodword_account a on a.id = n.account_id cross join lateral unnest(a.tags) worn (tag)
      cross join lateral (values ('', -1), (n.standing, 1)) kind (standing, more) group by 1, 2, 3, 4, 5;
  elsif tg_op = 'DELETE' then
    insert into goodword_tagtally (tag, industry, segment, region_id, standing, accounts)
      select worn.tag, a.industry, a.segment, a.region_id, kind.standing, sum(kind.more)
      from old_rows o join goodword_account a on a.id = o.account_id cross join lateral unnest(a.tags) worn (tag)
      cross join lateral (values ('', 1), (o.standing, -1)) kind (standing, more) group by 1, 2, 3, 4, 5;
  else
    insert into goodword_tagtally (tag, industry, segment, region_id, standing, accounts)
      select worn.tag, a.industry, a.segment, a.region_id, kind.standing, sum(kind.more)
      from old_rows o join new_rows n on n.id = o.id
      cross join lateral (values (o.account_id, o.standing, -1), (o.account_id, '', 1), (n.account_id, '', -1), (n.account_id, n.standing, 1))
        kind (account_id, standing, more)
      join goodword_account a on a.id = kind.account_id cross join lateral unnest(a.tags) worn (tag)
      where (o.standing, o.account_id) is distinct from (n.standing, n.account_id)
      group by 1, 2, 3, 4, 5 having sum(kind.more) <> 0;
  end if;
  return null;
end $$;

create trigger tallytags_insert after insert on goodword_account
  referencing new table as new_rows for each statement execute function goodword_tally_tags_accounts();
create trigger tallytags_update after update on goodword_account
  referencing old table as old_rows new table as new_rows for each statement execute function goodword_tally_tags_accounts();
create trigger tallytags_delete after delete on goodword_account
  referencing old table as old_rows for each statement execute function goodword_tally_tags_accounts();
create trigger tallytags_insert after insert on goodword_member
  referencing new table as new_rows for each statement execute function goodword_tally_tags_members();
create trigger tallytags_update after update on goodword_member
  referencing old table as old_rows new table as new_rows for each statement execute function goodword_tally_tags_members();
create trigger tallytags_delete after delete on goodword_member
  referencing old table as old_rows for each statement execute function goodword_tally_tags_members();
"""
GONE = """
drop trigger tallytags_insert on goodword_account;
drop trigger tallytags_update on goodword_account;
drop trigger tallytags_delete on goodword_account;
drop trigger tallytags_insert on goodword_member;
drop trigger tallytags_update on goodword_member;
drop trigger tallytags_delete on goodword_member;
drop function goodword_tally_tags_accounts();
drop function goodword_tally_tags_members();
"""
FOLD = """
create or replace function goodword_tally_fold() returns bigint language plpgsql security definer as $$
declare
  folded bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('goodword_tally_fold')) then
    return 0;
  end if;
  with gone as (delete from goodword_accounttally returning industry, segment, region_id, standing, accounts),
    put as (insert into goodword_accounttally (industry, segment, region_id, standing, accounts)
      select industry, segment, region_id, standing, sum(accounts) from gone group by 1, 2, 3, 4 having sum(accounts) <> 0)
  select count(*) into folded from gone;
  with gone as (delete from goodword_tagtally returning tag, industry, segment, region_id, standing, accounts)
  insert into goodword_tagtally (tag, industry, segment, region_id, standing, accounts)
    select tag, industry, segment, region_id, standing, sum(accounts) from gone group by 1, 2, 3, 4, 5 having sum(accounts) <> 0;
  return folded;
end $$;
"""
FOLD_BEFORE = """
create or replace function goodword_tally_fold() returns bigint language plpgsql security definer as $$
declare
  folded bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('goodword_tally_fold')) then
    return 0;
  end if;
  with gone as (delete from goodword_accounttally returning industry, segment, region_id, standing, accounts),
    put as (insert into goodword_accounttally (industry, segment, region_id, standing, accounts)
      select industry, segment, region_id, standing, sum(accounts) from gone group by 1, 2, 3, 4 having sum(accounts) <> 0)
  select count(*) into folded from gone;
  return folded;
end $$;
"""
# As in 0012 and 0013: a function that is replaced has lost its path.
PATHS = """
do $$
declare
  each regprocedure;
begin
  for each in select p.oid::regprocedure from pg_proc p
      where p.pronamespace = current_schema()::regnamespace and p.proname like 'goodword\\_tally\\_%' loop
    execute format('alter function %s set search_path = pg_catalog, %I, pg_temp', each, current_schema());
  end loop;
end $$;
"""
# The function of 0016 for accounts, made anew from the columns that there are now.
HISTORY = """
do $$
declare
  pieces text;
begin
  select string_agg(format('select %L as field, to_jsonb(o.%I) as before, to_jsonb(n.%I) as after where o.%I is distinct from n.%I',
      attname, attname, attname, attname, attname), ' union all ' order by attnum)
    into pieces from pg_attribute
    where attrelid = 'goodword_account'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      and attname not in ('id', 'created_at', 'updated_at', 'standing_at', 'unmapped');
  execute format($f$
    create or replace function goodword_account_history() returns trigger
      language plpgsql security definer set search_path = pg_catalog, %1$I, pg_temp as $t$
    begin
      insert into goodword_fieldchange (step, at, kind, object_id, field, before, after)
        select goodword_step(), now(), 'account', n.id, f.field, f.before, f.after
        from old_rows o join new_rows n on n.id = o.id cross join lateral (%2$s) f;
      return null;
    end $t$
  $f$, current_schema(), pieces);
end $$;
"""
KINDS = [
    ("industry", "Industry"),
    ("segment", "Segment"),
    ("tier", "Product tier"),
    ("use_case", "Use case"),
    ("competitor", "Competitor replaced"),
    ("persona", "Persona"),
    ("deal_stage", "Deal stage"),
    ("tag", "Tag"),
]


class Migration(migrations.Migration):
    """Tags."""

    dependencies = [("goodword", "0021_retention")]
    operations = [
        # On the way back, when the column is gone.
        migrations.RunSQL(migrations.RunSQL.noop, HISTORY),
        migrations.AlterField("listitem", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.AddField(
            "account",
            "tags",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddIndex("account", django.contrib.postgres.indexes.GinIndex(fields=["tags"], name="account_tags")),
        migrations.CreateModel(
            name="TagTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tag", models.CharField(max_length=60)),
                ("industry", models.CharField(max_length=60)),
                ("segment", models.CharField(max_length=60)),
                ("region_id", models.BigIntegerField(null=True)),
                ("standing", models.CharField(max_length=12)),
                ("accounts", models.BigIntegerField()),
            ],
            options={"indexes": [models.Index(fields=["tag"], name="tag_tally_of")]},
        ),
        migrations.RunSQL(TALLY, GONE),
        migrations.RunSQL(FOLD, FOLD_BEFORE),
        migrations.RunSQL(PATHS, PATHS),
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
    ]
