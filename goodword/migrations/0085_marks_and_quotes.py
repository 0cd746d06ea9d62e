"""Sentences worth a second look, and quotes."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0084_transcripts'),
    ]

    operations = [
        migrations.AddField(
            model_name='transcript',
            name='language',
            field=models.CharField(db_default='en', default='en', max_length=2),
        ),
        migrations.AddField(
            model_name='transcriptturn',
            name='has_figure',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='transcriptturn',
            name='is_quotable',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='transcriptturn',
            name='marks',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('source', models.TextField()),
                ('speaker', models.CharField(blank=True, default='', max_length=60)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='goodword.story')),
                ('turn', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='quotes', to='goodword.transcriptturn')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='quote_has_words_and_a_source'), models.UniqueConstraint(models.F('story'), models.F('turn'), django.db.models.functions.text.MD5('source'), name='sentence_is_quoted_once')],
            },
        ),
    ]
