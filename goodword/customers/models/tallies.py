"""How many customers there are of each kind."""

from django.db import models


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
