"""The track and the answers of a nomination, and the introduction call."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0064_registrations'),
    ]

    operations = [
        migrations.AddField(
            model_name='nomination',
            name='answered',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='nomination',
            name='asked_back',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='nomination',
            name='reason',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='nomination',
            name='track',
            field=models.CharField(blank=True, db_default='', default='', max_length=20),
        ),
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('planned_at', models.DateTimeField(blank=True, null=True)),
                ('held_on', models.DateField(blank=True, null=True)),
                ('answers', models.JSONField(blank=True, default=dict)),
                ('is_described', models.BooleanField(default=False)),
                ('agreed_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('sales_call', 'Sales call'), ('analyst_call', 'Analyst call'), ('press_interview', 'Press interview'), ('event_talk', 'Event talk'), ('webinar', 'Webinar'), ('podcast', 'Podcast'), ('panel', 'Panel'), ('site_visit', 'Site visit'), ('advisory_board', 'Advisory board'), ('case_study', 'Case study'), ('blog', 'Blog'), ('video', 'Video'), ('quote', 'Quote'), ('anecdote', 'Anecdote'), ('logo', 'Logo'), ('survey', 'Survey'), ('peer_review', 'Peer review')], max_length=30), blank=True, default=list, size=None)),
                ('refused_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('sales_call', 'Sales call'), ('analyst_call', 'Analyst call'), ('press_interview', 'Press interview'), ('event_talk', 'Event talk'), ('webinar', 'Webinar'), ('podcast', 'Podcast'), ('panel', 'Panel'), ('site_visit', 'Site visit'), ('advisory_board', 'Advisory board'), ('case_study', 'Case study'), ('blog', 'Blog'), ('video', 'Video'), ('quote', 'Quote'), ('anecdote', 'Anecdote'), ('logo', 'Logo'), ('survey', 'Survey'), ('peer_review', 'Peer review')], max_length=30), blank=True, default=list, size=None)),
                ('comfort', models.CharField(blank=True, default='', max_length=300)),
                ('comfort_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('comfort_effort', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('preferences', models.CharField(blank=True, default='', max_length=300)),
                ('limits', models.JSONField(blank=True, default=dict)),
                ('consent_on', models.DateField(blank=True, null=True)),
                ('consent_way', models.CharField(blank=True, choices=[('call', 'in the call'), ('mail', 'by mail'), ('writing', 'in writing'), ('page', 'on the public page')], default='', max_length=10)),
                ('consent_version', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('edited_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('consent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='goodword.contact')),
                ('nomination', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='introduction', to='goodword.nomination')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('consent_on', None), ('consent_version__isnull', False), _connector='OR'), name='consent_says_to_what'), models.CheckConstraint(condition=models.Q(('finished_at', None), ('held_on__isnull', False), _connector='OR'), name='introduction_has_a_day')],
            },
        ),
    ]
