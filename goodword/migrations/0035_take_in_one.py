"""A place is taken in one statement, which looks before it writes; the look and the wall count by the same function."""

from django.db import migrations

# As a time without a zone the month is immutable, so that the planner can put the function into the statement that calls it.
PERIOD = """
create or replace function goodword_usage_period(planned date, period text, every int, first_month int) returns daterange
language sql immutable as $$
  select case when period = 'days' then daterange(planned, planned + every)
    else daterange(
      (date_trunc('month', planned::timestamp) - make_interval(months => mod(extract(month from planned)::int - first_month + 12, 3))
      )::date,
      (date_trunc('month', planned::timestamp) - make_interval(months => mod(extract(month from planned)::int - first_month + 12, 3))
        + make_interval(months => 3 * every))::date)
    end
$$;
"""
PERIOD_BEFORE = PERIOD.replace("planned::timestamp", "planned")

# Stable: everything it reads it reads at one moment, that of the statement which asks. Fewer entries than the limit cannot reach it
# together, so the greatest overlap is looked for only when there are as many.
LIMIT = """
create function goodword_ledger_limit(house bigint, top bigint, wanted_family text, planned date, own_entry bigint,
  out reached boolean, out own boolean, out most int, out from_on date, out to_on date) language plpgsql stable as $$
declare
  first_month int := coalesce((select max(fiscal_first_month) from goodword_program), 1);
  rule record;
  span daterange;
  taken daterange[];
begin
  reached := false;
  from_on := planned;
  to_on := planned + 1;
  for rule in select l.holder_id, l.most, l.period, l.every from goodword_limitinforce l
      where l.family = wanted_family and (l.holder_id is null or l.holder_id in (top, house))
      order by l.holder_id nulls last loop
    span := goodword_usage_period(planned, rule.period, rule.every, first_month);
    if rule.holder_id is null then
      from_on := lower(span);
      to_on := upper(span);
      select array_agg(daterange(e.from_on, e.to_on)) into taken from goodword_ledgerentry e
        where e.holder_id = top and e.family = wanted_family and e.released_at is null and e.to_on > lower(span) and e.from_on < upper(span)
          and e.id is distinct from own_entry;
    else
      select array_agg(q.period) into taken from (
          select goodword_usage_period(e.planned_on, rule.period, rule.every, first_month) as period from goodword_ledgerentry e
            where (e.holder_id = rule.holder_id or e.account_id = rule.holder_id) and e.family = wanted_family and e.released_at is null
              and e.id is distinct from own_entry) q
        where q.period && span;
    end if;
    continue when reached or coalesce(cardinality(taken), 0) < rule.most;
    if rule.most <= 1 or goodword_greatest_overlap(span, taken) >= rule.most then
      reached := true;
      own := rule.holder_id is not null;
      most := rule.most;
    end if;
  end loop;
end $$;
"""
# A place that is already taken is refused without a write and without waiting for anybody; whoever finds it free still meets the wall.
TAKE = """
create function goodword_take_hold(house bigint, whom bigint, circle bigint, wanted_family text, activity text, planned date, weight int,
  until timestamptz, at timestamptz) returns setof goodword_ledgerentry language plpgsql as $$
declare
  broken text;
begin
  if (select l.reached from goodword_ledger_limit(house, goodword_ledger_top(house), wanted_family, planned, null) l) then
    return;
  end if;
  begin
    return query insert into goodword_ledgerentry
        (holder_id, account_id, contact_id, circle_id, family, activity_type, kind,
         from_on, to_on, planned_on, effort, expires_at, created_at)
      values (house, house, whom, circle, wanted_family, activity, 'hold', planned, planned + 1, planned, weight, until, at)
      returning *;
  exception when exclusion_violation then
    get stacked diagnostics broken = constraint_name;
    if broken is distinct from 'ledger_limit' then
      raise;
    end if;
  end;
end $$;
"""
NO_TAKE = """
drop function goodword_take_hold(bigint, bigint, bigint, text, text, date, int, timestamptz, timestamptz);
drop function goodword_ledger_limit(bigint, bigint, text, date, bigint);
"""
MAY = """
  if tg_op = 'UPDATE' then
    if goodword_ledger_moves(tg_relid) then
      if to_jsonb(new) - array['account_id', 'holder_id', 'contact_id', 'over_limit']
          <> to_jsonb(old) - array['account_id', 'holder_id', 'contact_id', 'over_limit'] then
        raise exception 'an entry that moves stays what it is' using errcode = 'restrict_violation', constraint = 'ledger_constant';
      end if;
      return new;
    end if;
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
      raise exception 'only asks of days that are over are recorded afterwards'
        using errcode = 'restrict_violation', constraint = 'ledger_recorded';
    end if;
    new.over_limit := false;
    new.holder_id := goodword_ledger_top(new.account_id);
  end if;

  if new.kind = 'ask' then
    new.planned_on := new.asked_on;
  end if;
"""
LOCK = """
  loop
    perform goodword_lock_holders(array[new.holder_id]);
    seen := new.holder_id;
    if tg_op = 'INSERT' then
      new.holder_id := goodword_ledger_top(new.account_id);
    else
      select holder_id into new.holder_id from goodword_ledgerentry where id = new.id;
    end if;
    exit when new.holder_id = seen;
  end loop;
"""
START = """
create or replace function goodword_ledger_wall() returns trigger language plpgsql as $$
declare
  verdict record;
  seen bigint;
begin
"""
END = """
  select * into verdict from goodword_ledger_limit(new.account_id, new.holder_id, new.family, new.planned_on, new.id);
  new.from_on := verdict.from_on;
  new.to_on := verdict.to_on;
  if verdict.reached and new.recorded then
    new.over_limit := true;
  elsif verdict.reached then
    raise exception 'the usage limit for this family is reached' using errcode = 'exclusion_violation', constraint = 'ledger_limit',
      detail = json_build_object('family', new.family, 'own', verdict.own, 'most', verdict.most)::text;
  end if;
  return new;
end $$;
"""
START_BEFORE = """
create or replace function goodword_ledger_wall() returns trigger language plpgsql as $$
declare
  house record;
  rule record;
  seen bigint;
  busiest int;
begin
  select coalesce(max(fiscal_first_month), 1) as first_month, coalesce(max(ledger_holder), 'account') as holder
    into house from goodword_program;
"""
PERIOD_UNKNOWN = """
  new.from_on := new.planned_on;
  new.to_on := new.planned_on + 1;
"""
END_BEFORE = """
  for rule in select * from goodword_limitinforce l
      where l.family = new.family and (l.holder_id is null or l.holder_id in (new.holder_id, new.account_id))
      order by l.holder_id nulls last loop
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
WALL = START + MAY + LOCK + END
WALL_BEFORE = START_BEFORE + MAY + PERIOD_UNKNOWN + LOCK + END_BEFORE

# A function that is replaced forgets which schema it looks at.
PATHS = """
do $$
declare
  wall regprocedure;
begin
  for wall in select p.oid::regprocedure from pg_proc p
      where p.pronamespace = current_schema()::regnamespace and p.proname = 'goodword_ledger_wall' loop
    execute format('alter function %s set search_path = pg_catalog, %I, pg_temp', wall, current_schema());
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    """Take in one."""

    dependencies = [("goodword", "0034_walls_of_merging")]
    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, PATHS),
        migrations.RunSQL(PERIOD, PERIOD_BEFORE),
        migrations.RunSQL(LIMIT + TAKE, NO_TAKE),
        migrations.RunSQL(WALL, WALL_BEFORE),
        migrations.RunSQL(PATHS, migrations.RunSQL.noop),
    ]
