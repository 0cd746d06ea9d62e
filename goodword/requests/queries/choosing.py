"""Accounts to choose from as the page lists them: fit, verdict and strip beside each."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodword.customers.kinds.places import country_name
from goodword.customers.models import Account
from goodword.policy.explain import explain, explain_fit
from goodword.policy.queries import InForce, four_facts
from goodword.requests.kinds import KINDS
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.cards import facts_of, strips_of
from goodword.requests.queries.judging import Judged, labels
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


def described(found: list[Judged], *, row: ReferenceRequest, rules: InForce, weighs: bool) -> list[Choice]:
    """Say each account in words, with the four facts for whoever weighs; a few statements however many."""
    names = labels()
    family = KINDS[row.kind].family
    strips = strips_of([each.account.pk for each in found], now=rules, family=family)
    four = four_facts([each.account.pk for each in found], rules) if weighs else {}
    policy = _("policy %(number)s") % {"number": rules.version.number}
    return [
        Choice(
            account=each.account,
            place=", ".join(part for part in (each.account.city, country_name(each.account.country)) if part),
            fit=explain_fit(each.fit, today=rules.today, labels=names),
            verdict=explain(each.judgement, family=family, today=rules.today, policy=policy),
            strip=strips.get(each.account.pk),
            is_blocked=bool(each.judgement.blocks),
            is_clean=each.is_clean,
            facts=facts_of(four[each.account.pk], today=rules.today) if weighs else (),
        )
        for each in found
    ]
