"""A judgement as a verdict line: one word, the reasons, every rule on demand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext, ngettext_lazy, pgettext_lazy

from goodword.customers.kinds import Family
from goodword.kernel.refusal import Reason, Refused
from goodword.policy.explain.sentences import RULE_NAMES, changes_when, sentence
from goodword.policy.facts import Judgement, Outcome, Param, Verdict
from goodword.ui.dates import day_words
from goodword.ui.pieces import RuleLine, VerdictLine, VerdictTone

TONES: dict[Outcome, VerdictTone] = {Outcome.PASS: "ok", Outcome.WARN: "care", Outcome.BLOCK: "no"}
FREE_FOR: dict[str, str | Promise] = {
    Family.CALL: pgettext_lazy("verdict", "Free for a call"),
    Family.PARTICIPATION: pgettext_lazy("verdict", "Free for an event"),
    Family.CONTENT: pgettext_lazy("verdict", "Free for a story"),
    Family.RESEARCH: pgettext_lazy("verdict", "Free for research"),
}
NOT_FOR: dict[str, str | Promise] = {
    Family.CALL: pgettext_lazy("verdict", "Not for calls"),
    Family.PARTICIPATION: pgettext_lazy("verdict", "Not for events"),
    Family.CONTENT: pgettext_lazy("verdict", "Not for stories"),
    Family.RESEARCH: pgettext_lazy("verdict", "Not for research"),
}
COUNTS: dict[int, str | Promise] = {
    2: pgettext_lazy("reasons", "two"),
    3: pgettext_lazy("reasons", "three"),
    4: pgettext_lazy("reasons", "four"),
    5: pgettext_lazy("reasons", "five"),
    6: pgettext_lazy("reasons", "six"),
}
DAYS_IN_MONTH, MONTHS_WORTH_COUNTING = 30, 2

# How many customers each rule keeps away, for the line that folds them: "21 asked this period, 9 did not agree".
_COUNTED: dict[str, Promise] = {
    "standing": ngettext_lazy("%(count)s not in good standing", "%(count)s not in good standing", "count"),
    "willingness": ngettext_lazy("%(count)s did not agree to it", "%(count)s did not agree to it", "count"),
    "family_limit": ngettext_lazy("%(count)s asked in this period", "%(count)s asked in this period", "count"),
    "own_limit": ngettext_lazy("%(count)s at their own limit", "%(count)s at their own limit", "count"),
    "escalation": ngettext_lazy("%(count)s in an escalation", "%(count)s in an escalation", "count"),
    "health": ngettext_lazy("%(count)s in poor health", "%(count)s in poor health", "count"),
    "territory": ngettext_lazy("%(count)s for other regions only", "%(count)s for other regions only", "count"),
    "conflict": ngettext_lazy("%(count)s in conflict with the prospect", "%(count)s in conflict with the prospect", "count"),
    "confidentiality": ngettext_lazy("%(count)s not to be named", "%(count)s not to be named", "count"),
    "contactable": ngettext_lazy("%(count)s with nobody to write to", "%(count)s with nobody to write to", "count"),
}


def explain(judgement: Judgement, *, family: str, today: date, policy: str = "", instead: str = "") -> VerdictLine:
    """Return a judgement in words; `policy` names the version, `instead` what one could do."""
    return VerdictLine(
        tone=TONES[judgement.outcome],
        title=_title(judgement, family=family, today=today),
        reasons=_reasons(judgement, today=today),
        rules=rule_lines(judgement, today=today),
        policy=policy,
        instead=instead,
    )


def rule_lines(judgement: Judgement, *, today: date) -> tuple[RuleLine, ...]:
    """Return one line per rule: what was found, and the day or the event that changes it."""
    language = get_language()
    return tuple(_rule_line(*_key(verdict), today, language) for verdict in judgement.verdicts)


def _key(verdict: Verdict) -> tuple[str, Outcome, str, tuple[tuple[str, Param], ...], date | None]:
    return verdict.rule, verdict.outcome, verdict.reason, tuple(verdict.params.items()), verdict.clears_on


# Fifty customers have fifteen verdicts each, and nearly all of them are the same few dozen.
@lru_cache(maxsize=8192)
def _rule_line(
    rule: str,
    outcome: Outcome,
    reason: str,
    params: tuple[tuple[str, Param], ...],
    clears_on: date | None,
    today: date,
    _language: str | None,
) -> RuleLine:
    verdict = Verdict(rule, outcome, reason, dict(params), clears_on)
    return RuleLine(
        tone=TONES[outcome],
        label=str(RULE_NAMES[rule]),
        fact=sentence(verdict, today=today),
        changes_on=clears_on,
        changes_when="" if clears_on or outcome is Outcome.PASS else changes_when(verdict),
    )


def refusal_of(judgement: Judgement, *, today: date) -> Refused:
    """Return the blocking verdicts as a refusal that a person can read."""
    return Refused(
        tuple(
            Reason(f"{verdict.rule}.{verdict.reason}", f"{sentence(verdict, today=today)}.", verdict.clears_on)
            for verdict in judgement.blocks
        )
    )


def count_reasons(counts: Mapping[str, int]) -> str:
    """Return how many customers each rule keeps away, most first: "21 asked in this period, 9 did not agree to it"."""
    told = sorted(((count, rule) for rule, count in counts.items() if count and rule in _COUNTED), key=lambda each: -each[0])
    return gettext(", ").join(_counted(rule, count) for count, rule in told)


def _counted(rule: str, count: int) -> str:
    lazy: Any = _COUNTED[rule]  # chooses its plural form when the count is put in
    return str(lazy % {"count": count})


def _title(judgement: Judgement, *, family: str, today: date) -> str:
    if judgement.outcome is Outcome.PASS:
        return str(FREE_FOR[family])
    if judgement.outcome is Outcome.WARN:
        return gettext("Free, with care")
    blocks = judgement.blocks
    if len(blocks) > 1:
        count = len(blocks)
        return gettext("Not now, for %(count)s reasons") % {"count": COUNTS.get(count, count)}
    if blocks[0].rule == "willingness":
        return str(NOT_FOR[family])
    if judgement.free_on is not None:
        return gettext("Free from %(day)s") % {"day": day_words(judgement.free_on, today=today)}
    return gettext("Not now")


def _reasons(judgement: Judgement, *, today: date) -> tuple[str, ...]:
    if judgement.outcome is Outcome.PASS:
        return _how_rested(judgement, today=today)
    if judgement.outcome is Outcome.WARN:
        return tuple(sentence(verdict, today=today) for verdict in judgement.warnings)
    blocks = judgement.blocks
    return tuple(_block_sentence(verdict, alone=len(blocks) == 1, today=today) for verdict in blocks)


def _block_sentence(verdict: Verdict, *, alone: bool, today: date) -> str:
    words = sentence(verdict, today=today)
    if alone or verdict.clears_on is None or verdict.rule not in ("family_limit", "own_limit"):
        return words
    day = day_words(verdict.clears_on, today=today)
    return gettext("%(reason)s, so free again on %(day)s") % {"reason": words, "day": day}


def _how_rested(judgement: Judgement, *, today: date) -> tuple[str, ...]:
    verdict = next((each for each in judgement.verdicts if each.rule == "recently_referenced"), None)
    if verdict is None:
        return ()
    last = verdict.params.get("last_on")
    if not isinstance(last, date):
        return (gettext("Never asked"),)
    months = (today - last).days // DAYS_IN_MONTH
    if months < MONTHS_WORTH_COUNTING:
        return (sentence(verdict, today=today),)
    return (ngettext("Last asked %(months)s month ago", "Last asked %(months)s months ago", months) % {"months": months},)
