"""Two rows of one company, or of one person, become one; the ledger goes with them, and follows a family of companies that changes."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import goodword.kernel.sql

# Who counts for an account: itself, or the top of its family of companies, as the program says.
TOP = """
create function goodword_ledger_top(account bigint) returns bigint language plpgsql stable as $$
declare
  top bigint := account;
  above bigint;
begin
  if coalesce((select max(ledger_holder) from goodword_program), 'account') = 'parent' then
    for hop in 1 .. 10 loop
      select parent_id into above from goodword_account where id = top;
      exit when above is null;
      top := above;
    end loop;
  end if;
  return top;
end $$;

create function goodword_lock_holders(holders bigint[]) returns void language plpgsql as $$
declare
  each bigint;
begin
  for each in select distinct h from unnest(holders) h where h is not null order by h loop
    insert into goodword_ledgerholder (holder_id, taken) values (each, 1)
      on conflict (holder_id) do update set taken = goodword_ledgerholder.taken + 1;
  end loop;
end $$;

-- Entries move only inside the functions below, which say so while they run and have the rights of the tables' owner.
create function goodword_ledger_moves(ledger oid) returns boolean language sql stable as $$
  select coalesce(current_setting('goodword.moves', true), '') = 'yes'
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = ledger)
$$;
"""
NO_TOP = """
drop function goodword_ledger_moves(oid);
drop function goodword_lock_holders(bigint[]);
drop function goodword_ledger_top(bigint);
"""

BODY = """
  if new.kind = 'ask' then
    new.planned_on := new.asked_on;
  end if;
  new.from_on := new.planned_on;
  new.to_on := new.planned_on + 1;
  {lock}
  for rule in select * from goodword_limitinforce l
      where l.family = new.family and (l.holder_id is null or l.holder_id in (new.holder_id, new.account_id))
      order by l.holder_id nulls last loop
    select goodword_greatest_overlap(
        goodword_usage_period(new.planned_on, rule.period, rule.every, house.first_month),
        coalesce(array_agg(case when rule.holder_id is null then daterange(e.from_on, e.to_on)
          else goodword_usage_period(e.planned_on, rule.period, rule.every, house.first_month) end), '{{}}'))
      into busiest from goodword_ledgerentry e
      where e.family = new.family and e.released_at is null and e.id is distinct from new.id
        and case when rule.holder_id is null then e.holder_id = new.holder_id
                 else e.holder_id = rule.holder_id or e.account_id = rule.holder_id end;
    if busiest >= rule.most and new.recorded then
      new.over_limit := true;
    elsif busiest >= rule.most then
      raise exception 'the usage limit for this family is reached' using errcode = 'exclusion_violation', constraint = 'ledger_limit',
        detail = json_build_object('family', new.family, 'own', rule.holder_id is not null, 'most', rule.most)::text;
    end if;
    if rule.holder_id is null then
      new.from_on := lower(goodword_usage_period(new.planned_on, rule.period, rule.every, house.first_month));
      new.to_on := upper(goodword_usage_period(new.planned_on, rule.period, rule.every, house.first_month));
    end if;
  end loop;
  return new;
end $$;
"""
HEAD = """
create or replace function goodword_ledger_wall() returns trigger language plpgsql as $$
declare
  house record;
  rule record;
  {also} bigint;
  busiest int;
begin
  select coalesce(max(fiscal_first_month), 1) as first_month, coalesce(max(ledger_holder), 'account') as holder
    into house from goodword_program;
  if tg_op = 'UPDATE' then
    {moves}if new.account_id <> old.account_id or new.family <> old.family then
      raise exception 'an entry keeps its account and family' using errcode = 'restrict_violation', constraint = 'ledger_account_stays';
    end if;
    if old.kind = 'ask' and old.unsent and new.kind = 'hold' and new.released_at is null then
      new.holder_id := old.holder_id;
      new.planned_on := old.planned_on;
      new.from_on := old.from_on;
      new.to_on := old.to_on;
      new.asked_on := null;
      new.unsent := false;
      return new;
    end if;
    if old.kind = 'ask' and (new.kind <> 'ask' or new.planned_on <> old.planned_on or new.asked_on is distinct from old.asked_on
        or new.released_at is not null or (new.unsent and not old.unsent)) then
      raise exception 'an ask keeps its place' using errcode = 'restrict_violation', constraint = 'ledger_ask_stays';
    end if;
    if old.released_at is not null then
      raise exception 'a released place is taken by a new entry' using errcode = 'restrict_violation', constraint = 'ledger_released';
    end if;
    new.holder_id := old.holder_id;
    if new.kind = 'ask' then
      new.planned_on := new.asked_on;
    end if;
    if new.released_at is not null or new.planned_on = old.planned_on then
      new.from_on := old.from_on;
      new.to_on := old.to_on;
      return new;
    end if;
  else
    if new.recorded and (new.kind <> 'ask' or new.unsent or new.released_at is not null
        or current_user <> (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid)
        or new.asked_on >= (now() at time zone coalesce((select max(time_zone) from goodword_program), 'UTC'))::date) then
      raise exception 'only asks of days that are over are recorded afterwards'
        using errcode = 'restrict_violation', constraint = 'ledger_recorded';
    end if;
    new.over_limit := false;
    {holder}
  end if;
"""
MOVES = """if goodword_ledger_moves(tg_relid) then
      if to_jsonb(new) - array['account_id', 'holder_id', 'contact_id', 'over_limit']
          <> to_jsonb(old) - array['account_id', 'holder_id', 'contact_id', 'over_limit'] then
        raise exception 'an entry that moves stays what it is' using errcode = 'restrict_violation', constraint = 'ledger_constant';
      end if;
      return new;
    end if;
    """
# The lock of the holder may have been waited for while the family of companies changed: then the new top is locked as well.
LOCK = """loop
    perform goodword_lock_holders(array[new.holder_id]);
    seen := new.holder_id;
    if tg_op = 'INSERT' then
      new.holder_id := goodword_ledger_top(new.account_id);
    else
      select holder_id into new.holder_id from goodword_ledgerentry where id = new.id;
    end if;
    exit when new.holder_id = seen;
  end loop;"""
BEFORE_LOCK = """insert into goodword_ledgerholder (holder_id, taken) values (new.holder_id, 1)
    on conflict (holder_id) do update set taken = goodword_ledgerholder.taken + 1;"""
BEFORE_HOLDER = """new.holder_id := new.account_id;
    if house.holder = 'parent' then
      for hop in 1 .. 10 loop
        select parent_id into parent from goodword_account where id = new.holder_id;
        exit when parent is null;
        new.holder_id := parent;
      end loop;
    end if;"""
WALL = HEAD.format(also="seen", moves=MOVES, holder="new.holder_id := goodword_ledger_top(new.account_id);") + BODY.format(lock=LOCK)
BEFORE = HEAD.format(also="parent", moves="", holder=BEFORE_HOLDER) + BODY.format(lock=BEFORE_LOCK)

CONSTANT = """
create or replace function goodword_ledger_constant() returns trigger language plpgsql as $$
begin
  if goodword_ledger_moves(tg_relid) then
    return new;
  end if;
  raise exception 'an entry keeps what it was made for' using errcode = 'restrict_violation', constraint = 'ledger_constant';
end $$;
"""
CONSTANT_BEFORE = """
create or replace function goodword_ledger_constant() returns trigger language plpgsql as $$
begin
  raise exception 'an entry keeps what it was made for' using errcode = 'restrict_violation', constraint = 'ledger_constant';
end $$;
"""

# A company that gets another parent takes its places along, and so does everybody below it. Whoever asks at the same moment waits.
FAMILIES = """
create function goodword_ledger_regroup(accounts bigint[]) returns bigint language plpgsql as $$
declare
  moved bigint;
begin
  perform goodword_lock_holders(array(
    select holder_id from goodword_ledgerentry where account_id = any(accounts)
    union select goodword_ledger_top(a) from unnest(accounts) a));
  update goodword_ledgerentry e set holder_id = t.top from (select a, goodword_ledger_top(a) as top from unnest(accounts) a) t
    where e.account_id = t.a and e.holder_id <> t.top;
  get diagnostics moved = row_count;
  return moved;
end $$;

create function goodword_family_moves() returns trigger language plpgsql security definer as $$
declare
  changed bigint[];
  tops bigint[];
begin
  if coalesce((select max(ledger_holder) from goodword_program), 'account') <> 'parent' then
    return null;
  end if;
  select array_agg(n.id), array_agg(goodword_ledger_top(coalesce(o.parent_id, o.id))) into changed, tops
    from old_rows o join new_rows n on n.id = o.id where n.parent_id is distinct from o.parent_id;
  if changed is null then
    return null;
  end if;
  perform goodword_lock_holders(tops || array(select goodword_ledger_top(a) from unnest(changed) a) || changed);
  perform set_config('goodword.moves', 'yes', true);
  perform goodword_ledger_regroup(array(
    with recursive below (id) as (
      select unnest(changed) union select a.id from goodword_account a join below b on a.parent_id = b.id)
    select id from below));
  perform set_config('goodword.moves', '', true);
  return null;
end $$;

create trigger family_moves after update on goodword_account referencing old table as old_rows new table as new_rows
  for each statement execute function goodword_family_moves();

create function goodword_holder_changes() returns trigger language plpgsql security definer as $$
begin
  perform set_config('goodword.moves', 'yes', true);
  lock table goodword_ledgerholder in exclusive mode;
  update goodword_ledgerentry e set holder_id = t.top
    from (select account_id, goodword_ledger_top(account_id) as top from goodword_ledgerentry group by account_id) t
    where e.account_id = t.account_id and e.holder_id <> t.top;
  perform set_config('goodword.moves', '', true);
  return null;
end $$;

create trigger holder_changes after update on goodword_program for each row
  when (old.ledger_holder <> new.ledger_holder) execute function goodword_holder_changes();
"""
NO_FAMILIES = """
drop trigger holder_changes on goodword_program;
drop function goodword_holder_changes();
drop trigger family_moves on goodword_account;
drop function goodword_family_moves();
drop function goodword_ledger_regroup(bigint[]);
"""

# Which places are over a limit when all of these holders are one: for each rule, a place that finds `most` earlier ones beside it.
OVER = """
create function goodword_over_together(holders bigint[]) returns setof bigint language sql stable as $$
  with house as (select coalesce(max(fiscal_first_month), 1) as first_month from goodword_program),
  places as (
    select e.id, e.planned_on, l.id as rule, l.most, case when l.holder_id is null then daterange(e.from_on, e.to_on)
        else goodword_usage_period(e.planned_on, l.period, l.every, h.first_month) end as days
    from goodword_ledgerentry e cross join house h join goodword_limitinforce l on l.family = e.family
      and (l.holder_id is null or l.holder_id = any(holders))
    where (e.holder_id = any(holders) or e.account_id = any(holders)) and e.released_at is null
  )
  select distinct p.id from places p
    where goodword_greatest_overlap(p.days, array(select q.days from places q where q.rule = p.rule
      and (q.planned_on, q.id) < (p.planned_on, p.id))) >= p.most
$$;
"""

MERGE = """
create function goodword_merge_ledger(merge bigint, gone bigint, kept bigint) returns bigint language plpgsql security definer as $$
declare
  over bigint[];
begin
  perform set_config('goodword.moves', 'yes', true);
  if gone = kept then
    raise exception 'an account is not merged with itself' using errcode = 'restrict_violation', constraint = 'merge_needs_two';
  end if;
  perform goodword_lock_holders(array[gone, kept, goodword_ledger_top(gone), goodword_ledger_top(kept)]
    || array(select holder_id from goodword_ledgerentry where account_id in (gone, kept)));
  over := array(
    select o from goodword_over_together(array[gone, kept, goodword_ledger_top(gone), goodword_ledger_top(kept)]) o
    except select o from goodword_over_together(array[gone, goodword_ledger_top(gone)]) o
    except select o from goodword_over_together(array[kept, goodword_ledger_top(kept)]) o
    except select id from goodword_ledgerentry where over_limit);
  insert into goodword_ledgermerged (merge_id, entry_id, came, flagged)
    select merge, id, account_id = gone, id = any(over) from goodword_ledgerentry where account_id = gone or id = any(over);
  update goodword_ledgerentry set account_id = case when account_id = gone then kept else account_id end,
      holder_id = case when account_id = gone then goodword_ledger_top(kept) else holder_id end, over_limit = over_limit or id = any(over)
    where account_id = gone or id = any(over);
  perform goodword_ledger_sum(kept);
  delete from goodword_account where id = gone;
  perform set_config('goodword.moves', '', true);
  return coalesce(cardinality(over), 0);
end $$;

create function goodword_split_ledger(merge bigint, gone bigint, kept bigint) returns bigint language plpgsql security definer as $$
declare
  back bigint;
begin
  perform set_config('goodword.moves', 'yes', true);
  perform goodword_lock_holders(array[gone, kept, goodword_ledger_top(gone), goodword_ledger_top(kept)]);
  update goodword_ledgerentry e set account_id = case when m.came then gone else e.account_id end,
      holder_id = case when m.came then goodword_ledger_top(gone) else e.holder_id end,
      over_limit = e.over_limit and not m.flagged
    from goodword_ledgermerged m where m.merge_id = merge and m.entry_id = e.id and (e.account_id = kept or not m.came);
  get diagnostics back = row_count;
  delete from goodword_ledgermerged where merge_id = merge;
  perform goodword_ledger_sum(gone);
  perform goodword_ledger_sum(kept);
  perform set_config('goodword.moves', '', true);
  return back;
end $$;

create function goodword_ledger_sum(account bigint) returns void language plpgsql as $$
begin
  insert into goodword_ledgersummary (account_id)
    select account_id from goodword_ledgerentry where account_id = account and kind = 'ask' limit 1 on conflict do nothing;
  perform from goodword_ledgersummary where account_id = account for update;
  update goodword_ledgersummary set (last_asked_on, answered, accepted) = (
      select max(asked_on), count(*) filter (where answer <> ''), count(*) filter (where answer = 'accepted')
      from goodword_ledgerentry where account_id = account and kind = 'ask')
    where account_id = account;
end $$;

create function goodword_move_contact(entries bigint[], gone bigint, kept bigint) returns bigint[] language plpgsql security definer as $$
declare
  moved bigint[];
begin
  perform set_config('goodword.moves', 'yes', true);
  with changed as (update goodword_ledgerentry set contact_id = kept
      where contact_id = gone and (entries is null or id = any(entries)) returning id)
    select coalesce(array_agg(id order by id), '{}') into moved from changed;
  perform set_config('goodword.moves', '', true);
  return moved;
end $$;
"""
NO_MERGE = """
drop function goodword_move_contact(bigint[], bigint, bigint);
drop function goodword_split_ledger(bigint, bigint, bigint);
drop function goodword_merge_ledger(bigint, bigint, bigint);
drop function goodword_ledger_sum(bigint);
"""

# As in 0012 the functions look at the tables of this schema.
PATHS = """
do $$
declare
  each regprocedure;
begin
  for each in select p.oid::regprocedure from pg_proc p
      where p.pronamespace = current_schema()::regnamespace and p.proname in ('goodword_ledger_wall', 'goodword_ledger_constant',
        'goodword_ledger_top', 'goodword_lock_holders', 'goodword_ledger_moves', 'goodword_ledger_regroup', 'goodword_family_moves',
        'goodword_holder_changes', 'goodword_over_together', 'goodword_merge_ledger', 'goodword_split_ledger', 'goodword_ledger_sum',
        'goodword_move_contact') loop
    execute format('alter function %s set search_path = pg_catalog, %I, pg_temp', each, current_schema());
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    """Merges."""

    dependencies = [("goodword", "0030_own_page")]
    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("account", "company"), ("contact", "person")], max_length=10)),
                ("gone_id", models.BigIntegerField()),
                ("kept_id", models.BigIntegerField()),
                ("now_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=300)),
                (
                    "search_name",
                    models.GeneratedField(
                        db_persist=True, expression=goodword.kernel.sql.Fold(models.F("name")), output_field=models.TextField()
                    ),
                ),
                ("number", models.PositiveIntegerField(null=True)),
                ("source", models.CharField(blank=True, default="", max_length=60)),
                ("external_id", models.CharField(blank=True, default="", max_length=120)),
                ("email", models.EmailField(blank=True, default="", max_length=254)),
                ("country", models.CharField(blank=True, default="", max_length=2)),
                ("was", models.JSONField(default=dict)),
                ("changed", models.JSONField(default=dict)),
                ("moved", models.JSONField(default=dict)),
                ("removed", models.JSONField(default=list)),
                ("over", models.PositiveIntegerField(default=0)),
                ("merged_at", models.DateTimeField()),
                ("until", models.DateField()),
                ("split_at", models.DateTimeField(null=True)),
                (
                    "merged_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("split_at", None)), fields=["kind", "now_id"], name="merge_into"),
                    models.Index(condition=models.Q(("split_at", None)), fields=["kind", "search_name"], name="merge_by_name"),
                    django.contrib.postgres.indexes.GinIndex(goodword.kernel.sql.Near(models.F("search_name")), name="merge_name_near"),
                ],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("split_at", None)), fields=("kind", "gone_id"), name="merged_once"),
                    models.CheckConstraint(condition=models.Q(("gone_id", models.F("kept_id")), _negated=True), name="merge_needs_two"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerMerged",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("merge_id", models.BigIntegerField()),
                ("entry_id", models.BigIntegerField()),
                ("came", models.BooleanField()),
                ("flagged", models.BooleanField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("merge_id", "entry_id"), name="entry_merged_once")]},
        ),
        migrations.RunSQL(migrations.RunSQL.noop, PATHS),
        migrations.RunSQL(TOP, NO_TOP),
        migrations.RunSQL(WALL, BEFORE),
        migrations.RunSQL(CONSTANT, CONSTANT_BEFORE),
        migrations.RunSQL(FAMILIES, NO_FAMILIES),
        migrations.RunSQL(OVER, "drop function goodword_over_together(bigint[])"),
        migrations.RunSQL(MERGE, NO_MERGE),
        migrations.RunSQL(PATHS, migrations.RunSQL.noop),
    ]
