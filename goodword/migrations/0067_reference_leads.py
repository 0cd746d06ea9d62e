"""Reference leads: the report of a quarter with its list, how owners were nudged, and what they said."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0066_who_registers_gets_mail'),
    ]

    operations = [
        migrations.AlterField(
            model_name='link',
            name='purpose',
            field=models.CharField(choices=[('answer_ask', 'answer an ask'), ('customer_outcome', 'say how it went'), ('owner_answer', 'approve or decline as account owner'), ('owner_opinions', 'say whether customers on a short list are a good idea'), ('owner_leads', 'say whether customers would be good references'), ('requester_outcome', 'report the outcome'), ('manage_contact', 'see and change what was agreed'), ('speaker_kit', 'fill in the speaker kit'), ('promotion_plan', 'look at the promotion plan'), ('statement', 'approve what is said about them'), ('stop_mail', 'have no more mail like this'), ('confirm_registration', 'confirm a registration')], max_length=30),
        ),
        migrations.AlterField(
            model_name='wish',
            name='kind',
            field=models.CharField(choices=[('word', 'I am asked for my word'), ('lead', 'A request comes to me'), ('moves', 'A request of mine moves'), ('customer', 'A customer answered'), ('outcome', 'An outcome is missing'), ('mention', 'Somebody mentions me'), ('trouble', 'Something went wrong'), ('stand_in', 'Being away, standing in, taking over'), ('recruiting', 'A customer could join the program'), ('calls', 'My calls with customers'), ('access', 'Signing in')], max_length=10),
        ),
        migrations.CreateModel(
            name='LeadReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(unique=True)),
                ('quarter', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[('queued', 'Waiting to begin'), ('running', 'Looking'), ('done', 'Made'), ('stopped', 'Stopped'), ('failed', 'Not finished')], default='queued', max_length=10)),
                ('state_at', models.DateTimeField()),
                ('stop_requested', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('seconds', models.FloatField(default=0)),
                ('made_at', models.DateTimeField(null=True)),
                ('made_on', models.DateField(null=True)),
                ('looked_at', models.PositiveIntegerField(default=0)),
                ('left_out', models.JSONField(default=dict)),
                ('started_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goodword.policyversion')),
            ],
            options={
                'ordering': ['-starts_on'],
            },
        ),
        migrations.CreateModel(
            name='LeadNudge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('on_day', models.DateField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lead_nudges', to=settings.AUTH_USER_MODEL)),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nudges', to='goodword.leadreport')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='LeadAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('yes', 'Yes, put forward'), ('not_now', 'Not now'), ('never', 'Never')], max_length=10)),
                ('until_on', models.DateField(null=True)),
                ('words', models.TextField(blank=True, default='')),
                ('answered_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lead_answers', to='goodword.account')),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lead_answers', to=settings.AUTH_USER_MODEL)),
                ('nomination', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='goodword.nomination')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='goodword.leadreport')),
            ],
            options={
                'ordering': ['-answered_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReferenceLead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('points', models.IntegerField()),
                ('parts', models.JSONField()),
                ('facts', models.JSONField()),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reference_leads', to='goodword.account')),
                ('nudge', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='leads', to='goodword.leadnudge')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leads', to='goodword.leadreport')),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.AddConstraint(
            model_name='leadnudge',
            constraint=models.UniqueConstraint(fields=('owner', 'on_day'), name='one_nudge_a_day'),
        ),
        migrations.AddConstraint(
            model_name='leadanswer',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('account',), name='one_answer_holds'),
        ),
        migrations.AddConstraint(
            model_name='leadanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'not_now'), _negated=True), ('until_on__isnull', False), _connector='OR'), name='not_now_has_a_day'),
        ),
        migrations.AddIndex(
            model_name='referencelead',
            index=models.Index(fields=['report', 'place'], name='lead_by_place'),
        ),
        migrations.AddConstraint(
            model_name='referencelead',
            constraint=models.UniqueConstraint(fields=('report', 'account'), name='one_lead_a_report'),
        ),
    ]
