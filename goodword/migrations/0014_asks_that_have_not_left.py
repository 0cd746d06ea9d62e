"""An ask whose mail has not left may become a hold again: then nobody was asked. Once it has left it keeps its place, as ever."""

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
    if old.kind = 'ask' and (new.kind <> 'ask' or new.planned_on <> old.planned_on or new.asked_on <> old.asked_on
        or new.family <> old.family or new.account_id <> old.account_id or new.released_at is not null) then
      raise exception 'an ask keeps its place' using errcode = 'restrict_violation', constraint = 'ledger_ask_stays';
    end if;
    if old.released_at is not null then
      raise exception 'a released place is taken by a new entry' using errcode = 'restrict_violation', constraint = 'ledger_released';
    end if;
    if new.account_id <> old.account_id or new.family <> old.family then
      raise exception 'an entry keeps its account and family' using errcode = 'restrict_violation', constraint = 'ledger_account_stays';
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

# What was never asked is not the last time somebody was asked. The sums are locked first, so that two of one account add up.
SUMS = """
create function goodword_ledger_unasked() returns trigger language plpgsql security definer as $$
declare
  last date;
begin
  perform 1 from goodword_ledgersummary where account_id = new.account_id for update;
  select max(asked_on) into last from goodword_ledgerentry where account_id = new.account_id and kind = 'ask';
  if last is null then
    delete from goodword_ledgersummary where account_id = new.account_id;
  else
    update goodword_ledgersummary set last_asked_on = last where account_id = new.account_id;
  end if;
  return null;
end $$;

create trigger ledger_unasked after update on goodword_ledgerentry
  for each row when (old.kind = 'ask' and new.kind = 'hold') execute function goodword_ledger_unasked();
"""
GONE = "drop trigger ledger_unasked on goodword_ledgerentry; drop function goodword_ledger_unasked();"

# A function that is replaced forgets which schema it looks at.
PATHS = """
do $$
declare
  wall regprocedure;
begin
  for wall in select p.oid::regprocedure from pg_proc p
      where p.pronamespace = current_schema()::regnamespace and p.proname in ('goodword_ledger_wall', 'goodword_ledger_unasked') and p.prokind = 'f' loop
    execute format('alter function %s set search_path = pg_catalog, %I, pg_temp', wall, current_schema());
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    """Asks that have not left."""

    dependencies = [("goodword", "0013_tally")]
    operations = [
        migrations.AddField("ledgerentry", "unsent", models.BooleanField(default=False, db_default=False)),
        migrations.AddConstraint(
            "ledgerentry",
            models.CheckConstraint(
                condition=models.Q(unsent=False) | models.Q(kind="ask", answer=""), name="only_an_open_ask_is_unsent"
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, PATHS),
        migrations.RunSQL(WALL, BEFORE),
        migrations.RunSQL(SUMS, GONE),
        migrations.RunSQL(PATHS, migrations.RunSQL.noop),
    ]
