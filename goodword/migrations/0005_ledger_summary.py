"""What each account was asked in all, kept beside the ledger, and the indexes that searching for free customers needs."""

import django.db.models.deletion
from django.db import migrations, models

SUMMARY = """
create function goodword_ledger_summary() returns trigger language plpgsql as $$
declare
  was_answered int := case when tg_op = 'UPDATE' and old.kind = 'ask' and old.answer <> '' then 1 else 0 end;
  was_accepted int := case when tg_op = 'UPDATE' and old.kind = 'ask' and old.answer = 'accepted' then 1 else 0 end;
  is_answered int := case when new.answer <> '' then 1 else 0 end;
  is_accepted int := case when new.answer = 'accepted' then 1 else 0 end;
begin
  insert into goodword_ledgersummary as s (account_id, last_asked_on, answered, accepted)
    values (new.account_id, new.asked_on, is_answered, is_accepted)
    on conflict (account_id) do update set
      last_asked_on = greatest(s.last_asked_on, excluded.last_asked_on),
      answered = s.answered + is_answered - was_answered,
      accepted = s.accepted + is_accepted - was_accepted;
  return null;
end $$;

create trigger ledger_summary after insert or update on goodword_ledgerentry
  for each row when (new.kind = 'ask') execute function goodword_ledger_summary();

insert into goodword_ledgersummary (account_id, last_asked_on, answered, accepted)
  select account_id, max(asked_on), count(*) filter (where answer <> ''), count(*) filter (where answer = 'accepted')
  from goodword_ledgerentry where kind = 'ask' group by account_id;
"""
GONE = "drop trigger ledger_summary on goodword_ledgerentry; drop function goodword_ledger_summary();"


class Migration(migrations.Migration):
    """Ledger summary."""

    dependencies = [("goodword", "0004_imports_grow")]
    operations = [
        migrations.CreateModel(
            name="LedgerSummary",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="ledger_summary",
                        serialize=False,
                        to="goodword.account",
                    ),
                ),
                ("last_asked_on", models.DateField()),
                ("answered", models.PositiveIntegerField(db_default=0)),
                ("accepted", models.PositiveIntegerField(db_default=0)),
            ],
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(
                condition=models.Q(("released_at", None)), fields=["family", "to_on"], include=("holder", "from_on"), name="ledger_places"
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(condition=models.Q(("kind", "ask")), fields=["asked_on"], include=("holder",), name="ledger_asked"),
        ),
        migrations.RunSQL(SUMMARY, GONE),
    ]
