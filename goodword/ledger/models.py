"""The ledger, its lock rows, the limits in force, and the history that nobody can edit."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Family


class LedgerHolder(models.Model):
    """The row that is locked, by updating it, whenever a place of this holder is taken. `holder_id` is an account."""

    # Not checked by the database: it stands only where an entry stands, and that keeps the account.
    holder = models.OneToOneField("goodword.Account", primary_key=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    taken = models.BigIntegerField(default=0)


class LimitInForce(models.Model):
    """At most `most` entries of a family per period; a row with a holder is that customer's own limit, kept beside the policy's.

    The trigger computes each entry's period from its planned day: `every` fiscal quarters beginning with the day's own,
    or `every` rolling days from the day on.
    """

    family = models.CharField(max_length=15, choices=Family.choices)
    holder = models.ForeignKey("goodword.Account", null=True, on_delete=models.CASCADE, related_name="+")
    most = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=10, choices=[("quarters", _("fiscal quarters")), ("days", _("days"))], default="quarters")
    every = models.PositiveSmallIntegerField(default=1)
    # Which asks keep their place: all that were made, those that were accepted, or what took place. A customer's own limit counts all.
    counts = models.CharField(max_length=10, default="asked", db_default="asked")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family", "holder"], name="limit_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(every__gt=0), name="limit_has_a_period"),
        ]


class Answer(models.TextChoices):
    """What the customer answered to an ask; empty while the answer is open."""

    ACCEPTED = "accepted", _("yes")
    DECLINED = "declined", _("no")
    NO_ANSWER = "no_answer", _("no answer")


class LedgerEntry(models.Model):
    """One hold or ask of one account. Holder and period `[from_on, to_on)` are set by the trigger from `planned_on`.

    The period is that of the limit under which the place was taken, for showing; a judgement asks the limit that holds then.
    """

    HOLD, ASK = "hold", "ask"

    holder = models.ForeignKey("goodword.Account", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("goodword.Account", on_delete=models.PROTECT, related_name="ledger")
    contact = models.ForeignKey("goodword.Contact", null=True, on_delete=models.SET_NULL, related_name="ledger")
    family = models.CharField(max_length=15, choices=Family.choices)
    activity_type = models.CharField(max_length=30, choices=ActivityType.choices)
    kind = models.CharField(max_length=4, choices=[("hold", _("hold")), ("ask", _("ask"))])
    from_on = models.DateField()
    to_on = models.DateField()
    planned_on = models.DateField()
    asked_on = models.DateField(null=True)
    effort = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    # The mail of this ask has not left yet: until then the ask may become a hold again.
    unsent = models.BooleanField(default=False, db_default=False)
    # Written down afterwards, with a list of past asks; what happened is kept even over a limit, and says so.
    recorded = models.BooleanField(default=False, db_default=False)
    over_limit = models.BooleanField(default=False, db_default=False)
    answer = models.CharField(max_length=10, blank=True, default="", db_default="", choices=Answer.choices)
    # What it was about did not take place.
    missed = models.BooleanField(default=False, db_default=False)
    circle = models.ForeignKey("goodword.Circle", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="ledger_period"),
            models.CheckConstraint(condition=Q(kind="ask") | Q(answer=""), name="only_an_ask_is_answered"),
            models.CheckConstraint(condition=Q(kind="hold") | Q(asked_on__isnull=False), name="ask_has_a_day"),
            models.CheckConstraint(condition=Q(kind="hold") | Q(released_at__isnull=True), name="ask_keeps_its_place"),
            models.CheckConstraint(condition=Q(unsent=False) | Q(kind="ask", answer=""), name="only_an_open_ask_is_unsent"),
        ]
        indexes = [
            models.Index(fields=["holder", "family", "to_on"], condition=Q(released_at=None), name="ledger_active"),
            models.Index(fields=["family", "to_on"], include=["holder", "from_on"], condition=Q(released_at=None), name="ledger_places"),
            models.Index(fields=["family", "planned_on"], include=["holder"], condition=Q(released_at=None), name="ledger_planned"),
            models.Index(fields=["asked_on"], include=["holder"], condition=Q(kind="ask"), name="ledger_asked"),
            models.Index(fields=["account", "-planned_on"], name="ledger_of_account"),
            models.Index(fields=["expires_at"], condition=Q(kind="hold", released_at=None), name="ledger_expiring"),
        ]


class LedgerSummary(models.Model):
    """What one account was asked in all, and for what somebody there can be written to on any day; kept by triggers.

    So that ranking a hundred thousand members counts nothing and reads no contacts. In `reach`, `*` stands for anything.
    """

    ANYTHING = "*"

    account = models.OneToOneField(
        "goodword.Account", primary_key=True, on_delete=models.DO_NOTHING, related_name="ledger_summary", db_constraint=False
    )
    last_asked_on = models.DateField(null=True)
    answered = models.PositiveIntegerField(db_default=0)
    accepted = models.PositiveIntegerField(db_default=0)
    reach = ArrayField(models.TextField(), default=list, db_default=[])


class LedgerMove(models.Model):
    """Append-only history of every change of an entry, written by a trigger."""

    at = models.DateTimeField()
    entry_id = models.BigIntegerField()
    holder_id = models.BigIntegerField()
    family = models.CharField(max_length=15)
    kind = models.CharField(max_length=4)
    from_on = models.DateField()
    to_on = models.DateField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["entry_id"], name="move_of_entry")]


class LedgerMerged(models.Model):
    """Which entries a merge of two accounts touched: those that came with the account that went, and those flagged because of it.

    Written by the functions of the database that merge and split (migration 0034), so that only what came can go back,
    and only to the account that it came from.
    """

    merge_id = models.BigIntegerField()
    gone_id = models.BigIntegerField(default=0, db_default=0)
    entry_id = models.BigIntegerField()
    came = models.BooleanField()
    flagged = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merge_id", "entry_id"], name="entry_merged_once")]
        indexes = [models.Index(fields=["gone_id"], name="merged_from")]

    def __str__(self) -> str:
        """Which entry, by which merge."""
        return f"entry {self.entry_id} of merge {self.merge_id}"
