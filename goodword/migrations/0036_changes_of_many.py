"""What follows a change of many rows takes as long as the rows are many, whatever was changed before on the same connection.

PostgreSQL keeps the plan of a trigger's statement. One that was made when a single row changed compared, for ten thousand, each with each.
So no statement pairs the rows before with the rows after, where they only have to be counted or told apart; the field history, which has
to pair them, does it by hashing; and what stands beside a row is looked up by its index, also when the plan is from a day with three customers.
"""

from django.db import migrations

# Minus one for each row as it was, plus one for each as it is: what did not change comes to nothing.
TALLY = """
create or replace function goodword_tally_accounts() returns trigger language plpgsql security definer as $$
begin
  if tg_op = 'UPDATE' then
    insert into goodword_accounttally (industry, segment, region_id, standing, accounts)
      select kind.industry, kind.segment, kind.region_id, coalesce(m.standing, ''), sum(kind.more)
      from (select id, industry, segment, region_id, -1 as more from old_rows
        union all select id, industry, segment, region_id, 1 from new_rows) kind
      left join goodword_member m on m.account_id = kind.id
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

create or replace function goodword_tally_members() returns trigger language plpgsql security definer as $$
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
        select account_id from (select id, account_id, standing from old_rows except select id, account_id, standing from new_rows) was
        union select account_id from (select id, account_id, standing from new_rows except select id, account_id, standing from old_rows) is_now
      ) order by id for no key update;
    insert into goodword_accounttally (industry, segment, region_id, standing, accounts)
      select a.industry, a.segment, a.region_id, kind.standing, sum(kind.more)
      from (select account_id, standing, -1 as more from old_rows union all select account_id, '', 1 from old_rows
        union all select account_id, '', -1 from new_rows union all select account_id, standing, 1 from new_rows) kind
      cross join lateral (select * from goodword_account where id = kind.account_id offset 0) a
      group by 1, 2, 3, 4 having sum(kind.more) <> 0;
  end if;
  return null;
end $$;
"""

TAGS = """
create or replace function goodword_tally_tags_accounts() returns trigger language plpgsql security definer as $$
begin
  if tg_op = 'UPDATE' then
    insert into goodword_tagtally (tag, industry, segment, region_id, standing, accounts)
      select worn.tag, kind.industry, kind.segment, kind.region_id, coalesce(m.standing, ''), sum(kind.more)
      from (select id, industry, segment, region_id, tags, -1 as more from old_rows
        union all select id, industry, segment, region_id, tags, 1 from new_rows) kind
      cross join lateral unnest(kind.tags) worn (tag)
      left join goodword_member m on m.account_id = kind.id
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

create or replace function goodword_tally_tags_members() returns trigger language plpgsql security definer as $$
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
      from (select account_id, standing, -1 as more from old_rows union all select account_id, '', 1 from old_rows
        union all select account_id, '', -1 from new_rows union all select account_id, standing, 1 from new_rows) kind
      cross join lateral (select * from goodword_account where id = kind.account_id offset 0) a cross join lateral unnest(a.tags) worn (tag)
      group by 1, 2, 3, 4, 5 having sum(kind.more) <> 0;
  end if;
  return null;
end $$;
"""

# The others keep their bodies; only the statement that paired the rows is another.
TOLD_APART = """
do $$
declare
  wanted record;
  body text;
begin
  for wanted in select * from (values
    ('goodword_reach',
      'from old_rows o join new_rows n on n.id = o.id cross join lateral (values (o.account_id), (n.account_id)) a (id)
      where o.account_id <> n.account_id
        or goodword_reach_of((o.*)::goodword_contact) is distinct from goodword_reach_of((n.*)::goodword_contact)',
      'from (select account_id from (
          select id, account_id, goodword_reach_of((o.*)::goodword_contact) from old_rows o
          except select id, account_id, goodword_reach_of((n.*)::goodword_contact) from new_rows n) was
        union select account_id from (
          select id, account_id, goodword_reach_of((n.*)::goodword_contact) from new_rows n
          except select id, account_id, goodword_reach_of((o.*)::goodword_contact) from old_rows o) is_now) a (id)'),
    ('goodword_family_moves',
      'select array_agg(n.id), array_agg(goodword_ledger_top(coalesce(o.parent_id, o.id))) into changed, tops
    from old_rows o join new_rows n on n.id = o.id where n.parent_id is distinct from o.parent_id;',
      'changed := (select array_agg(id) from (select id, parent_id from new_rows except select id, parent_id from old_rows) moved);
  tops := (select array_agg(goodword_ledger_top(coalesce(o.parent_id, o.id))) from old_rows o where o.id = any (changed));')
  ) w (named, before, after) loop
    body := pg_get_functiondef(wanted.named::regproc);
    if position(wanted.before in body) = 0 then
      raise exception '% is not as it was', wanted.named;
    end if;
    execute replace(body, wanted.before, wanted.after);
  end loop;
end $$;
"""

HISTORY = """
do $$
declare
  body text := pg_get_functiondef('goodword_watch_fields'::regproc);
  before text := 'set search_path = pg_catalog, %4$I, pg_temp as $t$';
begin
  if position(before in body) = 0 then
    raise exception 'goodword_watch_fields is not as it was';
  end if;
  execute replace(body, before, 'set search_path = pg_catalog, %4$I, pg_temp set enable_nestloop = off as $t$');
end $$;
select goodword_watch_fields();
"""

PATHS = """
do $$
declare
  each regprocedure;
begin
  for each in select p.oid::regprocedure from pg_proc p where p.pronamespace = current_schema()::regnamespace
      and p.proname in ('goodword_tally_accounts', 'goodword_tally_members', 'goodword_tally_tags_accounts', 'goodword_tally_tags_members') loop
    execute format('alter function %s set search_path = pg_catalog, %I, pg_temp', each, current_schema());
    execute format('alter function %s set enable_seqscan = off', each);
  end loop;
  alter function goodword_reach() set enable_seqscan = off;
end $$;
"""


class Migration(migrations.Migration):
    """Changes of many."""

    dependencies = [("goodword", "0035_take_in_one")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (TALLY, TAGS, TOLD_APART, HISTORY, PATHS)]
