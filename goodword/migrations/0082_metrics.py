"""The figures of a story."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0081_stories'),
    ]

    operations = [
        migrations.CreateModel(
            name='Metric',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, default='', max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('before', models.DecimalField(decimal_places=4, max_digits=18)),
                ('after', models.DecimalField(decimal_places=4, max_digits=18)),
                ('unit', models.CharField(blank=True, default='', max_length=30)),
                ('better', models.CharField(choices=[('less', 'less'), ('more', 'more')], max_length=5)),
                ('period', models.CharField(blank=True, default='', max_length=200)),
                ('measured_how', models.CharField(blank=True, default='', max_length=500)),
                ('confirmed_by', models.CharField(blank=True, default='', max_length=200)),
                ('confirmed_on', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('written_at', models.DateTimeField()),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='metrics', to='goodword.story')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['story'], name='metrics_of_story')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='metric_has_a_name'), models.CheckConstraint(condition=models.Q(('after__gte', 0), ('before__gte', 0)), name='metric_is_not_negative'), models.CheckConstraint(condition=models.Q(('confirmed_on', None), models.Q(('confirmed_by', ''), _negated=True), _connector='OR'), name='metric_confirmed_by_somebody')],
            },
        ),
    ]
