"""Asks made before Goodword take their place in the ledger. What happened cannot be refused: those over a limit are kept and flagged."""

from django.db import migrations, models

BEFORE = """
create or replace function goodword_ledger_wall() returns trigger language plpgsql as $$
declare
  house record;
  rule record;
  parent bigint;
  busiest int;
begin
  select coalesce(max(fiscal_first_month), 1) as first_month, coalesce(max(ledger_holder), 'account') as holder into house from goodword_program;
  if tg_op = 'UPDATE' then
    if new.account_id <> old.account_id or new.family <> old.family then
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
    new.holder_id := new.account_id;
    if house.holder = 'parent' then
      for hop in 1 .. 10 loop
        select parent_id into parent from goodword_account where id = new.holder_id;
        exit when parent is null;
        new.holder_id := parent;
      end loop;
    end if;
  end if;
  if new.kind = 'ask' then
    new.planned_on := new.asked_on;
  end if;
  new.from_on := new.planned_on;
  new.to_on := new.planned_on + 1;
  insert into goodword_ledgerholder (holder_id, taken) values (new.holder_id, 1)
    on conflict (holder_id) do update set taken = goodword_ledgerholder.taken + 1;
  for rule in select * from goodword_limitinforce l
      where l.family = new.family and (l.holder_id is null or l.holder_id in (new.holder_id, new.account_id)) order by l.holder_id nulls last loop
    select goodword_greatest_overlap(
        goodword_usage_period(new.planned_on, rule.period, rule.every, house.first_month),
        coalesce(array_agg(case when rule.holder_id is null then daterange(e.from_on, e.to_on)
          else goodword_usage_period(e.planned_on, rule.period, rule.every, house.first_month) end), '{}'))
      into busiest from goodword_ledgerentry e
      where e.family = new.family and e.released_at is null and e.id is distinct from new.id
        and case when rule.holder_id is null then e.holder_id = new.holder_id
                 else e.holder_id = rule.holder_id or e.account_id = rule.holder_id end;
    if busiest >= rule.most then
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

# An insert that says so itself is refused: only the function below, with the owner's rights, records what is over.
WALL = """
create or replace function goodword_ledger_wall() returns trigger language plpgsql as $$
declare
  house record;
  rule record;
  parent bigint;
  busiest int;
begin
  select coalesce(max(fiscal_first_month), 1) as first_month, coalesce(max(ledger_holder), 'account') as holder into house from goodword_program;
  if tg_op = 'UPDATE' then
    if new.account_id <> old.account_id or new.family <> old.family then
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
      raise exception 'only asks of days that are over are recorded afterwards' using errcode = 'restrict_violation', constraint = 'ledger_recorded';
    end if;
    new.over_limit := false;
    new.holder_id := new.account_id;
    if house.holder = 'parent' then
      for hop in 1 .. 10 loop
        select parent_id into parent from goodword_account where id = new.holder_id;
        exit when parent is null;
        new.holder_id := parent;
      end loop;
    end if;
  end if;
  if new.kind = 'ask' then
    new.planned_on := new.asked_on;
  end if;
  new.from_on := new.planned_on;
  new.to_on := new.planned_on + 1;
  insert into goodword_ledgerholder (holder_id, taken) values (new.holder_id, 1)
    on conflict (holder_id) do update set taken = goodword_ledgerholder.taken + 1;
  for rule in select * from goodword_limitinforce l
      where l.family = new.family and (l.holder_id is null or l.holder_id in (new.holder_id, new.account_id)) order by l.holder_id nulls last loop
    select goodword_greatest_overlap(
        goodword_usage_period(new.planned_on, rule.period, rule.every, house.first_month),
        coalesce(array_agg(case when rule.holder_id is null then daterange(e.from_on, e.to_on)
          else goodword_usage_period(e.planned_on, rule.period, rule.every, house.first_month) end), '{}'))
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

CONSTANT = """
drop trigger ledger_constant on goodword_ledgerentry;
create trigger ledger_constant before update on goodword_ledgerentry for each row
  when (new.id <> old.id or new.effort <> old.effort or new.activity_type <> old.activity_type or new.created_at <> old.created_at
    or new.circle_id is distinct from old.circle_id or new.recorded <> old.recorded or new.over_limit <> old.over_limit)
  execute function goodword_ledger_constant();
"""
AS_BEFORE = """
drop trigger ledger_constant on goodword_ledgerentry;
create trigger ledger_constant before update on goodword_ledgerentry for each row
  when (new.id <> old.id or new.effort <> old.effort or new.activity_type <> old.activity_type or new.created_at <> old.created_at
    or new.circle_id is distinct from old.circle_id)
  execute function goodword_ledger_constant();
"""

RECORD = """
create function goodword_record_past_asks(ids bigint[], accounts bigint[], contacts bigint[], families text[], activities text[], days date[],
    answers text[], efforts int[], at timestamptz) returns void language sql security definer as $$
  insert into goodword_ledgerentry (id, holder_id, account_id, contact_id, family, activity_type, kind, from_on, to_on, planned_on, asked_on,
      effort, answer, recorded, created_at)
    select id, account, account, contact, family, activity, 'ask', day, day + 1, day, day, effort, answer, true, at
    from unnest(ids, accounts, contacts, families, activities, days, answers, efforts) with ordinality
      u (id, account, contact, family, activity, day, answer, effort, nth)
    order by day, nth
$$;
"""
GONE = "drop function goodword_record_past_asks(bigint[], bigint[], bigint[], text[], text[], date[], text[], int[], timestamptz);"

# A function that is replaced forgets which schema it looks at.
PATHS = """
do $$
declare
  each regprocedure;
begin
  for each in select p.oid::regprocedure from pg_proc p
      where p.pronamespace = current_schema()::regnamespace and p.proname in ('goodword_ledger_wall', 'goodword_record_past_asks') loop
    execute format('alter function %s set search_path = pg_catalog, %I, pg_temp', each, current_schema());
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    """Past asks."""

    dependencies = [("goodword", "0017_steps_of_their_own")]
    operations = [
        migrations.AddField("ledgerentry", "recorded", models.BooleanField(default=False, db_default=False)),
        migrations.AddField("ledgerentry", "over_limit", models.BooleanField(default=False, db_default=False)),
        migrations.RunSQL(migrations.RunSQL.noop, PATHS),
        migrations.RunSQL(WALL, BEFORE),
        migrations.RunSQL(CONSTANT, AS_BEFORE),
        migrations.RunSQL(RECORD, GONE),
        migrations.RunSQL(PATHS, migrations.RunSQL.noop),
    ]
