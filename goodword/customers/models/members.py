"""Members of the program, and the limits that they set for themselves."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Q, Value
from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Standing
from goodword.customers.kinds.activities import EVERYTHING, LIMIT_FOR
from goodword.customers.models.accounts import Account
from goodword.customers.models.contacts import Contact
from goodword.customers.models.fields import short_codes
from goodword.kernel.references import member_number


class Member(models.Model):
    """An account that joined the program: its reference ID, standing and what it agreed to."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="member")
    number = models.PositiveIntegerField(unique=True, db_default=Func(Value("goodword_member_number"), function="nextval"))
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.ACTIVE)
    standing_at = models.DateTimeField()
    paused_until = models.DateField(null=True, blank=True)
    # The day on which caution, or leaving the program, ends by itself.
    standing_until = models.DateField(null=True, blank=True)
    # The rule that put it there, and by what (a day, a word); empty when a person did. A trigger empties both when somebody else moves it.
    standing_rule = models.CharField(max_length=20, blank=True, default="", db_default="")
    standing_fact = models.CharField(max_length=20, blank=True, default="", db_default="")
    # Where it goes back to, and what was so when a person decided last: by the same a rule does not move it again.
    standing_from = models.CharField(max_length=12, blank=True, default="", db_default="")
    standing_seen = models.JSONField(default=dict, db_default={}, blank=True)
    agreed_types = ArrayField(models.CharField(max_length=30, choices=ActivityType.choices), default=list, blank=True)
    refused_types = ArrayField(models.CharField(max_length=30, choices=ActivityType.choices), default=list, blank=True)
    comfort = models.CharField(max_length=300, blank=True, default="")
    comfort_days = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("one thing in so many days"))
    comfort_effort = models.PositiveSmallIntegerField(null=True, blank=True)
    preferences = models.CharField(max_length=300, blank=True, default="")
    champion = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    joined_on = models.DateField()
    how_joined = models.CharField(max_length=30, blank=True, default="by_hand")
    verified_on = models.DateField(null=True, blank=True)
    # Since when its owner is asked whether the record is right; and since when they say that this is no reference any more.
    verify_asked_on = models.DateField(null=True, blank=True)
    retire_proposed_on = models.DateField(null=True, blank=True)
    territories = short_codes(20)
    is_confidential = models.BooleanField(default=False, db_default=False, help_text=_("may be named in confidential requests only"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing="paused") | Q(paused_until__isnull=False) | ~Q(standing_rule=""), name="paused_has_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["standing"], name="member_standing"),
            GinIndex(fields=["agreed_types"], name="member_agreed"),
            models.Index(fields=["standing_rule"], condition=~Q(standing_rule=""), name="member_by_rule"),
        ]

    @property
    def agreed_words(self) -> str:
        """What it agreed to, in words."""
        known = dict(ActivityType.choices)
        return ", ".join(str(known.get(code, code)).lower() for code in self.agreed_types)

    @property
    def is_by_rule(self) -> bool:
        """A rule put it where it stands, and takes it back."""
        return bool(self.standing_rule)

    @property
    def stands_until(self) -> date | None:
        """The day on which its standing ends by itself, if one is known."""
        return self.paused_until if self.standing == Standing.PAUSED else self.standing_until

    @property
    def reference_id(self) -> str:
        """The reference ID that people say aloud."""
        return member_number(self.number)


class SelfLimit(models.Model):
    """A limit that the customer set for itself, for the account or for one contact."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="self_limits")
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="self_limits")
    family = models.CharField(max_length=15, choices=list(LIMIT_FOR.items()))
    most = models.PositiveSmallIntegerField(help_text=_("how many times"))
    days = models.PositiveSmallIntegerField(default=365, help_text=_("within how many days"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "contact", "family"], name="self_limit_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(days__gt=0), name="self_limit_days"),
            # The wall of the ledger counts families; a limit on everything is one person's, which the rules keep.
            models.CheckConstraint(condition=~Q(family=EVERYTHING) | Q(contact__isnull=False), name="limit_on_everything_is_ones_own"),
        ]
