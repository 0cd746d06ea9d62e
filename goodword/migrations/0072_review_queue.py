"""Registrations are reviewed: the team says whether they fit, a call is held, and some wait for a day."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0071_standing_put_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='registration',
            name='call_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='call_changes',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='registration',
            name='call_held_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='call_minutes',
            field=models.PositiveSmallIntegerField(db_default=30, default=30),
        ),
        migrations.AddField(
            model_name='registration',
            name='call_notes',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='registration',
            name='call_place',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='registration',
            name='has_agreed',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='later_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='reminded_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='link',
            name='purpose',
            field=models.CharField(choices=[('answer_ask', 'answer an ask'), ('customer_outcome', 'say how it went'), ('owner_answer', 'approve or decline as account owner'), ('owner_opinions', 'say whether customers on a short list are a good idea'), ('team_fitness', 'say whether those who registered fit'), ('owner_leads', 'say whether customers would be good references'), ('requester_outcome', 'report the outcome'), ('manage_contact', 'see and change what was agreed'), ('speaker_kit', 'fill in the speaker kit'), ('promotion_plan', 'look at the promotion plan'), ('statement', 'approve what is said about them'), ('erase', 'be deleted'), ('stop_mail', 'have no more mail like this'), ('confirm_registration', 'confirm a registration')], max_length=30),
        ),
        migrations.CreateModel(
            name='FitnessAsk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='FitnessAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('owner', 'Account owner'), ('csm', 'Success manager')], max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('remind_at', models.DateTimeField(null=True)),
                ('told_overdue_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, choices=[('fits', 'Fits'), ('not_now', 'Not now'), ('no', 'No')], default='', max_length=10)),
                ('until_on', models.DateField(null=True)),
                ('words', models.TextField(blank=True, default='')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fitness_asked', to=settings.AUTH_USER_MODEL)),
                ('deputy_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fitness', to='goodword.registration')),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='goodword.fitnessask')),
            ],
            options={
                'ordering': ['-side', 'pk'],
                'indexes': [models.Index(condition=models.Q(('answer', '')), fields=['asked'], name='fitness_open_of'), models.Index(condition=models.Q(('answer', ''), ('told_overdue_at', None)), fields=['due_at'], name='fitness_to_chase')],
                'constraints': [models.UniqueConstraint(fields=('registration', 'side'), name='one_fitness_a_side'), models.CheckConstraint(condition=models.Q(('answer', ''), ('answered_at__isnull', False), _connector='OR'), name='fitness_has_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'not_now'), _negated=True), ('until_on__isnull', False), _connector='OR'), name='fitness_not_now_has_a_day')],
            },
        ),
    ]
