"""Playbooks in versions that are never changed, drafts of them, and runs with their steps."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0085_marks_and_quotes'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlaybookVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('number', models.PositiveIntegerField()),
                ('effective_from', models.DateField()),
                ('definition', models.JSONField()),
                ('note', models.TextField(blank=True, default='')),
                ('published_at', models.DateTimeField()),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['code', '-effective_from', '-number'],
            },
        ),
        migrations.CreateModel(
            name='PlaybookDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('definition', models.JSONField()),
                ('edition', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('discarded_at', models.DateTimeField(null=True)),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('base', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goodword.playbookversion')),
                ('published_as', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='goodword.playbookversion')),
            ],
            options={
                'ordering': ['-saved_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_kind', models.CharField(max_length=30)),
                ('subject_id', models.BigIntegerField()),
                ('anchor_on', models.DateField(null=True)),
                ('state', models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('stopped', 'Stopped')], default='running', max_length=10)),
                ('state_at', models.DateTimeField()),
                ('started_at', models.DateTimeField()),
                ('circle', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goodword.circle')),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goodword.region')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='goodword.playbookversion')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='RunStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('place', models.PositiveSmallIntegerField()),
                ('role', models.CharField(choices=[('manager', 'Whoever leads it'), ('writer', 'Whoever writes'), ('pmm', 'Product marketing'), ('content', 'Content team'), ('pr', 'PR'), ('partner', 'Partner team'), ('legal', 'Legal'), ('social', 'Social media'), ('publisher', 'Whoever publishes'), ('account_owner', 'Account owner'), ('csm', 'Success manager'), ('customer', 'The customer'), ('vendor', 'A service from outside'), ('host', 'Whoever holds the event')], max_length=20)),
                ('state', models.CharField(choices=[('waiting', 'Later'), ('open', 'Open'), ('done', 'Done'), ('skipped', 'Left out')], default='waiting', max_length=10)),
                ('state_at', models.DateTimeField()),
                ('is_gone', models.BooleanField(default=False)),
                ('opened_at', models.DateTimeField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('over', models.JSONField(default=list)),
                ('reason', models.TextField(blank=True, default='')),
                ('remark', models.TextField(blank=True, default='')),
                ('assignee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='run_steps', to=settings.AUTH_USER_MODEL)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='goodword.run')),
            ],
            options={
                'ordering': ['place', 'number'],
            },
        ),
        migrations.AddConstraint(
            model_name='playbookversion',
            constraint=models.UniqueConstraint(fields=('code', 'number'), name='playbook_version_once'),
        ),
        migrations.AddConstraint(
            model_name='playbookdraft',
            constraint=models.CheckConstraint(condition=models.Q(('discarded_at', None), ('published_as', None), _connector='OR'), name='a_playbook_draft_ends_once'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.UniqueConstraint(fields=('subject_kind', 'subject_id'), name='one_run_of_each'),
        ),
        migrations.AddIndex(
            model_name='runstep',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['assignee', 'due_on'], name='open_steps_of'),
        ),
        migrations.AddConstraint(
            model_name='runstep',
            constraint=models.UniqueConstraint(fields=('run', 'key', 'number'), name='run_step_once'),
        ),
        migrations.AddConstraint(
            model_name='runstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), _negated=True), ('opened_at__isnull', False), _connector='OR'), name='open_step_was_opened'),
        ),
        migrations.AddConstraint(
            model_name='runstep',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['done', 'skipped']), ('done_by', None), _connector='OR'), name='step_done_by_when_ended'),
        ),
        migrations.RunSQL(
            """
            create trigger append_only before update or delete on goodword_playbookversion
              for each row execute function goodword_append_only();
            create trigger append_only_all before truncate on goodword_playbookversion
              for each statement execute function goodword_append_only();
            set constraints all immediate;
            select goodword_refuse_deletes_at_once();
            """,
            """
            drop trigger append_only_all on goodword_playbookversion;
            drop trigger append_only on goodword_playbookversion;
            """,
        ),
    ]
