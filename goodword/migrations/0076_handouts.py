"""A file of one's own in the place of the one-pager or the slide, in versions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0075_registration_replaced_by'),
    ]

    operations = [
        migrations.CreateModel(
            name='HandoutVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('handout', models.CharField(choices=[('one_pager', 'One-pager'), ('slide', 'Pitch slide')], max_length=20)),
                ('number', models.PositiveIntegerField()),
                ('is_ours', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['handout', '-number'],
                'constraints': [models.UniqueConstraint(fields=('handout', 'number'), name='handout_version_once')],
            },
        ),
    ]
