"""Transcripts are corrected and approved by the customer; what is approved does not change any more."""

import django.db.models.deletion
from django.db import migrations, models

# Words of somebody who was deleted are blacked out all the same: the mark of an erasure stands in what is left.
SEALED = """
create function goodword_transcript_is_sealed() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.text = old.text and new.speaker = old.speaker and new.place = old.place and new.transcript_id = old.transcript_id then
    return new;
  end if;
  if exists (select from goodword_transcript where id = new.transcript_id and state = 'approved')
     and position('[erased]' in new.text || new.speaker) = 0 then
    raise exception 'an approved transcript does not change' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger transcript_is_sealed before insert or update on goodword_transcriptturn
  for each row execute function goodword_transcript_is_sealed();
"""
UNSEALED = """
drop trigger transcript_is_sealed on goodword_transcriptturn;
drop function goodword_transcript_is_sealed();
"""
REFUSE = "set constraints all immediate; select goodword_refuse_deletes_at_once();"


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0086_playbooks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Redline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True)),
                ('said_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, default='', max_length=500)),
            ],
        ),
        migrations.AddField(
            model_name='transcript',
            name='approved_how',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='transcript',
            name='approved_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='transcript',
            name='contact',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='goodword.contact'),
        ),
        migrations.AddField(
            model_name='transcript',
            name='remark',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='transcript',
            name='seal',
            field=models.CharField(blank=True, db_default='', default='', max_length=64),
        ),
        migrations.AddField(
            model_name='transcript',
            name='state',
            field=models.CharField(choices=[('open', 'Not sent yet'), ('sent', 'With the customer'), ('returned', 'Came back with corrections'), ('approved', 'Approved by the customer')], db_default='open', default='open', max_length=20),
        ),
        migrations.AddField(
            model_name='transcript',
            name='state_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='link',
            name='purpose',
            field=models.CharField(choices=[('answer_ask', 'answer an ask'), ('customer_outcome', 'say how it went'), ('owner_answer', 'approve or decline as account owner'), ('owner_opinions', 'say whether customers on a short list are a good idea'), ('team_fitness', 'say whether those who registered fit'), ('owner_records', 'say whether records of customers are right'), ('owner_leads', 'say whether customers would be good references'), ('requester_outcome', 'report the outcome'), ('manage_contact', 'see and change what was agreed'), ('speaker_kit', 'fill in the speaker kit'), ('promotion_plan', 'look at the promotion plan'), ('statement', 'approve what is said about them'), ('transcript', 'correct and approve a transcript'), ('erase', 'be deleted'), ('stop_mail', 'have no more mail like this'), ('confirm_registration', 'confirm a registration')], max_length=30),
        ),
        migrations.AddConstraint(
            model_name='transcript',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('seal', ''), _negated=True), _connector='OR'), name='approved_transcript_is_sealed'),
        ),
        migrations.AddField(
            model_name='redline',
            name='turn',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='redline', to='goodword.transcriptturn'),
        ),
        migrations.RunSQL(SEALED, UNSEALED),
        migrations.RunSQL(REFUSE, migrations.RunSQL.noop),
    ]
