"""Facts come back from what was stored, whatever they are; what is missing is not known, and what is unknown does no harm."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodword.kernel.clock import FiscalYear
from goodword.policy.facts import CandidateFacts, RequestFacts, facts_to_json
from goodword.policy.replay import FactsError, facts_from_json
from tests.policy.builders import TODAY, asked, free_customer, history

st.register_type_strategy(FiscalYear, st.builds(FiscalYear, st.integers(1, 12)))
CANDIDATES, REQUESTS = st.from_type(CandidateFacts), st.from_type(RequestFacts)


@pytest.mark.slow
@settings(deadline=None)
@given(CANDIDATES)
def test_facts_of_a_customer_come_back_as_they_were(facts: CandidateFacts) -> None:
    stored: dict[str, Any] = json.loads(json.dumps(facts_to_json(facts)))
    assert facts_from_json(stored, what="candidate") == facts


@pytest.mark.slow
@settings(deadline=None)
@given(REQUESTS)
def test_facts_of_a_request_come_back_as_they_were(facts: RequestFacts) -> None:
    assert facts_from_json(json.loads(json.dumps(facts_to_json(facts))), what="request") == facts


def test_what_was_not_stored_yet_is_not_known_and_what_is_gone_is_left_out() -> None:
    stored = facts_to_json(free_customer(ledger=history(asked(TODAY))))
    for old in ("ledger", "contacts", "contact_id"):
        del stored[old]
    del stored["member"]["comfort_days"]
    stored["weather"] = "fine"
    stored["account"]["weather"] = "fine"
    assert facts_from_json(stored, what="candidate") == free_customer(contacts=())


@pytest.mark.parametrize(
    "broken", [{}, {"ask_on": "soon"}, {"ask_on": None, "account": 3}, {"member": []}, {"ledger": {"uses": [{"family": "call"}]}}]
)
def test_what_cannot_be_read_says_so(broken: dict[str, Any]) -> None:
    stored = {**facts_to_json(free_customer()), **broken} if broken else {}
    with pytest.raises(FactsError):
        facts_from_json(stored, what="candidate")
