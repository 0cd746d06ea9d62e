"""How many customers there are of each industry, segment, region and standing, kept beside them, and the orders of their list."""

from django.db import migrations, models

# A line says "so many more of this kind"; the sum over the lines of a kind is how many there are. Lines are only added, so that
# nobody waits for another's, and folded into one a kind now and then.
TALLY = """
create function goodword_tally_accounts() returns trigger language plpgsql security definer as $$
begin
  if tg_op = 'UPDATE' then
    insert into goodword_accounttally (industry, segment, region_id, standing, accounts)
      select kind.industry, kind.segment, kind.region_id, coalesce(m.standing, ''), sum(kind.more)
      from old_rows o join new_rows n on n.id = o.id
      left join goodword_member m on m.account_id = n.id
      cross join lateral (values (o.industry, o.segment, o.region_id, -1), (n.industry, n.segment, n.region_id, 1))
        kind (industry, segment, region_id, more)
      where (o.industry, o.segment, o.region_id) is distinct from (n.industry, n.segment, n.region_id)
      group by 1, 2, 3, 4 having sum(kind.more) <> 0;
  elsif tg_op = 'INSERT' then
    insert into goodword_accounttally (industry, segment, region_id, standing, accounts)
      select industry, segment, region_id, '', count(*) from new_rows group by 1, 2, 3;
  else
    insert into goodword_accounttally (industry, segment, region_id, standing, accounts)
      select o.industry, o.segment, o.region_id, coalesce(m.standing, ''), -count(*)
      from old_rows o left join goodword_member m on m.account_id = o.id group by 1, 2, 3, 4;
  end if;
  return null;
end $$;

create function goodword_tally_members() returns trigger language plpgsql security definer as $$
begin
  -- The account is locked first, so that neither of two at once counts by what the other is about to change.
  if tg_op = 'INSERT' then
    perform from goodword_account where id in (select account_id from new_rows) order by id for no key update;
    insert into goodword_accounttally (industry, segment, region_id, standing, accounts)
      select a.industry, a.segment, a.region_id, kind.standing, sum(kind.more)
      from new_rows n join goodword_account a on a.id = n.account_id
      cross join lateral (values ('', -1), (n.standing, 1)) kind (standing, more) group by 1, 2, 3, 4;
  elsif tg_op = 'DELETE' then
    perform from goodword_account where id in (select account_id from old_rows) order by id for no key update;
    insert into goodword_accounttally (industry, segment, region_id, standing, accounts)
      select a.industry, a.segment, a.region_id, kind.standing, sum(kind.more)
      from old_rows o join goodword_account a on a.id = o.account_id
      cross join lateral (values ('', 1), (o.standing, -1)) kind (standing, more) group by 1, 2, 3, 4;
  else
    perform from goodword_account where id in (
        select unnest(array[o.account_id, n.account_id]) from old_rows o join new_rows n on n.id = o.id
        where (o.standing, o.account_id) is distinct from (n.standing, n.account_id)
      ) order by id for no key update;
    insert into goodword_accounttally (industry, segment, region_id, standing, accounts)
      select a.industry, a.segment, a.region_id, kind.standing, sum(kind.more)
      from old_rows o join new_rows n on n.id = o.id
      cross join lateral (values (o.account_id, o.standing, -1), (o.account_id, '', 1), (n.account_id, '', -1), (n.account_id, n.standing, 1))
        kind (account_id, standing, more)
      join goodword_account a on a.id = kind.account_id
      where (o.standing, o.account_id) is distinct from (n.standing, n.account_id)
      group by 1, 2, 3, 4 having sum(kind.more) <> 0;
  end if;
  return null;
end $$;

create trigger tally_insert after insert on goodword_account
  referencing new table as new_rows for each statement execute function goodword_tally_accounts();
create trigger tally_update after update on goodword_account
  referencing old table as old_rows new table as new_rows for each statement execute function goodword_tally_accounts();
create trigger tally_delete after delete on goodword_account
  referencing old table as old_rows for each statement execute function goodword_tally_accounts();
create trigger tally_insert after insert on goodword_member
  referencing new table as new_rows for each statement execute function goodword_tally_members();
create trigger tally_update after update on goodword_member
  referencing old table as old_rows new table as new_rows for each statement execute function goodword_tally_members();
create trigger tally_delete after delete on goodword_member
  referencing old table as old_rows for each statement execute function goodword_tally_members();

create function goodword_tally_fold() returns bigint language plpgsql security definer as $$
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

insert into goodword_accounttally (industry, segment, region_id, standing, accounts)
  select a.industry, a.segment, a.region_id, coalesce(m.standing, ''), count(*)
  from goodword_account a left join goodword_member m on m.account_id = a.id group by 1, 2, 3, 4;
"""
GONE = """
drop trigger tally_insert on goodword_account;
drop trigger tally_update on goodword_account;
drop trigger tally_delete on goodword_account;
drop trigger tally_insert on goodword_member;
drop trigger tally_update on goodword_member;
drop trigger tally_delete on goodword_member;
drop function goodword_tally_accounts();
drop function goodword_tally_members();
drop function goodword_tally_fold();
"""

# As in 0012: the functions look at the tables of this schema, whatever a session puts in front of them.
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

# Which kinds go together: without it the planner walks a hundred thousand names for a combination that hardly anybody has.
TOGETHER = "create statistics account_kinds (mcv, dependencies) on industry, segment, region_id from goodword_account"


class Migration(migrations.Migration):
    """Tally."""

    dependencies = [("goodword", "0012_walls_stand_alone")]
    operations = [
        migrations.CreateModel(
            name="AccountTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("industry", models.CharField(max_length=60)),
                ("segment", models.CharField(max_length=60)),
                ("region_id", models.BigIntegerField(null=True)),
                ("standing", models.CharField(max_length=12)),
                ("accounts", models.BigIntegerField()),
            ],
        ),
        migrations.AddIndex("account", models.Index(fields=["industry", "search_name", "id"], name="account_by_industry")),
        migrations.AddIndex("account", models.Index(fields=["segment", "search_name", "id"], name="account_by_segment")),
        migrations.AddIndex("account", models.Index(fields=["renewal_on", "search_name", "id"], name="account_by_renewal")),
        migrations.RunSQL(TOGETHER, "drop statistics account_kinds"),
        migrations.RunSQL(TALLY, GONE),
        migrations.RunSQL(PATHS, migrations.RunSQL.noop),
    ]
