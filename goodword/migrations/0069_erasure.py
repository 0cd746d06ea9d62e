"""Erasures: who asked to be deleted is known by marks, what stays is written down, and the database lets go of words that were approved."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

# What somebody approved and we use stays with who approved it, where it was written down as evidence; all else of the sentences goes.
FORGET = """
create function goodword_forget_words(statement bigint, used_stay boolean) returns void language plpgsql security definer as $$
declare
  used bigint;
begin
  if exists (select from goodword_statement s join goodword_candidate c on c.id = s.candidate_id
      where s.id = statement and c.contact_id is not null) then
    raise exception 'words go with the person they are about' using errcode = 'restrict_violation', constraint = 'words_have_a_person';
  end if;
  if used_stay then
    select usable_id into used from goodword_statement where id = statement;
  end if;
  update goodword_statement s
    set words = coalesce((select v.words from goodword_statementversion v join goodword_statementapproval a on a.version_id = v.id
          where a.id = used), ''),
      without_name = coalesce((select v.without_name from goodword_statementversion v
          join goodword_statementapproval a on a.version_id = v.id where a.id = used), ''),
      remark = '', usable_id = used, version = version + 1
    where s.id = statement;
  update goodword_statementapproval a set said_by = '' from goodword_statementversion v
    where v.id = a.version_id and v.statement_id = statement and a.id is distinct from used;
  update goodword_statementversion v set words = '', without_name = ''
    where v.statement_id = statement
      and not exists (select from goodword_statementapproval a where a.version_id = v.id and a.id = used);
end $$;

create or replace function goodword_erase_statement() returns trigger language plpgsql security definer as $$
begin
  perform goodword_forget_words(s.id, exists (
      select from goodword_keptevidence e where e.kind = 'statement' and e.object_id = s.id and e.gone_at is null))
    from goodword_statement s where s.candidate_id = new.id;
  return null;
end $$;

create function goodword_forget_versions(pattern text) returns bigint language plpgsql security definer as $$
declare
  gone bigint;
  more bigint;
begin
  update goodword_statementversion v set words = '', without_name = ''
    where (v.words ~* pattern or v.without_name ~* pattern) and not exists (
      select from goodword_statementapproval a join goodword_statement s on s.usable_id = a.id where a.version_id = v.id);
  get diagnostics gone = row_count;
  update goodword_statement s set words = '', without_name = '', version = version + 1
    where s.usable_id is null and (s.words ~* pattern or s.without_name ~* pattern);
  get diagnostics more = row_count;
  gone := gone + more;
  update goodword_statement s set remark = '' where s.remark ~* pattern;
  get diagnostics more = row_count;
  gone := gone + more;
  update goodword_statementapproval a set said_by = '' where a.said_by ~* pattern and not exists (
      select from goodword_statement s where s.usable_id = a.id);
  get diagnostics more = row_count;
  return gone + more;
end $$;
"""
BEFORE = """
create or replace function goodword_erase_statement() returns trigger language plpgsql security definer as $$
begin
  update goodword_statement
    set words = '', without_name = '', remark = '', usable_id = null, version = version + 1
    where candidate_id = new.id;
  update goodword_statementapproval a set said_by = ''
    from goodword_statementversion v join goodword_statement s on s.id = v.statement_id
    where a.version_id = v.id and s.candidate_id = new.id;
  update goodword_statementversion v set words = '', without_name = ''
    from goodword_statement s
    where s.id = v.statement_id and s.candidate_id = new.id;
  return null;
end $$;
drop function goodword_forget_words(bigint, boolean);
drop function goodword_forget_versions(text);
"""
PATHS = """
do $$
declare
  each regprocedure;
begin
  for each in select p.oid::regprocedure from pg_proc p where p.pronamespace = current_schema()::regnamespace and p.proname in (
      'goodword_forget_words', 'goodword_erase_statement', 'goodword_forget_versions') loop
    execute format('alter function %s set search_path = pg_catalog, %I, pg_temp', each, current_schema());
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    """Erasure."""

    dependencies = [
        ('goodword', '0068_saved_nominations'),
    ]

    operations = [
        migrations.AlterField(
            model_name='link',
            name='purpose',
            field=models.CharField(choices=[('answer_ask', 'answer an ask'), ('customer_outcome', 'say how it went'), ('owner_answer', 'approve or decline as account owner'), ('owner_opinions', 'say whether customers on a short list are a good idea'), ('owner_leads', 'say whether customers would be good references'), ('requester_outcome', 'report the outcome'), ('manage_contact', 'see and change what was agreed'), ('speaker_kit', 'fill in the speaker kit'), ('promotion_plan', 'look at the promotion plan'), ('statement', 'approve what is said about them'), ('erase', 'be deleted'), ('stop_mail', 'have no more mail like this'), ('confirm_registration', 'confirm a registration')], max_length=30),
        ),
        migrations.AlterField(
            model_name='retention',
            name='kind',
            field=models.CharField(choices=[('import_files', 'Files that were brought in'), ('import_rows', 'Rows that a list left out'), ('mail_words', 'Words of mails'), ('drafts', 'Drafts nobody goes on with'), ('links', 'Links that have ended'), ('taken_away', 'Files and comments that were taken away'), ('replays', 'Replays of the policy'), ('field_history', 'Field by field history'), ('unconfirmed', 'Registrations that nobody confirmed'), ('registrations', 'Registrations that led to nothing'), ('evidence', 'Approved words of people who were deleted'), ('jobs', 'Finished background work'), ('failed_jobs', 'Failed background work')], max_length=20, unique=True),
        ),
        migrations.CreateModel(
            name='ErasedMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('address', 'mail address'), ('own_id', 'ID of another system')], max_length=10)),
                ('mark', models.CharField(max_length=64)),
                ('person', models.BigIntegerField()),
                ('erased_on', models.DateField()),
                ('allowed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['person'], name='erased_mark_of')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'mark'), name='erased_mark_once')],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('person', models.BigIntegerField()),
                ('by_themselves', models.BooleanField(default=False)),
                ('reason', models.TextField(blank=True, default='')),
                ('state', models.CharField(choices=[('asked', 'About to begin'), ('at_work', 'The person is gone; what names them is being looked for'), ('done', 'Done')], default='asked', max_length=10)),
                ('state_at', models.DateTimeField()),
                ('asked_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
                ('seeking', models.JSONField(default=dict)),
                ('went', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['person'], name='erasure_of')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'done'), _negated=True), fields=('person',), name='one_erasure_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('seeking', {}), _connector='OR'), name='erased_is_sought_no_more')],
            },
        ),
        migrations.CreateModel(
            name='KeptEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('object_id', models.BigIntegerField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('gone_at', models.DateTimeField(null=True)),
                ('erasure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='goodword.erasure')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('gone_at', None)), fields=['ended_at'], name='evidence_to_go')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'object_id'), name='evidence_once')],
            },
        ),
        migrations.RunSQL(FORGET, BEFORE),
        migrations.RunSQL(PATHS, migrations.RunSQL.noop),
    ]
