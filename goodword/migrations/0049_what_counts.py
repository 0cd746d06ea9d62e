"""What counts: a policy may give back the place of an ask that was declined, or of what did not take place. And a place has the days that
the limit in force gives it, not those of the limit it was taken under: a longer period stops the next ask at once, a shorter one frees it.
"""

from django.db import migrations, models

# Open holds and open asks always keep their place.
KEEPS = """
create function goodword_keeps_place(counts text, kind text, answer text, missed boolean) returns boolean language sql immutable as $$
  select counts = 'asked' or kind = 'hold' or (answer not in ('declined', 'no_answer') and (counts = 'accepted' or not missed))
$$;
"""
NO_KEEPS = "drop function goodword_keeps_place(text, text, text, boolean);"
LIMIT = """
create or replace function goodword_ledger_limit(house bigint, top bigint, wanted_family text, planned date, own_entry bigint,
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
  for rule in select l.holder_id, l.most, l.period, l.every, l.counts from goodword_limitinforce l
      where l.family = wanted_family and (l.holder_id is null or l.holder_id in (top, house))
      order by l.holder_id nulls last loop
    span := goodword_usage_period(planned, rule.period, rule.every, first_month);
    if rule.holder_id is null then
      from_on := lower(span);
      to_on := upper(span);
      select array_agg(q.period) into taken from (
          select goodword_usage_period(e.planned_on, rule.period, rule.every, first_month) as period from goodword_ledgerentry e
            where e.holder_id = top and e.family = wanted_family and e.released_at is null and e.id is distinct from own_entry
              and e.planned_on < upper(span) and goodword_keeps_place(rule.counts, e.kind, e.answer, e.missed)) q
        where q.period && span;
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
LIMIT_BEFORE = """
create or replace function goodword_ledger_limit(house bigint, top bigint, wanted_family text, planned date, own_entry bigint,
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
OVER = """
create or replace function goodword_over_together(holders bigint[]) returns setof bigint language sql stable as $$
  with house as (select coalesce(max(fiscal_first_month), 1) as first_month from goodword_program),
  places as (
    select e.id, e.planned_on, l.id as rule, l.most, goodword_usage_period(e.planned_on, l.period, l.every, h.first_month) as days
    from goodword_ledgerentry e cross join house h join goodword_limitinforce l on l.family = e.family
      and (l.holder_id is null or l.holder_id = any(holders))
    where (e.holder_id = any(holders) or e.account_id = any(holders)) and e.released_at is null
      and (l.holder_id is not null or goodword_keeps_place(l.counts, e.kind, e.answer, e.missed))
  )
  select distinct p.id from places p
    where goodword_greatest_overlap(p.days, array(select q.days from places q where q.rule = p.rule
      and (q.planned_on, q.id) < (p.planned_on, p.id))) >= p.most
$$;
"""
OVER_BEFORE = """
create or replace function goodword_over_together(holders bigint[]) returns setof bigint language sql stable as $$
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
# An ask that takes its place again (a missed call gets another time) cannot be refused any more: over the limit it is flagged.
WALL = """
create or replace function goodword_ledger_wall() returns trigger language plpgsql as $$
declare
  verdict record;
  seen bigint;
begin
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
    if old.kind = 'ask' and new.kind = 'ask' and exists (select 1 from goodword_limitinforce l where l.family = new.family and l.holder_id is null
        and not goodword_keeps_place(l.counts, old.kind, old.answer, old.missed)
        and goodword_keeps_place(l.counts, new.kind, new.answer, new.missed)) then
      perform goodword_lock_holders(array[old.holder_id]);
      if (select l.reached and not l.own from goodword_ledger_limit(new.account_id, old.holder_id, new.family, new.planned_on, new.id) l) then
        new.over_limit := true;
      end if;
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
WALL_BEFORE = """
create or replace function goodword_ledger_wall() returns trigger language plpgsql as $$
declare
  verdict record;
  seen bigint;
begin
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

# A function that is replaced forgets which schema it looks at.
PATHS = """
do $$
declare
  wall regprocedure;
begin
  for wall in select p.oid::regprocedure from pg_proc p
      where p.pronamespace = current_schema()::regnamespace and p.proname in ('goodword_ledger_wall', 'goodword_over_together') loop
    execute format('alter function %s set search_path = pg_catalog, %I, pg_temp', wall, current_schema());
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    """What counts."""

    dependencies = [("goodword", "0048_events_prepared")]
    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, PATHS),
        migrations.AddField("limitinforce", "counts", models.CharField(default="asked", db_default="asked", max_length=10)),
        migrations.AddField("ledgerentry", "missed", models.BooleanField(default=False, db_default=False)),
        migrations.AddIndex(
            "ledgerentry",
            models.Index(fields=["family", "planned_on"], include=["holder"], condition=models.Q(released_at=None), name="ledger_planned"),
        ),
        migrations.RunSQL(KEEPS, NO_KEEPS),
        migrations.RunSQL(LIMIT, LIMIT_BEFORE),
        migrations.RunSQL(OVER, OVER_BEFORE),
        migrations.RunSQL(WALL, WALL_BEFORE),
        migrations.RunSQL(PATHS, migrations.RunSQL.noop),
    ]
