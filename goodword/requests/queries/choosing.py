"""Accounts to choose from as the page lists them: fit, verdict and strip beside each."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from goodword.customers.kinds.places import country_name
from goodword.customers.models import Account
from goodword.ledger.queries import standing
from goodword.people.models import User
from goodword.policy.explain import explain, explain_fit
from goodword.policy.queries import InForce, four_facts
from goodword.requests import access
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.ball import Step, Turn
from goodword.requests.queries.cards import facts_of, seen_since, strips_of
from goodword.requests.queries.judging import Judged, family_of, labels
from goodword.requests.queries.pool import choices
from goodword.requests.queries.table import has_table
from goodword.ui.pieces import Fact, FitLine, VerdictLine
from goodword.ui.strip import YearStrip


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One account to choose."""

    account: Account
    place: str
    fit: FitLine
    verdict: VerdictLine
    strip: YearStrip | None
    is_blocked: bool
    is_clean: bool
    facts: tuple[Fact, ...] = ()


def described(found: list[Judged], *, row: ReferenceRequest, now: InForce, weighs: bool) -> list[Choice]:
    """Say each account in words, with the four facts for whoever weighs; a few statements however many."""
    names = labels()
    family = family_of(row)
    keys = [each.account.pk for each in found]
    entries = standing(keys, since=seen_since(now))
    strips = strips_of(keys, entries, now=now, family=family)
    four = four_facts(keys, now, entries=entries) if weighs else {}
    policy = _("policy %(number)s") % {"number": now.version.number}
    return [
        Choice(
            account=each.account,
            place=", ".join(part for part in (each.account.city, country_name(each.account.country)) if part),
            fit=explain_fit(each.fit, today=now.today, labels=names),
            verdict=explain(each.judgement, family=family, today=now.today, policy=policy),
            strip=strips.get(each.account.pk),
            is_blocked=bool(each.judgement.blocks),
            is_clean=each.is_clean,
            facts=facts_of(four[each.account.pk], today=now.today) if weighs else (),
        )
        for each in found
    ]


def choosing(row: ReferenceRequest, viewer: User, turn: Turn, *, words: str | None, now: InForce) -> dict[str, Any]:
    """The list to choose from, when it is the reader's to choose or they opened it (`words` is then what they look for)."""
    due = not has_table(row) and turn.step in (Step.CHOOSE, Step.PICK) and access.can_pick(viewer, row)
    if not access.can_suggest(viewer, row) or (words is None and not due):
        return {"free": [], "blocked": [], "chooses": False}
    return {**found_for(row, viewer, words=words or "", now=now), "chooses": True}


def found_for(row: ReferenceRequest, viewer: User, *, words: str, now: InForce) -> dict[str, Any]:
    """Accounts to choose from, as the page lists them, those who are not available apart."""
    runs = access.runs(viewer, row)
    found = described(choices(row, now=now, words=words, clean_first=not runs), now=now, row=row, weighs=runs)
    free, blocked = [each for each in found if not each.is_blocked], [each for each in found if each.is_blocked]
    may_hold, weighed_by = access.can_pick(viewer, row), None if runs else row.manager
    return {"free": free, "blocked": blocked, "q": words, "may_hold": may_hold, "weighed_by": weighed_by}
