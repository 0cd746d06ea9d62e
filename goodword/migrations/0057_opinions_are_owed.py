"""What an owner thinks of a short list is owed: by a day, with a reminder, by a deputy while they are away, and it has the ball."""

from typing import Final

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

EVENTS: Final = {
    "insert": "new table as changed",
    "update": "new table as changed old table as before",
    "delete": "old table as changed",
}
MARKS: Final = """
create function goodword_ball_of_opinion() returns trigger language plpgsql as $$
begin
  insert into goodword_ballmark (request_id)
    select distinct c.reference_request_id from changed o join goodword_candidate c on c.id = o.candidate_id;
  return null;
end $$;
"""
WATCH: Final = MARKS + "\n".join(
    f"create trigger ball_after_{event} after {event} on goodword_opinion referencing {seen}"
    " for each statement execute function goodword_ball_of_opinion();"
    for event, seen in EVENTS.items()
)
GONE: Final = "\n".join([*(f"drop trigger ball_after_{event} on goodword_opinion;" for event in EVENTS), "drop function goodword_ball_of_opinion();"])


class Migration(migrations.Migration):
    """The days of an opinion, who answers in whose place, what it was about, and the ball."""

    dependencies = [("goodword", "0055_opinions")]
    operations = [
        migrations.AddField(
            model_name="opinion",
            name="deputy_for",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(model_name="opinion", name="due_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="opinion", name="remind_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="opinion", name="about", field=models.CharField(blank=True, default="", max_length=64)),
        migrations.AddIndex(
            model_name="opinion",
            index=models.Index(condition=Q(answer="", remind_at__isnull=False), fields=["remind_at"], name="opinion_to_remind"),
        ),
        migrations.RunSQL(WATCH, GONE),
    ]
