"""Who registers is found by the domain of an address or a website, among however many customers."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0079_pages_closed'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='account',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('website'), name='gin_trgm_ops'), name='account_website_trgm'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Reverse(django.db.models.functions.text.Upper('email')), name='text_pattern_ops'), name='contact_email_domain'),
        ),
    ]
