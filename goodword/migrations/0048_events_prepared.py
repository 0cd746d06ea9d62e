"""What is prepared for an event with a customer, each part with its state; what waits in it marks who has the ball."""

from typing import Final

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FOUND: Final = "select distinct c.reference_request_id from changed p join goodword_candidate c on c.id = p.candidate_id"
WATCH: Final = f"""
create function goodword_ball_of_preparation() returns trigger language plpgsql as $$
begin
  insert into goodword_ballmark (request_id) {FOUND};
  return null;
end $$;
create trigger ball_after_insert after insert on goodword_preparation referencing new table as changed
  for each statement execute function goodword_ball_of_preparation();
create trigger ball_after_update after update on goodword_preparation referencing new table as changed old table as before
  for each statement execute function goodword_ball_of_preparation();
"""
GONE: Final = """
drop trigger ball_after_insert on goodword_preparation;
drop trigger ball_after_update on goodword_preparation;
drop function goodword_ball_of_preparation();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("goodword", "0047_who_has_the_ball"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanningCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("planning", "Planning call"), ("dry_run", "Dry run")], max_length=10)),
                ("place", models.PositiveSmallIntegerField()),
                ("state", models.CharField(choices=[("booked", "Booked"), ("cancelled", "Called off")], default="booked", max_length=10)),
                ("state_at", models.DateTimeField()),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField(default=30)),
                ("about", models.TextField(blank=True, default="")),
                ("sequence", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Preparation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_at", models.DateTimeField()),
                (
                    "content_state",
                    models.CharField(
                        choices=[
                            ("new_request", "New"),
                            ("triage", "Being looked at"),
                            ("backlog", "On the pile, not promised"),
                            ("queue", "Promised, not begun"),
                            ("in_progress", "In progress"),
                            ("waiting", "Stopped: waits for something"),
                            ("completed", "Done"),
                            ("transferred", "Given to another team"),
                            ("declined", "Declined"),
                            ("canceled", "Called off"),
                        ],
                        default="new_request",
                        max_length=12,
                    ),
                ),
                ("content_state_at", models.DateTimeField()),
                ("content_words", models.TextField(blank=True, default="")),
                (
                    "kit_state",
                    models.CharField(
                        choices=[
                            ("waiting", "Asked for"),
                            ("sent", "Waits for the manager"),
                            ("changes", "Changes asked for"),
                            ("approved", "Approved"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("kit_state_at", models.DateTimeField()),
                ("kit_words", models.TextField(blank=True, default="")),
                ("kit_reminded_at", models.DateTimeField(null=True)),
                (
                    "plan_state",
                    models.CharField(
                        choices=[
                            ("draft", "Not sent yet"),
                            ("shown", "On the customer's page"),
                            ("sent", "Waits for the customer"),
                            ("changes", "Changes asked for"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("plan_state_at", models.DateTimeField()),
                (
                    "reuse_state",
                    models.CharField(choices=[("open", "To be looked at"), ("reviewed", "Looked at")], default="open", max_length=10),
                ),
                ("reuse_state_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PromotionPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(blank=True, default="")),
                ("sent_at", models.DateTimeField(null=True)),
                ("answer_words", models.TextField(blank=True, default="")),
                ("answered_at", models.DateTimeField(null=True)),
                ("heard_how", models.CharField(blank=True, default="", max_length=10)),
                ("heard_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ReuseReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recording", models.CharField(blank=True, default="", max_length=500)),
                (
                    "uses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                (
                    "permission",
                    models.CharField(
                        choices=[
                            ("not_asked", "Not asked yet"),
                            ("asked", "Asked, no answer yet"),
                            ("given", "Source"),
                            ("refused", "Refused"),
                        ],
                        default="not_asked",
                        max_length=10,
                    ),
                ),
                ("remark", models.TextField(blank=True, default="")),
                ("reviewed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SpeakerKit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("bio", models.TextField(blank=True, default="")),
                ("abstract", models.TextField(blank=True, default="")),
                ("landscape", models.TextField(blank=True, default="")),
                ("why_us", models.TextField(blank=True, default="")),
                ("results", models.TextField(blank=True, default="")),
                ("metrics", models.TextField(blank=True, default="")),
                ("plans", models.TextField(blank=True, default="")),
                ("photo", models.BinaryField(null=True)),
                ("photo_type", models.CharField(blank=True, default="", max_length=20)),
                ("version", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                ("written_how", models.CharField(blank=True, default="", max_length=10)),
                ("written_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="ball",
            name="hands",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None),
        ),
        migrations.AddIndex(
            model_name="ball",
            index=django.contrib.postgres.indexes.GinIndex(fields=["hands"], name="ball_hands"),
        ),
        migrations.AddField(
            model_name="planningcall",
            name="candidate",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="planning_calls", to="goodword.candidate"),
        ),
        migrations.AddField(
            model_name="preparation",
            name="candidate",
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="preparation", to="goodword.candidate"),
        ),
        migrations.AddField(
            model_name="preparation",
            name="dry_run",
            field=models.OneToOneField(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="goodword.planningcall"
            ),
        ),
        migrations.AddField(
            model_name="preparation",
            name="pmm",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="content_work", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="promotionplan",
            name="heard_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="promotionplan",
            name="preparation",
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="plan", to="goodword.preparation"),
        ),
        migrations.AddField(
            model_name="reusereview",
            name="preparation",
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="reuse", to="goodword.preparation"),
        ),
        migrations.AddField(
            model_name="reusereview",
            name="reviewed_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="speakerkit",
            name="preparation",
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="kit", to="goodword.preparation"),
        ),
        migrations.AddField(
            model_name="speakerkit",
            name="written_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="planningcall",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "booked")), fields=("candidate", "place"), name="planning_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="planningcall",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "dry_run"), ("state", "booked")), fields=("candidate",), name="one_dry_run"
            ),
        ),
        migrations.AddConstraint(
            model_name="planningcall",
            constraint=models.CheckConstraint(condition=models.Q(("place__gte", 1)), name="planning_counts_from_one"),
        ),
        migrations.AddIndex(
            model_name="preparation",
            index=models.Index(fields=["pmm", "content_state"], name="content_of_pmm"),
        ),
        migrations.AddConstraint(
            model_name="speakerkit",
            constraint=models.CheckConstraint(
                condition=models.Q(("photo", None), models.Q(("photo_type", ""), _negated=True), _connector="OR"), name="photo_has_a_type"
            ),
        ),
        migrations.RunSQL(WATCH, GONE),
    ]
