"""The public page of a program can be closed for a while; a website counts when a customer is looked for."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0078_words_of_lead_answers'),
    ]

    operations = [
        migrations.CreateModel(
            name='JoinPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('program', models.CharField(choices=[('customer', 'Customer references'), ('open_source', 'Open-source program'), ('education', 'Education program')], max_length=20, unique=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('words', models.TextField(blank=True, default='')),
            ],
        ),
        migrations.AlterField(
            model_name='registration',
            name='matched_by',
            field=models.CharField(blank=True, choices=[('address', 'The person is known by this mail address'), ('domain', 'The mail domain is that of the customer'), ('website', 'The website is that of the customer'), ('name', 'The company has this name'), ('near_name', 'The company has nearly this name'), ('by_hand', 'Chosen by a colleague')], default='', max_length=20),
        ),
    ]
