"""An account keeps its key and its row while the ledger has places of it, and what a merge took from it comes back to nobody else."""

from django.db import migrations, models

# A row that went and came back in one transaction, or under another key, would stand there without what was asked of it.
ACCOUNTS = """
create function goodword_account_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.id <> old.id then
      raise exception 'an account keeps its key' using errcode = 'restrict_violation', constraint = 'account_key_stays';
    end if;
    return new;
  end if;
  if exists (select from goodword_ledgermerged m join goodword_account a on a.id = m.gone_id where m.gone_id = new.id and m.came) then
    raise exception 'this account was merged, and comes back by parting' using errcode = 'restrict_violation',
      constraint = 'account_was_merged';
  end if;
  return null;
end $$;

create trigger account_key_stays before update of id on goodword_account for each row execute function goodword_account_stays();
create constraint trigger account_was_merged after insert on goodword_account deferrable initially deferred
  for each row execute function goodword_account_stays();

create or replace function goodword_account_gone() returns trigger language plpgsql security definer as $$
begin
  if exists (select from goodword_ledgerentry e join old_rows o on o.id = e.account_id) then
    raise exception 'the ledger has places of this account' using errcode = 'foreign_key_violation', constraint = 'account_has_places';
  end if;
  delete from goodword_ledgersummary s using old_rows o where s.account_id = o.id;
  delete from goodword_ledgerholder h using old_rows o where h.holder_id = o.id
    and not exists (select from goodword_ledgerentry e where e.holder_id = h.holder_id);
  return null;
end $$;
"""
ACCOUNTS_BEFORE = """
drop trigger account_was_merged on goodword_account;
drop trigger account_key_stays on goodword_account;
drop function goodword_account_stays();

create or replace function goodword_account_gone() returns trigger language plpgsql security definer as $$
begin
  delete from goodword_ledgersummary s using old_rows o where s.account_id = o.id;
  delete from goodword_ledgerholder h using old_rows o where h.holder_id = o.id;
  return null;
end $$;
"""

MERGE = """
create or replace function goodword_merge_ledger(merge bigint, gone bigint, kept bigint) returns bigint
language plpgsql security definer as $$
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
  insert into goodword_ledgermerged (merge_id, entry_id, came, flagged{column})
    select merge, id, account_id = gone, id = any(over){value} from goodword_ledgerentry where account_id = gone or id = any(over);
  update goodword_ledgerentry set account_id = case when account_id = gone then kept else account_id end,
      holder_id = case when account_id = gone then goodword_ledger_top(kept) else holder_id end, over_limit = over_limit or id = any(over)
    where account_id = gone or id = any(over);
  perform goodword_ledger_sum(kept);
  delete from goodword_account where id = gone;
  perform set_config('goodword.moves', '', true);
  return coalesce(cardinality(over), 0);
end $$;

create or replace function goodword_split_ledger(merge bigint, gone bigint, kept bigint) returns bigint
language plpgsql security definer as $$
declare
  back bigint;
begin
  {check}perform set_config('goodword.moves', 'yes', true);
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
"""
# What came from one account goes back to that one; and all of it does, or a part would be forgotten with the merge.
CHECK = """if exists (select from goodword_ledgermerged m where m.merge_id = merge and m.gone_id <> gone)
      or exists (select from goodword_ledgermerged m join goodword_ledgerentry e on e.id = m.entry_id
        where m.merge_id = merge and m.came and e.account_id <> kept) then
    raise exception 'what a merge moved goes back to where it was' using errcode = 'restrict_violation', constraint = 'split_goes_back';
  end if;
  """
MERGE_NOW = MERGE.format(column=", gone_id", value=", gone", check=CHECK)
MERGE_BEFORE = MERGE.format(column="", value="", check="")

KNOWN = """
update goodword_ledgermerged m set gone_id = g.gone_id from goodword_merge g where g.id = m.merge_id;
"""

# As in 0031 the functions look at the tables of this schema.
PATHS = """
do $$
declare
  each regprocedure;
begin
  for each in select p.oid::regprocedure from pg_proc p where p.pronamespace = current_schema()::regnamespace and p.proname in (
      'goodword_account_stays', 'goodword_account_gone', 'goodword_merge_ledger', 'goodword_split_ledger') loop
    execute format('alter function %s set search_path = pg_catalog, %I, pg_temp', each, current_schema());
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    """Walls of merging."""

    dependencies = [("goodword", "0033_read_by_index")]
    operations = [
        migrations.AddField("ledgermerged", "gone_id", models.BigIntegerField(default=0, db_default=0)),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.AddIndex("ledgermerged", models.Index(fields=["gone_id"], name="merged_from")),
        migrations.RunSQL(migrations.RunSQL.noop, PATHS),
        migrations.RunSQL(ACCOUNTS, ACCOUNTS_BEFORE),
        migrations.RunSQL(MERGE_NOW, MERGE_BEFORE),
        migrations.RunSQL(PATHS, migrations.RunSQL.noop),
    ]
