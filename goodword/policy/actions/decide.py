"""Store a judgement: what was known, what each rule said, under which version."""

from __future__ import annotations

from goodword.customers.models import Account
from goodword.kernel.kept import add
from goodword.policy.facts import CandidateFacts, Judgement, RequestFacts, facts_to_json
from goodword.policy.models import Decision
from goodword.policy.queries.force import InForce


def decide(
    *,
    facts: CandidateFacts | RequestFacts,
    judgement: Judgement,
    now: InForce,
    step: str,
    request_id: int | None = None,
    candidate_id: int | None = None,
    account: Account | None = None,
    team: str = "",
    region: str = "",
    kind: str = "",
    circle_id: int | None = None,
) -> Decision:
    """Store a decision with its facts and verdicts as codes; runs inside the transaction of the step it belongs to.

    Team, region and kind are frozen here, so that a later replay needs no other row.
    """
    decision = Decision(
        at=now.at,
        version=now.version,
        what="candidate" if isinstance(facts, CandidateFacts) else "request",
        outcome=judgement.outcome.value,
        account=account,
        reference_request_id=request_id,
        candidate_id=candidate_id,
        step=step,
        facts=facts_to_json(facts),
        verdicts=judgement.to_json(),
        team=team,
        region=region,
        kind=kind,
        circle_id=circle_id,
    )
    return add(decision)
