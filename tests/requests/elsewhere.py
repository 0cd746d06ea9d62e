"""Writing down from the page what was said elsewhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goodword.requests.models import Candidate, ReferenceRequest
from tests.requests.world import now


def typed(moment: datetime, zone: str = "Europe/Oslo") -> str:
    """A moment as a browser sends it for a field of a day and a time."""
    with timezone.override(zone):
        return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def post(client: Client, verb: str, candidate: Candidate, **data: Any) -> Any:
    """Post a verb about a candidate, follow to the page."""
    return client.post(reverse(f"requests:{verb}", args=[candidate.reference_request_id, candidate.pk]), data, follow=True)


def long_ago(candidate: Candidate, days: int = 3) -> None:
    """The request was sent some days ago."""
    then = now() - timedelta(days=days)
    ReferenceRequest.objects.filter(pk=candidate.reference_request_id).update(created_at=then, submitted_at=then)
