"""How members came to another standing: by a rule or a day, or by somebody's hand, month after month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import TruncMonth

from goodword.customers.access import accounts_visible_to
from goodword.customers.states import Standing
from goodword.journal.models import Entry, Subject
from goodword.people.models import User
from goodword.reports.queries.scope import Scope

RULE, HAND = "rule", "hand"
# Where a change leads; back to active is a return, by whatever way.
LEADS: Final = (Standing.CAUTION.value, Standing.PAUSED.value, Standing.RETIRED.value, Standing.ACTIVE.value)
_BY_ITSELF: Final = ("member.moved_by_rule", "member.returned")
_BY_HAND: Final = ("member.standing_changed", "member.rule_reversed")
Counts = Mapping[str, Mapping[tuple[str, str], int]]  # month to (how, where to) to how many


def moves_in(scope: Scope, *, how: str = "", to: str = "", month: str = "") -> QuerySet[Any]:
    """What moved a member in a period, narrowed; each knows its month, how, from where and where to. A new reason alone moves nobody."""
    rows: QuerySet[Any] = Entry.objects.filter(verb__in=(*_BY_ITSELF, *_BY_HAND), circle=None).annotate(
        month=TruncMonth("at", tzinfo=scope.now.zone),
        before=KT("data__before"),
        after=KT("data__after"),
        rule=KT("data__rule"),
        how=Case(When(verb__in=_BY_ITSELF, then=Value(RULE)), default=Value(HAND), output_field=CharField()),
    )
    rows = rows.filter(after__in=LEADS).exclude(before=F("after")).exclude(Q(after=Standing.ACTIVE) & Q(before=Standing.RECRUITED))
    if scope.first_moment is not None:
        rows = rows.filter(at__gte=scope.first_moment)
    if scope.end_moment is not None:
        rows = rows.filter(at__lt=scope.end_moment)
    if how:
        rows = rows.filter(how=how)
    if to:
        rows = rows.filter(after=to)
    if month:
        rows = rows.filter(month__date=f"{month}-01") if len(month) == len("2026-01") else rows.none()
    return rows


def moves_by_month(scope: Scope) -> Counts:
    """How many of each kind there were in each month, the earliest first; one statement."""
    found: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    counted = moves_in(scope).order_by().values("month", "how", "after").annotate(n=Count("pk"))
    for each in counted:
        found[f"{each['month']:%Y-%m}"][each["how"], each["after"]] = each["n"]
    return dict(sorted(found.items()))


def concerned(entries: Sequence[Entry], *, reader: User) -> tuple[dict[int, int], dict[int, str], dict[int, str]]:
    """The customer of each of some changes, what customers are called that somebody may see, and what whoever did it is called."""
    about = dict(Subject.objects.filter(entry__in=[each.pk for each in entries], kind="account").values_list("entry_id", "object_id"))
    names = dict(accounts_visible_to(reader).filter(pk__in=set(about.values())).values_list("pk", "name"))
    people = User.objects.filter(pk__in={each.actor_id for each in entries if each.actor_id is not None})
    return about, names, dict(people.values_list("pk", "name"))
