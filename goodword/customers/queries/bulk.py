"""Many customers at once: what a change would do to each of them, before it is made and under the locks while it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from goodword.customers.access import editable_by
from goodword.customers.kinds import ListKind, Standing
from goodword.customers.kinds.bulk import TAGS, BulkWhat, Verdict
from goodword.customers.models import Account, BulkEdit
from goodword.customers.queries.rows import Labels, label_of, labels
from goodword.customers.states import STANDING_MOVES
from goodword.people.models import Region, User
from goodword.ui import dates

Judged = QuerySet[Any, Account]  # annotated with `verdict`


def accounts_of(bulk: BulkEdit) -> QuerySet[Account]:
    """The customers that a change in bulk is about."""
    return Account.objects.filter(bulk_rows__bulk=bulk)


def judged(bulk: BulkEdit, *, by: User) -> Judged:
    """The customers of a draft, each with its verdict as things stand: whether it may change, and whether it would."""
    verdict = Case(When(editable_by(by), then=_verdict(bulk)), default=Value(Verdict.NOT_YOURS.value), output_field=CharField())
    return accounts_of(bulk).annotate(verdict=verdict)


def outcomes(bulk: BulkEdit) -> Judged:
    """The customers of a change that was made, each with what became of it."""
    own = Case(When(bulk_rows__bulk=bulk, then="bulk_rows__verdict"), output_field=CharField())
    return accounts_of(bulk).annotate(verdict=own)


def verdict_on(account: Account) -> str:
    """What `judged` or `outcomes` says of one customer."""
    return str(vars(account)["verdict"])


def with_customers(rows: QuerySet[BulkEdit]) -> QuerySet[BulkEdit]:
    """Changes in bulk, each with how many customers it changed, or would."""
    unchanged = (Verdict.SAME, Verdict.NOT_YOURS, Verdict.NOT_MEMBER, Verdict.WRONG_STATE)
    return rows.annotate(customers=Count("rows", filter=~Q(rows__verdict__in=unchanged)))


def customers_in(bulk: BulkEdit) -> int:
    """What `with_customers` says of one change."""
    return int(vars(bulk)["customers"])


def count_verdicts(rows: Judged) -> dict[str, int]:
    """How many customers have each verdict, in the order in which verdicts are told."""
    found = dict(rows.order_by().values_list("verdict").annotate(Count("pk")))
    return {verdict.value: found[verdict.value] for verdict in Verdict if verdict.value in found}


def _verdict(bulk: BulkEdit) -> Case:
    values = bulk.values
    if bulk.what == BulkWhat.STANDING:
        return _of_standing(values)
    if bulk.what in TAGS:
        chosen = values["tags"]
        has = Q(tags__contains=chosen) if bulk.what == BulkWhat.ADD_TAGS else ~Q(tags__overlap=chosen)
    else:
        field = f"{bulk.what}_id"
        has = Q(**{f"{field}__isnull": True}) if values["id"] is None else Q(**{field: values["id"]})
    return Case(When(has, then=Value(Verdict.SAME.value)), default=Value(Verdict.CHANGES.value), output_field=CharField())


def _of_standing(values: dict[str, Any]) -> Case:
    move = STANDING_MOVES[values["verb"]]
    same = Q(member__standing=move.target)
    if values["verb"] == "pause":
        same &= Q(member__paused_until=values["until"])
    return Case(
        When(member=None, then=Value(Verdict.NOT_MEMBER.value)),
        When(same, then=Value(Verdict.SAME.value)),
        When(member__standing__in=move.sources, then=Value(Verdict.CHANGES.value)),
        default=Value(Verdict.WRONG_STATE.value),
        output_field=CharField(),
    )


@dataclass(frozen=True, slots=True)
class Wording:
    """The names that a change in bulk is said with."""

    bulk: BulkEdit
    labels: Labels
    name: str
    today: date

    @classmethod
    def of(cls, bulk: BulkEdit, *, today: date) -> Wording:
        """Read what the words need, once for all rows."""
        return cls(bulk, labels(), _named(bulk), today)

    def now(self, account: Account) -> str:
        """What stands there."""
        what = self.bulk.what
        if what == BulkWhat.STANDING:
            member = getattr(account, "member", None)
            return self._standing(member.standing, member.paused_until) if member else ""
        if what in TAGS:
            return self._tags(account.tags)
        row = getattr(account, what)
        return row.name if row else _("Nobody") if what != BulkWhat.REGION else _("No region")

    def then(self, account: Account) -> str:
        """What would stand there."""
        if self.bulk.what == BulkWhat.ADD_TAGS:
            return self._tags([*account.tags, *(tag for tag in self.bulk.values["tags"] if tag not in account.tags)])
        if self.bulk.what == BulkWhat.REMOVE_TAGS:
            return self._tags(tag for tag in account.tags if tag not in self.bulk.values["tags"])
        return self.said

    @property
    def said(self) -> str:
        """What was chosen, whatever the row."""
        values = self.bulk.values
        if self.bulk.what in TAGS:
            return self._tags(values["tags"])
        if self.bulk.what == BulkWhat.STANDING:
            until = values.get("until")
            return self._standing(STANDING_MOVES[values["verb"]].target, date.fromisoformat(until) if until else None)
        return self.name

    def _tags(self, codes: Iterable[str]) -> str:
        return ", ".join(label_of(self.labels, ListKind.TAG, code) for code in codes) or _("none")

    def _standing(self, code: str, until: date | None) -> str:
        word = str(Standing(code).label)
        if code != Standing.PAUSED or until is None:
            return word
        return _("%(standing)s until %(day)s") % {"standing": word, "day": dates.day_words(until, today=self.today)}


def _named(bulk: BulkEdit) -> str:
    """The name of the person or region that was chosen."""
    if "id" not in bulk.values:
        return ""
    model = Region if bulk.what == BulkWhat.REGION else User
    found = model._default_manager.filter(pk=bulk.values["id"]).values_list("name", flat=True).first()
    return found or (_("No region") if bulk.what == BulkWhat.REGION else _("Nobody"))
