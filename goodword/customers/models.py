"""Accounts, contacts, deals, campaigns and the controlled lists."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Health, ListKind, Standing
from goodword.customers.kinds.activities import EVERYTHING, LIMIT_FOR
from goodword.customers.kinds.bulk import BulkWhat, Verdict
from goodword.customers.states import BulkState
from goodword.kernel.references import member_number
from goodword.kernel.sql import Fold, Near
from goodword.kernel.text import fold


def short_codes(size: int = 60) -> "ArrayField[list[str], list[str]]":
    """An array of short codes."""
    return ArrayField(models.CharField(max_length=size), default=list, blank=True)


class ListItem(models.Model):
    """One value of a controlled list; `aliases` are folded spellings that imports may meet."""

    kind = models.CharField(max_length=20, choices=ListKind.choices)
    code = models.SlugField(max_length=60)
    label = models.CharField(max_length=120)
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_won = models.BooleanField(default=False)
    is_lost = models.BooleanField(default=False)

    class Meta:
        ordering = ["kind", "position", "label"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="list_item_once")]

    def __str__(self) -> str:
        """The label."""
        return self.label

    @property
    def end(self) -> str:
        """What this stage means for a deal: won, lost, or nothing while it is open."""
        return "won" if self.is_won else "lost" if self.is_lost else ""

    @property
    def other_spellings(self) -> list[str]:
        """What an import may call it besides its name."""
        return [each for each in self.aliases if each not in (fold(self.label), self.code)]


class Account(models.Model):
    """A customer company; may belong to a parent. Codes point into controlled lists; what could not be mapped is kept in `unmapped`."""

    name = models.CharField(max_length=300)
    search_name = models.GeneratedField(expression=Fold(F("name")), output_field=models.TextField(), db_persist=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children")
    source = models.CharField(max_length=60, blank=True, default="")
    external_id = models.CharField(max_length=120, blank=True, default="")
    website = models.CharField(max_length=300, blank=True, default="")
    description = models.TextField(blank=True, default="")
    industry = models.CharField(max_length=60, blank=True, default="")
    region = models.ForeignKey("goodword.Region", null=True, blank=True, on_delete=models.SET_NULL, related_name="accounts")
    city = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=120, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    segment = models.CharField(max_length=60, blank=True, default="")
    tier = models.CharField(max_length=60, blank=True, default="")
    seats = models.PositiveIntegerField(null=True, blank=True)
    use_cases = short_codes()
    stages_used = short_codes()
    tech_stack = short_codes(120)
    competitors_replaced = short_codes()
    product_version = models.CharField(max_length=60, blank=True, default="")
    health = models.CharField(max_length=10, blank=True, default="", choices=Health.choices)
    health_checked_on = models.DateField(null=True, blank=True)
    escalated_on = models.DateField(null=True, blank=True)
    renewal_on = models.DateField(null=True, blank=True)
    customer_since = models.DateField(null=True, blank=True)
    owner = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="owned_accounts")
    csm = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="success_accounts")
    blocked_prospects = short_codes(120)
    tags = ArrayField(models.CharField(max_length=60), default=list, db_default=[], blank=True)
    do_not_contact = models.BooleanField(default=False)
    unmapped = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], condition=~Q(external_id=""), name="account_external_id"),
            models.CheckConstraint(condition=~Q(name=""), name="account_has_a_name"),
        ]
        indexes = [
            GinIndex(OpClass(F("search_name"), name="gin_trgm_ops"), name="account_name_trgm"),
            GinIndex(Near(F("search_name")), name="account_name_near"),
            models.Index(fields=["search_name", "country"], name="account_name_country"),
            models.Index(fields=["industry", "region", "segment"], name="account_facets"),
            models.Index(fields=["country", "state"], name="account_place"),
            models.Index(fields=["industry", "search_name", "id"], name="account_by_industry"),
            models.Index(fields=["segment", "search_name", "id"], name="account_by_segment"),
            models.Index(fields=["renewal_on", "search_name", "id"], name="account_by_renewal"),
            GinIndex(fields=["use_cases"], name="account_use_cases"),
            GinIndex(fields=["competitors_replaced"], name="account_replaced"),
            GinIndex(fields=["tags"], name="account_tags"),
        ]

    def __str__(self) -> str:
        """The company's name."""
        return self.name


class AccountTally(models.Model):
    """So many more accounts of one kind; the sum over a kind is how many there are. Triggers add the lines (migration 0013)."""

    industry = models.CharField(max_length=60)
    segment = models.CharField(max_length=60)
    region_id = models.BigIntegerField(null=True)
    standing = models.CharField(max_length=12)
    accounts = models.BigIntegerField()

    def __str__(self) -> str:
        """What changed, for whom."""
        return f"{self.accounts:+} {self.industry} {self.segment} {self.region_id} {self.standing}"


class TagTally(models.Model):
    """As the tally of accounts, for each tag that they wear (migration 0022)."""

    tag = models.CharField(max_length=60)
    industry = models.CharField(max_length=60)
    segment = models.CharField(max_length=60)
    region_id = models.BigIntegerField(null=True)
    standing = models.CharField(max_length=12)
    accounts = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["tag"], name="tag_tally_of")]

    def __str__(self) -> str:
        """What changed, for whom."""
        return f"{self.accounts:+} {self.tag} {self.industry} {self.segment} {self.region_id} {self.standing}"


class Contact(models.Model):
    """A person at an account. Having left, not wanting contact and wanting peace are facts that every ask respects."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200)
    search_name = models.GeneratedField(expression=Fold(F("name")), output_field=models.TextField(), db_persist=True)
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    title = models.CharField(max_length=200, blank=True, default="")
    persona = models.CharField(max_length=60, blank=True, default="")
    languages = short_codes(10)
    time_zone = models.CharField(max_length=60, blank=True, default="")
    is_champion = models.BooleanField(default=False)
    agreed_types = ArrayField(models.CharField(max_length=30, choices=ActivityType.choices), null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    do_not_contact = models.BooleanField(default=False)
    quiet_until = models.DateField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True, default="")
    external_id = models.CharField(max_length=120, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-is_champion", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], condition=~Q(external_id=""), name="contact_external_id")]
        indexes = [
            GinIndex(OpClass(F("search_name"), name="gin_trgm_ops"), name="contact_name_trgm"),
            GinIndex(Near(F("search_name")), name="contact_name_near"),
            models.Index(Upper("email"), name="contact_email"),
            GinIndex(fields=["languages"], name="contact_languages"),
            models.Index(fields=["account"], condition=Q(left_on__isnull=False) | Q(quiet_until__isnull=False), name="contact_at_times"),
        ]

    def __str__(self) -> str:
        """The person's name."""
        return self.name

    @property
    def first_name(self) -> str:
        """The first word of the name."""
        return self.name.split(" ")[0] if self.name else ""


class Opportunity(models.Model):
    """A deal that a reference may help; `account` is the prospect, when known here."""

    name = models.CharField(max_length=300)
    search_name = models.GeneratedField(expression=Fold(F("name")), output_field=models.TextField(), db_persist=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.CASCADE, related_name="opportunities")
    owner = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="opportunities")
    stage = models.CharField(max_length=60, blank=True, default="")
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    close_on = models.DateField(null=True, blank=True)
    competitor = models.CharField(max_length=60, blank=True, default="")
    use_cases = short_codes()
    source = models.CharField(max_length=60, blank=True, default="")
    external_id = models.CharField(max_length=120, blank=True, default="")
    unmapped = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "opportunities"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], condition=~Q(external_id=""), name="opportunity_external_id")
        ]
        indexes = [
            GinIndex(OpClass(F("search_name"), name="gin_trgm_ops"), name="opportunity_name_trgm"),
            GinIndex(Near(F("search_name")), name="opportunity_name_near"),
        ]

    def __str__(self) -> str:
        """The deal's name."""
        return self.name


class Campaign(models.Model):
    """A marketing campaign (an event) that lists the members who spoke."""

    name = models.CharField(max_length=300)
    search_name = models.GeneratedField(expression=Fold(F("name")), output_field=models.TextField(), db_persist=True)
    kind = models.CharField(max_length=60, blank=True, default="")
    held_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    city = models.CharField(max_length=120, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    region = models.ForeignKey("goodword.Region", null=True, blank=True, on_delete=models.SET_NULL, related_name="campaigns")
    recording = models.CharField(max_length=500, blank=True, default="")
    source = models.CharField(max_length=60, blank=True, default="")
    external_id = models.CharField(max_length=120, blank=True, default="")
    unmapped = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], condition=~Q(external_id=""), name="campaign_external_id"),
            models.CheckConstraint(condition=~Q(name=""), name="campaign_has_a_name"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(held_on__isnull=False, ended_on__gte=F("held_on")), name="campaign_ends_after_it_begins"
            ),
        ]
        indexes = [
            GinIndex(OpClass(F("search_name"), name="gin_trgm_ops"), name="campaign_name_trgm"),
            GinIndex(Near(F("search_name")), name="campaign_name_near"),
            models.Index(fields=["-held_on", "-id"], name="campaign_by_day"),
        ]

    def __str__(self) -> str:
        """The campaign's name."""
        return self.name


class CampaignSpeaker(models.Model):
    """A customer who spoke at a campaign, with the person if it is known."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="speakers")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="spoke_at")
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="spoke_at")
    # The import that named them, so that it can be undone as a whole.
    brought_by = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "account", "contact"], name="speaker_once")]
        indexes = [models.Index(fields=["brought_by"], condition=Q(brought_by__isnull=False), name="speaker_brought_by")]


class Member(models.Model):
    """An account that joined the program: its reference ID, standing and what it agreed to."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="member")
    number = models.PositiveIntegerField(unique=True, db_default=Func(Value("goodword_member_number"), function="nextval"))
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.ACTIVE)
    standing_at = models.DateTimeField()
    paused_until = models.DateField(null=True, blank=True)
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
    territories = short_codes(20)
    is_confidential = models.BooleanField(default=False, db_default=False, help_text=_("may be named in confidential requests only"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(standing="paused") | Q(paused_until__isnull=False), name="paused_has_a_day"),
        ]
        indexes = [models.Index(fields=["standing"], name="member_standing"), GinIndex(fields=["agreed_types"], name="member_agreed")]

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


class BulkEdit(models.Model):
    """One change of many accounts at once: what it is, which accounts it is about, and the step in which it was made."""

    what = models.CharField(max_length=12, choices=BulkWhat.choices)
    values = models.JSONField(default=dict)  # ids and codes; empty until somebody has said what they become
    reason = models.TextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=BulkState.choices, default=BulkState.DRAFT)
    state_at = models.DateTimeField()
    by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    step = models.UUIDField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        """What is changed."""
        return f"{self.what} {self.pk}"


class BulkRow(models.Model):
    """One account of a change in bulk, and what became of it."""

    bulk = models.ForeignKey(BulkEdit, on_delete=models.CASCADE, related_name="rows")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="bulk_rows")
    verdict = models.CharField(max_length=12, choices=Verdict.choices, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulk", "account"], name="bulk_row_once")]

    def __str__(self) -> str:
        """Which account, in which change."""
        return f"{self.account_id} in {self.bulk_id}"


class Merge(models.Model):
    """Two rows of one company, or of one person, that became one, and all it takes to part them again; see queries/merges.py."""

    ACCOUNT, CONTACT = "account", "contact"

    kind = models.CharField(max_length=10, choices=[("account", _("company")), ("contact", _("person"))])
    gone_id = models.BigIntegerField()
    kept_id = models.BigIntegerField()
    now_id = models.BigIntegerField()
    name = models.CharField(max_length=300)
    search_name = models.GeneratedField(expression=Fold(F("name")), output_field=models.TextField(), db_persist=True)
    number = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=60, blank=True, default="")
    external_id = models.CharField(max_length=120, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    was = models.JSONField(default=dict)
    changed = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    removed = models.JSONField(default=list)
    over = models.PositiveIntegerField(default=0)
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey("goodword.User", null=True, on_delete=models.SET_NULL, related_name="+")
    until = models.DateField()
    split_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "gone_id"], condition=Q(split_at=None), name="merged_once"),
            models.CheckConstraint(condition=~Q(gone_id=F("kept_id")), name="merge_needs_two"),
        ]
        indexes = [
            models.Index(fields=["kind", "now_id"], condition=Q(split_at=None), name="merge_into"),
            models.Index(fields=["kind", "search_name"], condition=Q(split_at=None), name="merge_by_name"),
            GinIndex(Near(F("search_name")), name="merge_name_near"),
        ]
