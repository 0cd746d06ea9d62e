"""The questions of an interview."""

import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0087_transcripts_are_approved'),
    ]

    operations = [
        migrations.CreateModel(
            name='InterviewQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('code', models.CharField(blank=True, default='', max_length=40)),
                ('words', models.CharField(max_length=1000)),
                ('answer', models.CharField(choices=[('text', 'text'), ('number', 'number'), ('checklist', 'checklist')], default='text', max_length=20)),
                ('choices', models.JSONField(default=list)),
                ('follow_up', models.CharField(blank=True, default='', max_length=500)),
                ('tells', models.CharField(blank=True, default='', max_length=20)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='goodword.story')),
            ],
            options={
                'ordering': ['place'],
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('story', 'place'), name='question_has_a_place'), models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('story', 'code'), name='library_question_is_asked_once'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='question_has_words')],
            },
        ),
        migrations.RunSQL("set constraints all immediate; select goodword_refuse_deletes_at_once();", migrations.RunSQL.noop),
    ]
