"""Stories, and who has a part in them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0080_found_by_domain'),
    ]

    operations = [
        migrations.RunSQL('create sequence goodword_story_number', 'drop sequence goodword_story_number'),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(db_default=models.Func(models.Value('goodword_story_number'), function='nextval'), unique=True)),
                ('kind', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('heard_where', models.CharField(blank=True, db_default='', default='', max_length=500)),
                ('is_attributable', models.BooleanField(default=True)),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('running', 'In the making'), ('waiting_metric', 'Waiting for a metric'), ('approved', 'Approved'), ('published', 'Published'), ('stopped', 'Stopped')], default='proposed', max_length=20)),
                ('state_at', models.DateTimeField()),
                ('stage', models.CharField(choices=[('intake', 'Intake'), ('interview', 'Interview'), ('transcript', 'Transcript'), ('draft', 'Draft'), ('internal_review', 'Internal review'), ('customer_review', 'Customer review'), ('legal', 'Legal'), ('approval', 'Approval'), ('publish', 'Publish'), ('after', 'Afterwards')], default='intake', max_length=20)),
                ('stage_at', models.DateTimeField()),
                ('shows', models.TextField(blank=True, db_default='', default='')),
                ('audience', models.TextField(blank=True, db_default='', default='')),
                ('why_now', models.TextField(blank=True, db_default='', default='')),
                ('drivers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('use_cases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), blank=True, default=list, size=None)),
                ('timeframe', models.PositiveSmallIntegerField(blank=True, choices=[(30, '30 days'), (60, '60 days'), (90, '90 days'), (180, '6 months')], null=True)),
                ('reason', models.TextField(blank=True, db_default='', default='')),
                ('once', models.UUIDField(help_text='made with the form, so that a double submit makes one story', unique=True)),
                ('created_at', models.DateTimeField()),
                ('edited_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(db_default=0, default=0)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='goodword.account')),
                ('circle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goodword.circle')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stories', to='goodword.contact')),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories_led', to=settings.AUTH_USER_MODEL)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='goodword.story')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stories_proposed', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='StoryPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('manager', 'Leads it'), ('writer', 'Writes'), ('pmm', 'Product marketing'), ('content', 'Content team'), ('pr', 'PR'), ('partner', 'Partner team'), ('legal', 'Legal'), ('social', 'Social media'), ('publisher', 'Publishes')], max_length=20)),
                ('until_on', models.DateField(blank=True, null=True)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='goodword.story')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='story_parts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(condition=models.Q(('state__in', ['proposed', 'running', 'waiting_metric', 'approved'])), fields=['stage', 'stage_at'], name='story_open_by_stage'),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(fields=['manager', 'state'], name='story_of_manager'),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(fields=['account', '-created_at'], name='story_of_account'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('account__isnull', False), models.Q(('heard_where', ''), _negated=True), _connector='OR'), name='story_is_of_somebody'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('contact', None), ('account__isnull', False), _connector='OR'), name='story_contact_has_account'),
        ),
        migrations.AddIndex(
            model_name='storyperson',
            index=models.Index(fields=['user'], name='story_parts_of'),
        ),
        migrations.AddConstraint(
            model_name='storyperson',
            constraint=models.UniqueConstraint(fields=('story', 'part', 'user'), name='story_part_once'),
        ),
    ]
