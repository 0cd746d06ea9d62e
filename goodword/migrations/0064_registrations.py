"""Registrations: customers who sign up on the public page, and the words that they agreed to, which nobody changes."""

from typing import Final

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEEP: Final = """
create trigger append_only before update or delete on goodword_agreedwords for each row execute function goodword_append_only();
create trigger append_only_all before truncate on goodword_agreedwords for each statement execute function goodword_append_only();
"""
KEPT_NO_MORE: Final = """
drop trigger append_only_all on goodword_agreedwords;
drop trigger append_only on goodword_agreedwords;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0063_recruiting'),
    ]

    operations = [
        migrations.RunSQL('create sequence goodword_registration_number', 'drop sequence goodword_registration_number'),
        migrations.CreateModel(
            name='AgreedWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('notice', 'Privacy notice'), ('consent', 'Consent')], max_length=10)),
                ('program', models.CharField(choices=[('customer', 'Customer references'), ('open_source', 'Open-source program'), ('education', 'Education program')], max_length=20)),
                ('language', models.CharField(max_length=10)),
                ('number', models.PositiveIntegerField()),
                ('words', models.TextField()),
                ('mark', models.CharField(max_length=64, unique=True)),
                ('first_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(db_default=models.Func(models.Value('goodword_registration_number'), function='nextval'), unique=True)),
                ('program', models.CharField(choices=[('customer', 'Customer references'), ('open_source', 'Open-source program'), ('education', 'Education program')], max_length=20)),
                ('state', models.CharField(choices=[('unconfirmed', 'Waiting for the mail address to be confirmed'), ('confirmed', 'Waiting for review'), ('in_review', 'In review'), ('discovery', 'Discovery call'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('expired', 'Never confirmed'), ('replaced', 'Sent again'), ('discarded', 'Set aside as not meant seriously')], default='unconfirmed', max_length=20)),
                ('state_at', models.DateTimeField()),
                ('name', models.CharField(blank=True, default='', max_length=200)),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('company', models.CharField(blank=True, default='', max_length=300)),
                ('website', models.CharField(blank=True, default='', max_length=300)),
                ('job_title', models.CharField(blank=True, default='', max_length=200)),
                ('country', models.CharField(blank=True, default='', max_length=2)),
                ('language', models.CharField(default='en', max_length=10)),
                ('answers', models.JSONField(blank=True, default=dict)),
                ('offered', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('sales_call', 'Sales call'), ('analyst_call', 'Analyst call'), ('press_interview', 'Press interview'), ('event_talk', 'Event talk'), ('webinar', 'Webinar'), ('podcast', 'Podcast'), ('panel', 'Panel'), ('site_visit', 'Site visit'), ('advisory_board', 'Advisory board'), ('case_study', 'Case study'), ('blog', 'Blog'), ('video', 'Video'), ('quote', 'Quote'), ('anecdote', 'Anecdote'), ('logo', 'Logo'), ('survey', 'Survey'), ('peer_review', 'Peer review')], max_length=30), blank=True, default=list, size=None)),
                ('came_from', models.CharField(blank=True, default='', max_length=40)),
                ('trust', models.CharField(choices=[('proof', 'Its browser did a small task first'), ('plain', 'Sent without scripts')], default='plain', max_length=10)),
                ('network', models.CharField(blank=True, default='', max_length=32)),
                ('agreed_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('words_gone_at', models.DateTimeField(editable=False, null=True)),
                ('due_on', models.DateField(null=True)),
                ('matched_by', models.CharField(blank=True, choices=[('address', 'The person is known by this mail address'), ('domain', 'The mail domain is that of the customer'), ('name', 'The company has this name'), ('near_name', 'The company has nearly this name'), ('by_hand', 'Chosen by a colleague')], default='', max_length=20)),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='registrations', to='goodword.account')),
                ('consent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goodword.agreedwords')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='registrations', to='goodword.contact')),
                ('nomination', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='registrations', to='goodword.nomination')),
                ('notice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goodword.agreedwords')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['program', 'state', 'due_on'], name='registration_to_review'), models.Index(fields=['email', '-created_at'], name='registration_by_email'), models.Index(fields=['state', 'created_at'], name='registration_by_state'), models.Index(fields=['program', 'came_from'], name='registration_came_from'), models.Index(condition=models.Q(('network', ''), _negated=True), fields=['created_at'], name='registration_with_network')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['confirmed', 'in_review', 'discovery']), models.Q(('email', ''), _negated=True)), fields=('program', 'email'), name='one_open_registration'), models.CheckConstraint(condition=models.Q(('state__in', ['unconfirmed', 'expired', 'replaced']), ('state', 'withdrawn'), ('confirmed_at__isnull', False), _connector='OR'), name='registration_seen_is_confirmed')],
            },
        ),
        migrations.RunSQL(KEEP, KEPT_NO_MORE),
    ]
