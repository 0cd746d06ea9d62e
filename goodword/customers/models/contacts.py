"""People at customers."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Reverse, Upper

from goodword.customers.kinds import ActivityType
from goodword.customers.models.accounts import Account
from goodword.customers.models.fields import short_codes
from goodword.kernel.sql import Fold, Near


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
            # Read from its end, everybody of one domain stands together.
            models.Index(OpClass(Reverse(Upper("email")), name="text_pattern_ops"), name="contact_email_domain"),
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
