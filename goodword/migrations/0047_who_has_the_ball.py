"""Who has the ball is kept in a narrow row of each request in play; triggers mark the requests whose row is to be made anew."""

from typing import Final

import django.db.models.deletion
from django.db import migrations, models

IN_PLAY: Final = "('draft', 'submitted', 'held', 'triage', 'sourcing', 'confirmed', 'completed')"

# What the ball is said from, and how its requests are found: a line is added for each, so nobody waits for anybody.
OF_REQUESTS: Final = "select id from changed"
OF_CANDIDATES: Final = "select distinct reference_request_id from changed"
OF_TIMES: Final = "select distinct c.reference_request_id from changed t join goodword_candidate c on c.id = t.candidate_id"
OF_APPROVALS: Final = "select distinct c.reference_request_id from changed a join goodword_candidate c on c.approval_id = a.id"
ALL_IN_PLAY: Final = f"select id from goodword_referencerequest where state in {IN_PLAY}"
OF_PEOPLE: Final = f"{ALL_IN_PLAY} and exists (select from changed n join before o using (id) where n.region_id is distinct from o.region_id)"
OF_REGIONS: Final = (
    f"{ALL_IN_PLAY} and exists (select from changed n join before o using (id)"
    " where (n.time_zone, n.holiday_country) is distinct from (o.time_zone, o.holiday_country))"
)
OF_PROGRAM: Final = f"{ALL_IN_PLAY} and exists (select from changed n join before o using (id) where n.time_zone <> o.time_zone)"

WATCHED: Final = (
    ("request", "goodword_referencerequest", OF_REQUESTS, ("insert", "update")),
    ("candidate", "goodword_candidate", OF_CANDIDATES, ("insert", "update", "delete")),
    ("time", "goodword_proposedtime", OF_TIMES, ("insert", "update", "delete")),
    ("approval", "goodword_approval", OF_APPROVALS, ("update",)),
    ("person", "goodword_user", OF_PEOPLE, ("update",)),
    ("region", "goodword_region", OF_REGIONS, ("update",)),
    ("program", "goodword_program", OF_PROGRAM, ("update",)),
)


def _marks(name: str, found: str) -> str:
    return f"""
create function goodword_ball_of_{name}() returns trigger language plpgsql as $$
begin
  insert into goodword_ballmark (request_id) {found};
  return null;
end $$;
"""


def _watch(name: str, table: str, event: str) -> str:
    seen = {"insert": "new table as changed", "delete": "old table as changed", "update": "new table as changed old table as before"}
    return (
        f"create trigger ball_after_{event} after {event} on {table} referencing {seen[event]}"
        f" for each statement execute function goodword_ball_of_{name}();"
    )


WATCH: Final = "\n".join(
    [_marks(name, found) for name, _table, found, _events in WATCHED]
    + [_watch(name, table, event) for name, table, _found, events in WATCHED for event in events]
    + [f"insert into goodword_ballmark (request_id) {ALL_IN_PLAY};"]
)
GONE: Final = "\n".join(
    [f"drop trigger ball_after_{event} on {table};" for _name, table, _found, events in WATCHED for event in events]
    + [f"drop function goodword_ball_of_{name}();" for name, _table, _found, _events in WATCHED]
)


class Migration(migrations.Migration):
    """The rows, the marks, and the triggers."""

    dependencies = [("goodword", "0046_policy_replays")]
    operations = [
        migrations.CreateModel(
            name="BallMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("request_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Ball",
            fields=[
                (
                    "reference_request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="ball",
                        serialize=False,
                        to="goodword.referencerequest",
                    ),
                ),
                ("step", models.CharField(max_length=10)),
                ("who_id", models.BigIntegerField(null=True)),
                ("also_id", models.BigIntegerField(null=True)),
                ("contact_id", models.BigIntegerField(null=True)),
                ("since_at", models.DateTimeField()),
                ("due_on", models.DateField(null=True)),
                ("until_at", models.DateTimeField()),
                ("rules", models.CharField(max_length=8)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["who_id", "due_on"], name="ball_of"),
                    models.Index(fields=["until_at"], name="ball_until"),
                ],
            },
        ),
        migrations.RunSQL(WATCH, GONE),
    ]
