"""Standing by rule: what put a member where it stands, what rules did to whom, and what the success team says of a customer."""

from typing import Final

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Whoever moves a member but the rules does it by hand, also a change of many, a list and what is put back: then no rule has a say
# in it any more, and what was so at that moment is noted, so that a rule does not decide by the same again.
BY_HAND: Final = """
create function goodword_standing_by_hand() returns trigger language plpgsql as $$
begin
  if new.standing is distinct from old.standing and new.standing_until is not distinct from old.standing_until then
    new.standing_until := null;
  end if;
  new.standing_from := case
    when new.standing = old.standing and old.standing_rule = '' then old.standing_from
    when old.standing = 'recruited' then 'recruited'
    when old.standing = 'caution' and old.standing_rule = '' then 'caution'
    else 'active' end;
  new.standing_rule := '';
  new.standing_fact := '';
  new.standing_seen := (
    select jsonb_build_object('at', new.standing_at, 'renewal', a.renewal_on, 'health', a.health, 'escalation', a.escalated_on,
      'unverified', coalesce(new.verified_on, new.joined_on))
    from goodword_account a where a.id = new.account_id);
  if old.standing_rule <> '' then
    update goodword_standingchange set ended_at = new.standing_at, ended_how = 'by_hand'
      where account_id = new.account_id and ended_at is null;
  end if;
  return new;
end $$;
do $$ begin
  execute format('alter function goodword_standing_by_hand() set search_path = pg_catalog, %I, pg_temp', current_schema());
end $$;
create trigger standing_by_hand before update on goodword_member for each row
  when (new.standing_rule = old.standing_rule and new.standing_fact = old.standing_fact
    and (new.standing, new.standing_at) is distinct from (old.standing, old.standing_at))
  execute function goodword_standing_by_hand();
"""
NOT_BY_HAND: Final = """
drop trigger standing_by_hand on goodword_member;
drop function goodword_standing_by_hand();
"""
# A pause by rule may have no end that is known: then it is further away than anybody asks.
OPEN_PAUSES: Final = """
do $$
declare
  each regprocedure;
  body text;
begin
  for each in select p.oid::regprocedure from pg_proc p where p.pronamespace = current_schema()::regnamespace
      and p.proname in ('goodword_pool_of', 'goodword_pool_members') loop
    body := pg_get_functiondef(each);
    body := replace(body, '= ''paused'' then m.paused_until end', '= ''paused'' then coalesce(m.paused_until, ''9999-12-31'') end');
    body := replace(body, '= ''paused'' then n.paused_until end', '= ''paused'' then coalesce(n.paused_until, ''9999-12-31'') end');
    execute body;
  end loop;
end $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0069_erasure'),
    ]

    operations = [
        # On the way back this comes last, when the columns are gone.
        migrations.RunSQL(migrations.RunSQL.noop, 'select goodword_watch_fields()'),
        migrations.CreateModel(
            name='StandingChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(choices=[('renewal', 'Renewal is near'), ('health', 'Health is low'), ('escalation', 'Escalation is open'), ('unverified', 'Record not confirmed'), ('long_unverified', 'Record not confirmed for long')], max_length=20)),
                ('fact', models.CharField(blank=True, default='', max_length=20)),
                ('before', models.CharField(choices=[('recruited', 'Recruited'), ('active', 'Active'), ('caution', 'With caution'), ('paused', 'Paused'), ('retired', 'Retired'), ('declined', 'Declined')], max_length=12)),
                ('after', models.CharField(choices=[('recruited', 'Recruited'), ('active', 'Active'), ('caution', 'With caution'), ('paused', 'Paused'), ('retired', 'Retired'), ('declined', 'Declined')], max_length=12)),
                ('at', models.DateTimeField()),
                ('until', models.DateField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_how', models.CharField(blank=True, choices=[('returned', 'Returned by itself'), ('replaced', 'Replaced by another rule'), ('reversed', 'Taken back'), ('by_hand', 'Changed by hand')], db_default='', default='', max_length=10)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='StandingNight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('returned', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='member',
            name='paused_has_a_day',
        ),
        migrations.AddField(
            model_name='account',
            name='health_score',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='account',
            name='sentiment',
            field=models.CharField(blank=True, choices=[('positive', 'Positive'), ('neutral', 'Neutral'), ('negative', 'Negative'), ('', 'Not known')], db_default='', default='', max_length=10),
        ),
        migrations.AddField(
            model_name='account',
            name='sentiment_note',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='account',
            name='sentiment_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='account',
            name='usage',
            field=models.CharField(blank=True, db_default='', default='', max_length=60),
        ),
        migrations.AddField(
            model_name='member',
            name='standing_fact',
            field=models.CharField(blank=True, db_default='', default='', max_length=20),
        ),
        migrations.AddField(
            model_name='member',
            name='standing_from',
            field=models.CharField(blank=True, db_default='', default='', max_length=12),
        ),
        migrations.AddField(
            model_name='member',
            name='standing_rule',
            field=models.CharField(blank=True, db_default='', default='', max_length=20),
        ),
        migrations.AddField(
            model_name='member',
            name='standing_seen',
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name='member',
            name='standing_until',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(condition=models.Q(('standing_rule', ''), _negated=True), fields=['standing_rule'], name='member_by_rule'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('standing', 'paused'), _negated=True), ('paused_until__isnull', False), models.Q(('standing_rule', ''), _negated=True), _connector='OR'), name='paused_has_a_day'),
        ),
        migrations.AddField(
            model_name='standingchange',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standing_changes', to='goodword.account'),
        ),
        migrations.AddField(
            model_name='standingchange',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='standingchange',
            index=models.Index(fields=['-at', '-id'], name='standing_change_at'),
        ),
        migrations.AddIndex(
            model_name='standingchange',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['account'], name='standing_change_open'),
        ),
        migrations.RunSQL(BY_HAND, NOT_BY_HAND),
        migrations.RunSQL(OPEN_PAUSES, migrations.RunSQL.noop),
        migrations.RunSQL('select goodword_watch_fields()', migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='savedfilter',
            name='list',
            field=models.CharField(choices=[('customers', 'customers'), ('deals', 'deals'), ('standing', 'standing'), ('standing_changes', 'standing_changes'), ('campaigns', 'campaigns'), ('requests', 'requests'), ('nominations', 'nominations'), ('find', 'find'), ('people', 'people'), ('outbox', 'outbox'), ('imports', 'imports')], max_length=20),
        ),
    ]
