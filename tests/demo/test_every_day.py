"""The demo world loads on every day of the year: the first start of a stranger depends on it."""

from datetime import UTC, datetime

import pytest

from goodword.demo import load
from goodword.people.actions import ensure_program
from goodword.requests.models import ReferenceRequest
from goodword.requests.states import RequestState


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2026-01-31", "2026-08-03", "2028-02-29"])  # ends and beginnings of quarters, when all were asked
def test_it_loads_with_something_waiting(day: str) -> None:
    ensure_program()
    load(datetime.fromisoformat(day).replace(hour=10, tzinfo=UTC))
    waiting = ReferenceRequest.objects.exclude(state__in=(RequestState.OUTCOME_REPORTED, RequestState.WITHDRAWN))
    assert waiting.filter(is_confidential=True).exists()
    assert {RequestState.DRAFT, RequestState.SUBMITTED, RequestState.SOURCING} <= set(waiting.values_list("state", flat=True))
