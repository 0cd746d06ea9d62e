"""What owners think of a short list, why somebody was taken off it, and that its requester agreed to it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Opinions."""

    dependencies = [
        ("goodword", "0054_permission_given"),
    ]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="released_words",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="referencerequest",
            name="list_agreed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="link",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("answer_ask", "answer an ask"),
                    ("customer_outcome", "say how it went"),
                    ("owner_answer", "approve or decline as account owner"),
                    ("owner_opinions", "say whether customers on a short list are a good idea"),
                    ("requester_outcome", "report the outcome"),
                    ("manage_contact", "see and change what was agreed"),
                    ("speaker_kit", "fill in the speaker kit"),
                    ("promotion_plan", "look at the promotion plan"),
                    ("stop_mail", "have no more mail like this"),
                ],
                max_length=30,
            ),
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(blank=True, choices=[("good", "A good idea"), ("bad", "Rather not")], default="", max_length=4),
                ),
                ("words", models.TextField(blank=True, default="")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "asked",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "candidate",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="opinion", to="goodword.candidate"),
                ),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("answer", "")), fields=["asked"], name="opinion_open_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer", ""), ("answered_at__isnull", False), _connector="OR"), name="opinion_has_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "bad"), _negated=True), models.Q(("words", ""), _negated=True), _connector="OR"
                        ),
                        name="objection_has_a_reason",
                    ),
                ],
            },
        ),
    ]
