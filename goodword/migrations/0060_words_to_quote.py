"""Sentences about a customer, every version of them, and what was approved; kept for good, and erased with whoever they are about."""

from typing import Final

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What was said once stays as it was said. Only words may go, and only all of them.
KEEP: Final = """
create function goodword_statement_kept() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before delete on goodword_statementversion for each row execute function goodword_statement_kept();
create trigger append_only before delete on goodword_statementapproval for each row execute function goodword_statement_kept();
create trigger only_erased before update on goodword_statementversion for each row
  when (new.words <> '' or new.without_name <> ''
    or (new.id, new.statement_id, new.number, new.at, new.by_id, new.heard_how)
      is distinct from (old.id, old.statement_id, old.number, old.at, old.by_id, old.heard_how))
  execute function goodword_statement_kept();
create trigger only_erased before update on goodword_statementapproval for each row
  when (new.said_by <> '' or (new.id, new.version_id, new.use, new.at, new.owner_id, new.owner_at, new.heard_by_id, new.heard_how, new.heard_on)
      is distinct from (old.id, old.version_id, old.use, old.at, old.owner_id, old.owner_at, old.heard_by_id, old.heard_how, old.heard_on))
  execute function goodword_statement_kept();
"""
KEPT_NO_MORE: Final = """
drop trigger only_erased on goodword_statementapproval;
drop trigger only_erased on goodword_statementversion;
drop trigger append_only on goodword_statementapproval;
drop trigger append_only on goodword_statementversion;
drop function goodword_statement_kept();
"""

# A candidacy loses its contact only when the row of the contact goes; a merge names another one.
ERASE: Final = """
create function goodword_erase_statement() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update goodword_statement
    set words = '', without_name = '', remark = '', usable_id = null, version = version + 1
    where candidate_id = new.id;
  update goodword_statementapproval a set said_by = ''
    from goodword_statementversion v join goodword_statement s on s.id = v.statement_id
    where a.version_id = v.id and s.candidate_id = new.id;
  update goodword_statementversion v set words = '', without_name = ''
    from goodword_statement s
    where s.id = v.statement_id and s.candidate_id = new.id;
  return null;
end $$;
do $$ begin
  execute format('alter function goodword_erase_statement() set search_path = pg_catalog, %I, pg_temp', current_schema());
end $$;
create trigger erase_statement after update of contact_id on goodword_candidate
  for each row when (old.contact_id is not null and new.contact_id is null) execute function goodword_erase_statement();
"""
STAY: Final = """
drop trigger erase_statement on goodword_candidate;
drop function goodword_erase_statement();
"""

# Who has the ball is said from the statement and from the question to the owner about it.
FOUND: Final = "select distinct c.reference_request_id from changed s join goodword_candidate c on c.id = s.candidate_id"
WATCH: Final = f"""
create function goodword_ball_of_statement() returns trigger language plpgsql as $$
begin
  insert into goodword_ballmark (request_id) {FOUND};
  return null;
end $$;
create trigger ball_after_insert after insert on goodword_statement referencing new table as changed
  for each statement execute function goodword_ball_of_statement();
create trigger ball_after_update after update on goodword_statement referencing new table as changed old table as before
  for each statement execute function goodword_ball_of_statement();
create function goodword_ball_of_words_approval() returns trigger language plpgsql as $$
begin
  insert into goodword_ballmark (request_id)
    select distinct c.reference_request_id from changed a
      join goodword_statement s on s.approval_id = a.id join goodword_candidate c on c.id = s.candidate_id;
  return null;
end $$;
create trigger words_ball_after_update after update on goodword_approval referencing new table as changed old table as before
  for each statement execute function goodword_ball_of_words_approval();
"""
GONE: Final = """
drop trigger words_ball_after_update on goodword_approval;
drop function goodword_ball_of_words_approval();
drop trigger ball_after_update on goodword_statement;
drop trigger ball_after_insert on goodword_statement;
drop function goodword_ball_of_statement();
"""

# Who said yes before there were any words to write.
BEGUN: Final = """
insert into goodword_statement (candidate_id, state, state_at, opened_at, words, without_name, only_without_name, version, remark)
  select c.id, 'draft', c.state_at, c.state_at, '', '', false, 0, ''
  from goodword_candidate c join goodword_referencerequest r on r.id = c.reference_request_id
  where r.kind = 'earnings' and c.state in ('accepted', 'introduced', 'scheduled', 'missed');
"""


class Migration(migrations.Migration):
    """The tables and their walls."""

    dependencies = [
        ("goodword", "0059_erased_with_the_speaker"),
    ]

    operations = [
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
                    ("statement", "approve what is said about them"),
                    ("stop_mail", "have no more mail like this"),
                ],
                max_length=30,
            ),
        ),
        migrations.CreateModel(
            name="StatementApproval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("use", models.CharField(choices=[("named", "With their name"), ("anonymous", "Without their name")], max_length=10)),
                ("at", models.DateTimeField()),
                ("said_by", models.CharField(blank=True, default="", max_length=300)),
                ("owner_at", models.DateTimeField(blank=True, null=True)),
                ("heard_how", models.CharField(blank=True, default="", max_length=10)),
                ("heard_on", models.DateField(blank=True, null=True)),
                (
                    "heard_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being written"),
                            ("owner", "Waits for the owner"),
                            ("changes", "To be changed"),
                            ("customer", "Waits for the customer"),
                            ("approved", "Approved"),
                            ("declined", "Not wanted"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("state_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField()),
                ("words", models.TextField(blank=True, default="")),
                ("without_name", models.TextField(blank=True, default="")),
                ("only_without_name", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=0)),
                ("remark", models.TextField(blank=True, default="")),
                (
                    "approval",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goodword.approval"
                    ),
                ),
                (
                    "candidate",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="statement", to="goodword.candidate"),
                ),
                (
                    "remark_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "usable",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="goodword.statementapproval",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatementVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("heard_how", models.CharField(blank=True, default="", max_length=10)),
                ("words", models.TextField(blank=True, default="")),
                ("without_name", models.TextField(blank=True, default="")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="goodword.statement"),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddField(
            model_name="statementapproval",
            name="version",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="approvals", to="goodword.statementversion"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "owner"), _negated=True), ("approval__isnull", False), _connector="OR"),
                name="statement_waits_for_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementversion",
            constraint=models.UniqueConstraint(fields=("statement", "number"), name="statement_version_once"),
        ),
        migrations.AddConstraint(
            model_name="statementapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(("heard_by", None), models.Q(("heard_how", ""), _negated=True), _connector="OR"),
                name="statement_heard_somehow",
            ),
        ),
        migrations.RunSQL(KEEP, KEPT_NO_MORE),
        migrations.RunSQL(ERASE, STAY),
        migrations.RunSQL(WATCH, GONE),
        migrations.RunSQL(BEGUN, migrations.RunSQL.noop),
    ]
