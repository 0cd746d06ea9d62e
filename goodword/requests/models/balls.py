"""Who has the ball, kept for lists: one narrow row of each request in play, and marks of those whose row is to be made anew."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from goodword.requests.models.requests import ReferenceRequest


class Ball(models.Model):
    """What `queries.ball.turn_of` said of a request, so that lists count, filter and sort by it. Read through `queries.balls` alone.

    `rules` is the fingerprint of the code that said so; from `until_at` on it may say something else, though nobody changed anything.
    """

    reference_request = models.OneToOneField(ReferenceRequest, primary_key=True, on_delete=models.CASCADE, related_name="ball")
    step = models.CharField(max_length=10)
    # Ids of colleagues and contacts, no keys: whoever is merged or leaves changes the rows that this is made from.
    who_id = models.BigIntegerField(null=True)
    also_id = models.BigIntegerField(null=True)
    # Everybody for whom something waits in it: an event is prepared by several people at once.
    hands = ArrayField(models.BigIntegerField(), default=list)
    contact_id = models.BigIntegerField(null=True)
    since_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    until_at = models.DateTimeField()
    rules = models.CharField(max_length=8)

    class Meta:
        indexes = [
            models.Index(fields=["who_id", "due_on"], name="ball_of"),
            models.Index(fields=["until_at"], name="ball_until"),
            GinIndex(fields=["hands"], name="ball_hands"),
        ]

    def __str__(self) -> str:
        """Of which request, and what is waited for."""
        return f"{self.reference_request_id}: {self.step}"


class BallMark(models.Model):
    """Something that the ball depends on has changed in this request: written by triggers in the transaction of the change."""

    request_id = models.BigIntegerField()

    def __str__(self) -> str:
        """Of which request."""
        return str(self.request_id)
