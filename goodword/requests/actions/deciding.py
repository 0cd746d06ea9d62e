"""Storing what policy said of a request or a candidate, and going over a no with a reason."""

from datetime import datetime

from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.policy.actions import decide, override
from goodword.policy.facts import Judgement
from goodword.policy.models import Decision, Override
from goodword.policy.queries import InForce
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.judging import Judged, sending_facts


def decide_on_candidate(candidate: Candidate, judged: Judged, *, step: str) -> Decision:
    """Store what the rules say of a candidate now."""
    row = candidate.reference_request
    return decide(
        facts=judged.facts,
        judgement=judged.judgement,
        now=judged.now,
        step=step,
        request_id=row.pk,
        candidate_id=candidate.pk,
        account=judged.account,
        team=row.team.code if row.team else "",
        region=row.region.code if row.region else "",
        kind=row.kind,
        circle_id=row.circle_id,
    )


def decide_on_request(row: ReferenceRequest, judgement: Judgement, *, now: InForce, step: str) -> Decision:
    """Store what the rules say of a request now."""
    return decide(
        facts=sending_facts(row, now=now),
        judgement=judgement,
        now=now,
        step=step,
        request_id=row.pk,
        team=row.team.code if row.team else "",
        region=row.region.code if row.region else "",
        kind=row.kind,
        circle_id=row.circle_id,
    )


def go_over(decision: Decision, row: ReferenceRequest | Candidate, *, reason: str, by: User, at: datetime) -> Override | Refused:
    """A manager goes over the verdict, with a reason; refused for what is never overridden."""
    about = [row, row.reference_request] if isinstance(row, Candidate) else [row]
    return override(decision=decision, reason=reason, by=by, at=at, about=about)


def is_covered(candidate: Candidate, judgement: Judgement) -> bool:
    """Was each rule that says no now already gone over when the candidate was held."""
    decision = candidate.decision
    made: Override | None = getattr(decision, "override", None) if decision is not None else None
    return made is not None and {verdict.rule for verdict in judgement.blocks} <= set(made.rules)
