"""Since when owners are asked to confirm a record, and who is said to be no reference any more; a purpose of links."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0072_review_queue'),
    ]

    operations = [
        # On the way back this comes last, when the columns are gone.
        migrations.RunSQL(migrations.RunSQL.noop, 'select goodword_watch_fields()'),
        migrations.AddField(
            model_name='member',
            name='retire_proposed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='member',
            name='verify_asked_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='link',
            name='purpose',
            field=models.CharField(choices=[('answer_ask', 'answer an ask'), ('customer_outcome', 'say how it went'), ('owner_answer', 'approve or decline as account owner'), ('owner_opinions', 'say whether customers on a short list are a good idea'), ('team_fitness', 'say whether those who registered fit'), ('owner_records', 'say whether records of customers are right'), ('owner_leads', 'say whether customers would be good references'), ('requester_outcome', 'report the outcome'), ('manage_contact', 'see and change what was agreed'), ('speaker_kit', 'fill in the speaker kit'), ('promotion_plan', 'look at the promotion plan'), ('statement', 'approve what is said about them'), ('erase', 'be deleted'), ('stop_mail', 'have no more mail like this'), ('confirm_registration', 'confirm a registration')], max_length=30),
        ),
        migrations.RunSQL('select goodword_watch_fields()', migrations.RunSQL.noop),
    ]
