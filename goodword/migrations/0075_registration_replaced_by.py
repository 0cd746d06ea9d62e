"""Of two registrations of one person the link to the one that gave way leads to the one that counts."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0074_health_scale'),
    ]

    operations = [
        migrations.AddField(
            model_name='registration',
            name='replaced_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaced', to='goodword.registration'),
        ),
    ]
