"""Exceptions, who decides on them, and who has the ball while they do."""

from typing import Final

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

MARKS: Final = """
create or replace function goodword_ball_of_approval() returns trigger language plpgsql as $$
begin
  insert into goodword_ballmark (request_id) {found};
  return null;
end $$;
"""
OF_OWNERS: Final = "select c.reference_request_id from changed a join goodword_candidate c on c.approval_id = a.id"
OF_SUPPORT: Final = "select c.reference_request_id from changed a join goodword_candidate c on c.support_id = a.id"
OF_REVIEWS: Final = "select r.reference_request_id from changed a join goodword_exceptionreview r on r.approval_id = a.id"


class Migration(migrations.Migration):
    """The table, what a request keeps of it, and the marks of whoever is asked."""

    dependencies = [
        ("goodword", "0051_support_says_all_is_well"),
    ]

    operations = [
        migrations.AddField(
            model_name="referencerequest",
            name="day_said_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="referencerequest",
            name="exception_reason",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.CreateModel(
            name="ExceptionReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rules",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("sent", "as it was sent"),
                            ("moved", "as its day was moved"),
                            ("place_gone", "as the last place went to another one"),
                            ("lapsed", "as the exception for it ran out"),
                            ("turned", "as another kind was made of it"),
                            ("reopened", "as it was to be taken up again"),
                        ],
                        default="sent",
                        max_length=20,
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("needed_on", models.DateField(null=True)),
                ("earliest_on", models.DateField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("until_on", models.DateField(null=True)),
                ("conditions", models.TextField(blank=True, default="")),
                ("lapsed_at", models.DateTimeField(null=True)),
                (
                    "approval",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="review", to="goodword.approval"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goodword.decision"),
                ),
                (
                    "reference_request",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="goodword.referencerequest"),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="goodword.team"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="referencerequest",
            name="review",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="goodword.exceptionreview"
            ),
        ),
        migrations.AddIndex(
            model_name="exceptionreview",
            index=models.Index(fields=["team", "-opened_at"], name="review_of_team"),
        ),
        migrations.AddIndex(
            model_name="exceptionreview",
            index=models.Index(
                condition=models.Q(("lapsed_at", None), ("until_on__isnull", False)), fields=["until_on"], name="review_ends"
            ),
        ),
        migrations.RunSQL(
            MARKS.format(found=f"{OF_OWNERS} union {OF_SUPPORT} union {OF_REVIEWS}"), MARKS.format(found=f"{OF_OWNERS} union {OF_SUPPORT}")
        ),
    ]
