"""One row that somebody opens, if they may know of it: by statements that are made once per process."""

from functools import partial
from typing import Final

from django.db.models import QuerySet

from goodword.kernel.kept import Given, Kept
from goodword.people.models import User
from goodword.requests.access import known_to
from goodword.requests.models import Candidate, ReferenceRequest


def _request(*, runs_all: bool) -> QuerySet[ReferenceRequest]:
    return known_to(Given("reader"), runs_all=runs_all).filter(pk=Given("number"))


def _candidate(*, runs_all: bool) -> QuerySet[Candidate]:
    rows = Candidate.objects.filter(pk=Given("candidate"), reference_request__in=_request(runs_all=runs_all))
    return rows.select_related("account", "contact", "approval__approver", "reference_request__team").order_by()


_KNOWN: Final = {each: Kept(partial(_request, runs_all=each)) for each in (True, False)}
_CANDIDATE: Final = {each: Kept(partial(_candidate, runs_all=each)) for each in (True, False)}


def may_open(user: User, number: int) -> bool:
    """May somebody know of a request."""
    return user.is_active and _KNOWN[user.is_manager].first(reader=user.pk, number=number) is not None


def candidate_for(user: User, number: int, candidate_id: int) -> Candidate | None:
    """A candidate of a request, for whoever may know of it."""
    return _CANDIDATE[user.is_manager].first(reader=user.pk, number=number, candidate=candidate_id) if user.is_active else None
