"""Verdicts and fits in words: codes, numbers and dates become sentences when they are shown, in the reader's language.

Start at verdicts.py; every sentence stands in sentences.py.
"""

from goodword.policy.explain.fits import explain_fit
from goodword.policy.explain.numbers import describe, efforts, weights
from goodword.policy.explain.sentences import limit_words, rule_names, sentence
from goodword.policy.explain.strips import marks_of
from goodword.policy.explain.verdicts import count_reasons, explain, refusal_of, rule_lines

__all__ = [
    "count_reasons",
    "describe",
    "efforts",
    "explain",
    "explain_fit",
    "limit_words",
    "marks_of",
    "refusal_of",
    "rule_lines",
    "rule_names",
    "sentence",
    "weights",
]
