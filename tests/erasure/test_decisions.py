"""Nothing is forgotten by construction: each column that could hold something of a person says what erasing does to it."""

import pytest

from goodword.erasure.queries.decisions import DECISIONS, decision_on, name_of, wordy_columns
from goodword.kernel.erasure import Fate


def test_every_column_of_words_says_what_erasing_a_person_does_to_it() -> None:
    undecided = [f"{name_of(model)}.{field.name}" for model, field in wordy_columns() if decision_on(model, field) is None]
    assert undecided == [], "say it in the slice's erased.py (docs/adr/0022)"


def test_no_decision_is_about_a_column_that_is_not_there() -> None:
    there = {f"{name_of(model)}.{field.name}" for model, field in wordy_columns()}
    assert set(DECISIONS) - there == set()


@pytest.mark.parametrize("name", sorted(DECISIONS))
def test_each_decision_says_why(name: str) -> None:
    decision = DECISIONS[name]
    assert len(decision.because) > 3
    assert bool(decision.theirs) is (decision.fate is Fate.EMPTIED)
