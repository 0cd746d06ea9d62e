"""The walls: an append-only journal, and usage limits that no code path can break (docs/adr: limits kept by the database)."""

from django.db import migrations

APPEND_ONLY = """
create function goodword_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger append_only before update or delete on goodword_entry for each row execute function goodword_append_only();
create trigger append_only_all before truncate on goodword_entry for each statement execute function goodword_append_only();
create trigger append_only before update or delete on goodword_subject for each row execute function goodword_append_only();
create trigger append_only_all before truncate on goodword_subject for each statement execute function goodword_append_only();
create trigger append_only before update or delete on goodword_ledgermove for each row execute function goodword_append_only();
create trigger append_only_all before truncate on goodword_ledgermove for each statement execute function goodword_append_only();
create trigger keeps_all before delete on goodword_ledgerentry for each row execute function goodword_append_only();
create trigger keeps_all_rows before truncate on goodword_ledgerentry for each statement execute function goodword_append_only();
"""

PERIOD = """
create function goodword_usage_period(planned date, period text, every int, first_month int) returns daterange
language sql immutable as $$
  select case when period = 'days' then daterange(planned, planned + every)
    else daterange(
      (date_trunc('month', planned) - make_interval(months => mod(extract(month from planned)::int - first_month + 12, 3)))::date,
      (date_trunc('month', planned) - make_interval(months => mod(extract(month from planned)::int - first_month + 12, 3))
        + make_interval(months => 3 * every))::date)
    end
$$;

create function goodword_greatest_overlap(wanted daterange, taken daterange[]) returns int language sql immutable as $$
  select coalesce(max(n), 0)::int from (
    select (select count(*) from unnest(taken) t where t @> p.day) as n
    from (select lower(wanted) as day
          union select lower(t) from unnest(taken) t where lower(t) > lower(wanted) and lower(t) < upper(wanted)) p) q
$$;
"""

WALL = """
create function goodword_ledger_wall() returns trigger language plpgsql as $$
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

create trigger ledger_wall before insert or update on goodword_ledgerentry for each row execute function goodword_ledger_wall();

create function goodword_ledger_history() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into goodword_ledgermove (at, entry_id, holder_id, family, kind, from_on, to_on, released_at)
    values (now(), new.id, new.holder_id, new.family, new.kind, new.from_on, new.to_on, new.released_at);
  return null;
end $$;

create trigger ledger_history after insert or update on goodword_ledgerentry for each row execute function goodword_ledger_history();
"""


class Migration(migrations.Migration):
    """Walls."""

    dependencies = [("goodword", "0001_tables")]
    operations = [
        migrations.RunSQL(APPEND_ONLY, migrations.RunSQL.noop),
        migrations.RunSQL(PERIOD, migrations.RunSQL.noop),
        migrations.RunSQL(WALL, migrations.RunSQL.noop),
    ]
