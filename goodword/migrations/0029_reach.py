"""For what somebody at an account can be written to on any day, kept beside what it was asked: so that a search reads no contacts."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from goodword.kernel.together import Together

# A person who neither leaves nor wants peace can be written to on any day, for all they agree to ('*': for anything). Who has such
# a day is looked at when somebody searches. The row is locked before the contacts are read, so that of two at once the second sees
# what the first wrote; rows stay when nothing is left in them, because a row that goes could take somebody's writing with it.
REACH = """
create function goodword_reach_of(p goodword_contact) returns text[] language sql immutable as $$
  select case when p.email <> '' and not p.do_not_contact and p.bounced_at is null and p.left_on is null and p.quiet_until is null
    then coalesce(p.agreed_types::text[], array['*']) end
$$;

create function goodword_reach() returns trigger language plpgsql security definer as $$
declare
  changed bigint[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct n.account_id order by n.account_id) into changed
      from new_rows n where goodword_reach_of((n.*)::goodword_contact) is not null;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct o.account_id order by o.account_id) into changed
      from old_rows o where goodword_reach_of((o.*)::goodword_contact) is not null;
  else
    select array_agg(distinct a.id order by a.id) into changed
      from old_rows o join new_rows n on n.id = o.id cross join lateral (values (o.account_id), (n.account_id)) a (id)
      where o.account_id <> n.account_id
        or goodword_reach_of((o.*)::goodword_contact) is distinct from goodword_reach_of((n.*)::goodword_contact);
  end if;
  if changed is null then
    return null;
  end if;
  insert into goodword_ledgersummary (account_id) select id from unnest(changed) c (id) order by id on conflict do nothing;
  perform from goodword_ledgersummary where account_id = any (changed) order by account_id for update;
  update goodword_ledgersummary s set reach = f.types from (
    select c.id, coalesce(array_agg(distinct t.type order by t.type) filter (where t.type is not null), '{}') as types
    from unnest(changed) c (id) left join goodword_contact p on p.account_id = c.id
    left join lateral unnest(goodword_reach_of(p.*)) t (type) on true group by c.id
  ) f where f.id = s.account_id and s.reach is distinct from f.types;
  return null;
end $$;

create trigger reach_insert after insert on goodword_contact
  referencing new table as new_rows for each statement execute function goodword_reach();
create trigger reach_update after update on goodword_contact
  referencing old table as old_rows new table as new_rows for each statement execute function goodword_reach();
create trigger reach_delete after delete on goodword_contact
  referencing old table as old_rows for each statement execute function goodword_reach();

create function goodword_account_gone() returns trigger language plpgsql security definer as $$
begin
  delete from goodword_ledgersummary s using old_rows o where s.account_id = o.id;
  delete from goodword_ledgerholder h using old_rows o where h.holder_id = o.id;
  return null;
end $$;

create trigger ledger_gone after delete on goodword_account
  referencing old table as old_rows for each statement execute function goodword_account_gone();

create or replace function goodword_ledger_unasked() returns trigger language plpgsql security definer as $$
begin
  perform from goodword_ledgersummary where account_id = new.account_id for update;
  update goodword_ledgersummary set last_asked_on =
      (select max(asked_on) from goodword_ledgerentry where account_id = new.account_id and kind = 'ask')
    where account_id = new.account_id;
  return null;
end $$;

insert into goodword_ledgersummary (account_id, reach)
  select p.account_id, array_agg(distinct t.type order by t.type)
  from goodword_contact p cross join lateral unnest(goodword_reach_of(p.*)) t (type) group by 1
  on conflict (account_id) do update set reach = excluded.reach;
"""
GONE = """
drop trigger reach_insert on goodword_contact;
drop trigger reach_update on goodword_contact;
drop trigger reach_delete on goodword_contact;
drop trigger ledger_gone on goodword_account;
drop function goodword_reach();
drop function goodword_reach_of(goodword_contact);
drop function goodword_account_gone();
delete from goodword_ledgersummary where last_asked_on is null;

create or replace function goodword_ledger_unasked() returns trigger language plpgsql security definer as $$
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
"""
PATHS = """
do $$
declare
  each regprocedure;
begin
  for each in select p.oid::regprocedure from pg_proc p where p.pronamespace = current_schema()::regnamespace
      and p.proname in ('goodword_reach', 'goodword_account_gone', 'goodword_ledger_unasked') loop
    execute format('alter function %s set search_path = pg_catalog, %I, pg_temp', each, current_schema());
  end loop;
end $$;
"""


def kept_beside(related_name: str) -> models.OneToOneField:
    """The account of a row that triggers make and take away."""
    return models.OneToOneField(
        db_constraint=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        primary_key=True,
        related_name=related_name,
        serialize=False,
        to="goodword.account",
    )


class Migration(migrations.Migration):
    """Reach."""

    dependencies = [("goodword", "0028_bulk")]
    operations = [
        Together(
            [
                migrations.AlterField("ledgersummary", "account", kept_beside("ledger_summary")),
                migrations.AlterField("ledgerholder", "holder", kept_beside("+")),
                migrations.AlterField("ledgersummary", "last_asked_on", models.DateField(null=True)),
                migrations.AddField(
                    "ledgersummary",
                    "reach",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_default=[], default=list, size=None),
                ),
                migrations.AddIndex(
                    "contact",
                    models.Index(
                        condition=models.Q(("left_on__isnull", False), ("quiet_until__isnull", False), _connector="OR"),
                        fields=["account"],
                        name="contact_at_times",
                    ),
                ),
            ]
        ),
        migrations.RunSQL(migrations.RunSQL.noop, PATHS),
        migrations.RunSQL(REACH, GONE),
        migrations.RunSQL(PATHS, migrations.RunSQL.noop),
    ]
