"""What was decided about a request and its candidates, as it was decided: version, facts and verdicts of that moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.policy.explain import explain, rule_lines, rule_names
from goodword.policy.explain.known import facts_in_words, places_in_words
from goodword.policy.facts import CandidateFacts, Judgement, Outcome
from goodword.policy.models import Decision
from goodword.policy.replay.frozen import FactsError, facts_from_json
from goodword.requests import access
from goodword.ui.pieces import Badge, BadgeTone, Fact, RuleLine, VerdictLine

STEPS = {
    "submit": _("When it was sent"),
    "again": _("When it was judged again"),
    "allow": _("When it was let through"),
    "hold": _("When a place was held"),
    "ask": _("When the customer was asked"),
}
OUTCOMES: dict[str, tuple[Promise, BadgeTone]] = {
    Outcome.PASS.value: (_("yes"), "done"),
    Outcome.WARN.value: (_("with care"), "held"),
    Outcome.BLOCK.value: (_("no"), "ended"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One stored decision as a page shows it; `verdict` is about a customer, `rules` alone about a request."""

    decision: Decision
    step: str
    badge: Badge
    verdict: VerdictLine | None = None
    rules: tuple[RuleLine, ...] = ()
    facts: tuple[Fact, ...] = ()
    places: tuple[str, ...] = ()
    went_over: str = ""
    is_readable: bool = True


def decisions_visible_to(user: User) -> QuerySet[Decision]:
    """The decisions about requests that somebody may see; none of a circle that they are not in."""
    seen = Q(circle=None) | Q(circle__in=circles_of(user))
    rows = Decision.objects.filter(seen, reference_request_id__in=access.visible_to(user).values("pk"))
    return rows.select_related("version", "account", "override__by").order_by("-at", "-pk")


def line_of(decision: Decision) -> Decided:
    """One line of a list of decisions."""
    return Decided(decision=decision, step=str(STEPS.get(decision.step, decision.step)), badge=_badge(decision))


def decided(decision: Decision, labels: Mapping[str, str], *, today: date) -> Decided:
    """Everything that was known and said then; days are told from today."""
    judgement = Judgement.from_json(decision.verdicts)
    override = getattr(decision, "override", None)
    try:
        facts = facts_from_json(decision.facts, what=decision.what)
    except FactsError:
        facts = None
    return Decided(
        decision=decision,
        step=str(STEPS.get(decision.step, decision.step)),
        badge=_badge(decision),
        verdict=explain(judgement, family=facts.request.family, today=today) if isinstance(facts, CandidateFacts) else None,
        rules=rule_lines(judgement, today=today),
        facts=facts_in_words(facts, labels, today=today) if facts is not None else (),
        places=tuple(places_in_words(facts, today=today)) if isinstance(facts, CandidateFacts) else (),
        went_over=rule_names(override.rules) if override is not None else "",
        is_readable=facts is not None,
    )


def _badge(decision: Decision) -> Badge:
    word, tone = OUTCOMES[decision.outcome]
    return Badge(word=str(word), tone=tone)
