"""Mails go to whoever registers, by a link of their own kind; what they wrote is kept for a while."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('goodword', '0065_nominations'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='mail',
            name='mail_has_one_reader',
        ),
        migrations.AddField(
            model_name='mail',
            name='to_registration',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='goodword.registration'),
        ),
        migrations.AlterField(
            model_name='link',
            name='purpose',
            field=models.CharField(choices=[('answer_ask', 'answer an ask'), ('customer_outcome', 'say how it went'), ('owner_answer', 'approve or decline as account owner'), ('owner_opinions', 'say whether customers on a short list are a good idea'), ('requester_outcome', 'report the outcome'), ('manage_contact', 'see and change what was agreed'), ('speaker_kit', 'fill in the speaker kit'), ('promotion_plan', 'look at the promotion plan'), ('statement', 'approve what is said about them'), ('stop_mail', 'have no more mail like this'), ('confirm_registration', 'confirm a registration')], max_length=30),
        ),
        migrations.AlterField(
            model_name='retention',
            name='kind',
            field=models.CharField(choices=[('import_files', 'Files that were brought in'), ('import_rows', 'Rows that a list left out'), ('mail_words', 'Words of mails'), ('drafts', 'Drafts nobody goes on with'), ('links', 'Links that have ended'), ('taken_away', 'Files and comments that were taken away'), ('replays', 'Replays of the policy'), ('field_history', 'Field by field history'), ('unconfirmed', 'Registrations that nobody confirmed'), ('registrations', 'Registrations that led to nothing'), ('jobs', 'Finished background work'), ('failed_jobs', 'Failed background work')], max_length=20, unique=True),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_contact', None), ('to_registration', None), ('to_user__isnull', False)), models.Q(('to_contact__isnull', False), ('to_registration', None), ('to_user', None)), models.Q(('to_contact', None), ('to_registration__isnull', False), ('to_user', None)), _connector='OR'), name='mail_has_one_reader'),
        ),
    ]
