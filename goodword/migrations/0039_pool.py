"""One narrow row for each member, so that a search reads neither accounts nor the ledger of a hundred thousand."""

import django.contrib.postgres.fields
from django.db import migrations, models

# Each column belongs to one row of another table, and whoever writes that row writes it here: nothing is computed from two rows, so
# that of two at once neither writes down what the other is about to change. Only a new member is put together from three, and all
# three are locked for it. What joins the rows before with those after is executed as text: a trigger keeps the plan of its first change,
# and a plan for one row takes minutes for ten thousand. Kinds of help are bits, in the order of ActivityType; '*' (reach) is all of them.
POOL = """
create function goodword_type_bits(types text[]) returns integer language sql immutable as $$
  select coalesce(bit_or(case when t = '*' then 131071 else 1 << array_position(array['sales_call', 'analyst_call', 'press_interview',
    'event_talk', 'webinar', 'podcast', 'panel', 'site_visit', 'advisory_board', 'case_study', 'blog', 'video', 'quote', 'anecdote',
    'logo', 'survey', 'peer_review'], t) - 1 end), 0) from unnest(types) t
$$;

create function goodword_agreed_bits(m goodword_member) returns integer language sql immutable as $$
  select case when m.standing not in ('retired', 'declined')
    then goodword_type_bits(m.agreed_types::text[]) & ~goodword_type_bits(m.refused_types::text[]) else 0 end
$$;

create function goodword_pool_accounts() returns trigger language plpgsql security definer as $$
declare
  changed bigint[];
begin
  execute $q$select array_agg(n.id) from old_rows o join new_rows n on n.id = o.id
    where (o.search_name, o.industry, o.region_id, o.country, o.segment, o.tier, o.seats, o.use_cases, o.competitors_replaced, o.tech_stack,
        o.stages_used, o.health = 'poor', o.escalated_on is null, o.do_not_contact, o.blocked_prospects = '{}')
      is distinct from (n.search_name, n.industry, n.region_id, n.country, n.segment, n.tier, n.seats, n.use_cases, n.competitors_replaced,
        n.tech_stack, n.stages_used, n.health = 'poor', n.escalated_on is null, n.do_not_contact, n.blocked_prospects = '{}')$q$ into changed;
  if changed is null then
    return null;
  end if;
  perform from goodword_poolmember where account_id = any (changed) order by account_id for update;
  execute $q$update goodword_poolmember p set (search_name, industry, region_id, country, segment, tier, seats, use_cases, competitors_replaced,
      tech_stack, stages_used, in_poor_health, is_closed, is_guarded) = (n.search_name, n.industry, n.region_id, n.country, n.segment, n.tier,
      n.seats, n.use_cases, n.competitors_replaced, n.tech_stack, n.stages_used, n.health = 'poor',
      n.do_not_contact or n.escalated_on is not null, n.blocked_prospects <> '{}')
    from new_rows n where n.id = any ($1) and p.account_id = n.id$q$ using changed;
  return null;
end $$;

create function goodword_pool_members() returns trigger language plpgsql security definer as $$
declare
  added bigint[];
  changed bigint[];
begin
  if tg_op = 'DELETE' then
    delete from goodword_poolmember p using old_rows o where p.account_id = o.account_id;
    return null;
  end if;
  if tg_op = 'INSERT' then
    select array_agg(account_id) into added from new_rows;
  else
    execute $q$delete from goodword_poolmember p using old_rows o join new_rows n on n.id = o.id
      where o.account_id <> n.account_id and p.account_id = o.account_id$q$;
    execute $q$select array_agg(n.account_id) filter (where o.account_id <> n.account_id), array_agg(n.account_id)
      from old_rows o join new_rows n on n.id = o.id
      where (o.account_id, o.standing, o.paused_until, o.agreed_types, o.refused_types, o.joined_on, o.verified_on, o.territories,
          o.is_confidential)
        is distinct from (n.account_id, n.standing, n.paused_until, n.agreed_types, n.refused_types, n.joined_on, n.verified_on,
          n.territories, n.is_confidential)$q$ into added, changed;
    perform from goodword_poolmember where account_id = any (changed) order by account_id for update;
    execute $q$update goodword_poolmember p set (joined_on, verified_on, paused_until, agreed, is_confidential, territories) =
        (n.joined_on, n.verified_on, case when n.standing = 'paused' then n.paused_until end,
        goodword_agreed_bits((n.*)::goodword_member), n.is_confidential, n.territories)
      from new_rows n where n.account_id = any ($1) and p.account_id = n.account_id$q$ using changed;
  end if;
  if added is null then
    return null;
  end if;
  perform from goodword_account where id = any (added) order by id for no key update;
  insert into goodword_ledgersummary (account_id) select id from unnest(added) c (id) order by id on conflict do nothing;
  perform from goodword_ledgersummary where account_id = any (added) order by account_id for update;
  insert into goodword_poolmember select * from goodword_pool_of(added);
  return null;
end $$;

create function goodword_pool_of(accounts bigint[]) returns setof goodword_poolmember language sql stable as $$
  select a.id, a.search_name, a.region_id, m.joined_on, m.verified_on, case when m.standing = 'paused' then m.paused_until end,
    s.last_asked_on, coalesce(s.answered, 0), coalesce(s.accepted, 0), a.seats,
    goodword_agreed_bits(m), goodword_type_bits(s.reach), a.do_not_contact or a.escalated_on is not null, a.health = 'poor', a.blocked_prospects <> '{}',
    m.is_confidential, a.industry, a.country, a.segment, a.tier, a.use_cases, a.competitors_replaced, a.tech_stack, a.stages_used,
    m.territories
  from goodword_account a join goodword_member m on m.account_id = a.id left join goodword_ledgersummary s on s.account_id = a.id
  where accounts is null or a.id = any (accounts)
$$;

create function goodword_pool_summaries() returns trigger language plpgsql security definer as $$
begin
  perform from goodword_poolmember p where account_id in (select account_id from new_rows) order by account_id for update;
  update goodword_poolmember p set (last_asked_on, answered, accepted, reach) =
      (n.last_asked_on, n.answered, n.accepted, goodword_type_bits(n.reach))
    from new_rows n where p.account_id = n.account_id;
  return null;
end $$;

create trigger pool_update after update on goodword_account
  referencing old table as old_rows new table as new_rows for each statement execute function goodword_pool_accounts();
create trigger pool_insert after insert on goodword_member
  referencing new table as new_rows for each statement execute function goodword_pool_members();
create trigger pool_update after update on goodword_member
  referencing old table as old_rows new table as new_rows for each statement execute function goodword_pool_members();
create trigger pool_delete after delete on goodword_member
  referencing old table as old_rows for each statement execute function goodword_pool_members();
create trigger pool_insert after insert on goodword_ledgersummary
  referencing new table as new_rows for each statement execute function goodword_pool_summaries();
create trigger pool_update after update on goodword_ledgersummary
  referencing new table as new_rows for each statement execute function goodword_pool_summaries();

insert into goodword_poolmember select * from goodword_pool_of(null);
"""
GONE = """
drop trigger pool_update on goodword_account;
drop trigger pool_insert on goodword_member;
drop trigger pool_update on goodword_member;
drop trigger pool_delete on goodword_member;
drop trigger pool_insert on goodword_ledgersummary;
drop trigger pool_update on goodword_ledgersummary;
drop function goodword_pool_accounts();
drop function goodword_pool_members();
drop function goodword_pool_summaries();
drop function goodword_pool_of(bigint[]);
drop function goodword_agreed_bits(goodword_member);
drop function goodword_type_bits(text[]);
"""
PATHS = """
do $$
declare
  each regprocedure;
begin
  for each in select p.oid::regprocedure from pg_proc p where p.pronamespace = current_schema()::regnamespace
      and (p.proname like 'goodword\\_pool\\_%' or p.proname in ('goodword_type_bits', 'goodword_agreed_bits')) loop
    execute format('alter function %s set search_path = pg_catalog, %I, pg_temp', each, current_schema());
  end loop;
end $$;
"""


def codes() -> django.contrib.postgres.fields.ArrayField:
    """Codes of a list."""
    return django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None)


class Migration(migrations.Migration):
    """Pool."""

    dependencies = [("goodword", "0038_settled")]
    operations = [
        migrations.CreateModel(
            name="PoolMember",
            fields=[
                ("account_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("search_name", models.TextField()),
                ("region_id", models.BigIntegerField(null=True)),
                ("joined_on", models.DateField()),
                ("verified_on", models.DateField(null=True)),
                ("paused_until", models.DateField(null=True)),
                ("last_asked_on", models.DateField(null=True)),
                ("answered", models.PositiveIntegerField()),
                ("accepted", models.PositiveIntegerField()),
                ("seats", models.PositiveIntegerField(null=True)),
                ("agreed", models.IntegerField()),
                ("reach", models.IntegerField()),
                ("is_closed", models.BooleanField()),
                ("in_poor_health", models.BooleanField()),
                ("is_guarded", models.BooleanField()),
                ("is_confidential", models.BooleanField()),
                ("industry", models.CharField(max_length=60)),
                ("country", models.CharField(max_length=2)),
                ("segment", models.CharField(max_length=60)),
                ("tier", models.CharField(max_length=60)),
                ("use_cases", codes()),
                ("competitors_replaced", codes()),
                ("tech_stack", codes()),
                ("stages_used", codes()),
                ("territories", codes()),
            ],
        ),
        migrations.RunSQL(POOL, GONE),
        migrations.RunSQL(PATHS, migrations.RunSQL.noop),
    ]
