"""Facts that rules and ranking look at, and a customer's own limits kept by the same wall as the policy's."""

from django.db import migrations, models

# The wall of 0002 reads limits of a holder; what the customer set for the account is copied there, whoever writes it.
OWN_LIMITS = """
create function goodword_own_limit() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.contact_id is null then
    delete from goodword_limitinforce l using goodword_member m
      where m.id = old.member_id and l.holder_id = m.account_id and l.family = old.family;
  end if;
  if tg_op <> 'DELETE' and new.contact_id is null then
    insert into goodword_limitinforce (family, holder_id, most, period, every)
      select new.family, m.account_id, new.most, 'days', new.days from goodword_member m where m.id = new.member_id
      on conflict (family, holder_id) do update set most = excluded.most, period = excluded.period, every = excluded.every;
  end if;
  return null;
end $$;

create trigger own_limit after insert or update or delete on goodword_selflimit for each row execute function goodword_own_limit();
"""
GONE = "drop trigger own_limit on goodword_selflimit; drop function goodword_own_limit();"


class Migration(migrations.Migration):
    """Facts for policy."""

    dependencies = [("goodword", "0002_walls")]
    operations = [
        migrations.AddField(
            model_name="ledgerentry",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[("accepted", "yes"), ("declined", "no"), ("no_answer", "no answer")],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="is_confidential",
            field=models.BooleanField(db_default=False, default=False, help_text="may be named in confidential requests only"),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "ask"), ("answer", ""), _connector="OR"), name="only_an_ask_is_answered"
            ),
        ),
        migrations.RunSQL(OWN_LIMITS, GONE),
    ]
