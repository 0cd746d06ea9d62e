"""What was written beside answers about reference leads is kept for a while, like other words."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("goodword", "0077_owners_asked_by_itself"),
    ]

    operations = [
        migrations.AlterField(
            model_name="retention",
            name="kind",
            field=models.CharField(choices=[("import_files", "Files that were brought in"), ("import_rows", "Rows that a list left out"), ("mail_words", "Words of mails"), ("drafts", "Drafts nobody goes on with"), ("links", "Links that have ended"), ("taken_away", "Files and comments that were taken away"), ("replays", "Replays of the policy"), ("field_history", "Field by field history"), ("unconfirmed", "Registrations that nobody confirmed"), ("registrations", "Registrations that led to nothing"), ("lead_words", "Why a customer is not asked to join"), ("evidence", "Approved words of people who were deleted"), ("jobs", "Finished background work"), ("failed_jobs", "Failed background work")], max_length=20, unique=True),
        ),
    ]
