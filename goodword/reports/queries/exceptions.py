"""Requests that were held for a decision, and rules that a manager went over: per team, kind and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from goodword.journal.models import Entry
from goodword.policy.access import can_see_overrides
from goodword.policy.models import Override
from goodword.policy.queries import overrides_for
from goodword.reports.queries.asked_for import NONE, requests_in
from goodword.reports.queries.scope import Scope
from goodword.requests.states import RequestState

WAITING, ALLOWED, REFUSED, GIVEN_UP = "waiting", "allowed", "refused", "given_up"
ENDS: Final = (ALLOWED, WAITING, REFUSED, GIVEN_UP)
BY: Final = ("team", "kind", "rule")
HELD: Final = "request.held"
LET_THROUGH: Final = ("request.allowed", "exception.approved")


def held(scope: Scope) -> QuerySet[Any]:
    """The requests of a scope that were held for a decision when they were sent."""
    return requests_in(scope).filter(Exists(_entries(HELD)))


def _entries(*verbs: str) -> QuerySet[Entry]:
    return Entry.objects.filter(verb__in=verbs, subjects__kind="referencerequest", subjects__object_id=OuterRef("pk"))


def held_for(rows: QuerySet[Any], rule: str) -> QuerySet[Any]:
    """Those of some requests that were held because of one rule."""
    return rows.filter(Exists(_entries(HELD).filter(data__rules__contains=[rule])))


def ended(rows: QuerySet[Any], end: str) -> QuerySet[Any]:
    """Those of some held requests whose exception ended so."""
    was_allowed = Exists(_entries(*LET_THROUGH))
    if end == WAITING:
        return rows.filter(state=RequestState.HELD)
    if end == ALLOWED:
        return rows.filter(was_allowed)
    gone = rows.exclude(state=RequestState.HELD).filter(~was_allowed)
    return gone.filter(state=RequestState.DECLINED) if end == REFUSED else gone.exclude(state=RequestState.DECLINED)


def counted(scope: Scope, *, by: str) -> dict[str, Counter[str]]:
    """How the exceptions of each team, kind or rule ended; held for two rules, a request counts for both. Two statements."""
    rows = held(scope).annotate(was_allowed=Exists(_entries(*LET_THROUGH)))
    listed = list(rows.order_by().values_list("pk", "team__code", "kind", "state", "was_allowed"))
    rules = _rules(row[0] for row in listed) if by == "rule" else {}
    found: dict[str, Counter[str]] = {}
    for pk, team, kind, state, was_allowed in listed:
        groups = rules.get(pk, [NONE]) if by == "rule" else [kind if by == "kind" else team or NONE]
        for group in groups:
            found.setdefault(group, Counter())[_end(state, was_allowed=was_allowed)] += 1
    return found


def _end(state: str, *, was_allowed: bool) -> str:
    if state == RequestState.HELD:
        return WAITING
    if was_allowed:
        return ALLOWED
    return REFUSED if state == RequestState.DECLINED else GIVEN_UP


def _rules(pks: Iterable[int]) -> dict[int, list[str]]:
    entries = Entry.objects.filter(verb=HELD, subjects__kind="referencerequest", subjects__object_id__in=list(pks))
    found: dict[int, list[str]] = {}
    for pk, data in entries.order_by("pk").values_list("subjects__object_id", "data"):
        # Held twice, it counts for the reasons of both, each once.
        found[pk] = list(dict.fromkeys([*found.get(pk, ()), *(data.get("rules") or [NONE])]))
    return found


def overrides(scope: Scope) -> QuerySet[Override]:
    """The rules that managers went over in the period, for those who may read of it: of the teams, regions and kinds asked for."""
    if not can_see_overrides(scope.reader):
        return Override.objects.none()
    rows = overrides_for(scope.reader)
    if scope.first_moment:
        rows = rows.filter(at__gte=scope.first_moment)
    if scope.end_moment:
        rows = rows.filter(at__lt=scope.end_moment)
    for field, codes in (("team", scope.teams), ("region", scope.regions), ("kind", scope.kinds)):
        if codes:
            rows = rows.filter(**{f"decision__{field}__in": ["" if code == NONE else code for code in codes]})
    return rows


def overrides_counted(scope: Scope, *, by: str) -> dict[str, int]:
    """How many there are of each team, kind or rule; one over two rules counts for both."""
    found: Counter[str] = Counter()
    for team, kind, rules in overrides(scope).order_by().values_list("decision__team", "decision__kind", "rules"):
        groups = {"team": [team or NONE], "kind": [kind or NONE], "rule": list(dict.fromkeys(rules)) or [NONE]}[by]
        found.update(groups)
    return dict(found)
