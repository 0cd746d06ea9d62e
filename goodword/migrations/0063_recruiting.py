"""Nominations, and the roles of those who run the open-source and education programs and the boards."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0062_pool_by_place'),
    ]

    operations = [
        migrations.RunSQL('create sequence goodword_nomination_number', 'drop sequence goodword_nomination_number'),
        migrations.AlterField(
            model_name='roleassignment',
            name='role',
            field=models.CharField(choices=[('administrator', 'Administrator'), ('reference_manager', 'Reference manager'), ('account_owner', 'Account owner'), ('csm', 'Customer success manager'), ('team_lead', 'Team lead'), ('exception_reviewer', 'Exception reviewer'), ('legal', 'Legal'), ('pmm', 'Product marketing'), ('pr', 'PR'), ('analyst_relations', 'Analyst relations'), ('event_manager', 'Event manager'), ('open_source_manager', 'Open-source program manager'), ('education_manager', 'Education program manager'), ('board_manager', 'Board manager'), ('requester', 'Requester')], max_length=30),
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(db_default=models.Func(models.Value('goodword_nomination_number'), function='nextval'), unique=True)),
                ('purpose', models.CharField(choices=[('program', 'The reference program'), ('advisory_board', 'The customer advisory board')], default='program', max_length=20)),
                ('source', models.CharField(choices=[('nominated', 'Nominated by a colleague'), ('external_page', 'Registered on the public page'), ('reference_lead', 'Found as a reference lead')], default='nominated', max_length=20)),
                ('briefing', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('in_review', 'In review'), ('needs_information', 'Needs information'), ('approved', 'Approved'), ('not_approved', 'Not approved'), ('withdrawn', 'Withdrawn')], default='draft', max_length=20)),
                ('state_at', models.DateTimeField()),
                ('created_at', models.DateTimeField()),
                ('edited_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nominations', to='goodword.account')),
                ('champion', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='nominations', to='goodword.contact')),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations_to_decide', to=settings.AUTH_USER_MODEL)),
                ('nominator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'due_at'], name='nomination_by_state'), models.Index(fields=['nominator', '-created_at'], name='nomination_of')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['submitted', 'in_review', 'needs_information'])), fields=('account', 'purpose'), name='one_open_nomination'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('account', 'purpose', 'nominator'), name='one_draft_nomination')],
            },
        ),
    ]
