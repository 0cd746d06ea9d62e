"""A replay in words: what it says in one sentence, what became of a case and would have, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from goodword.policy.explain.sentences import SENTENCES, Words, sentence
from goodword.policy.facts import Judgement, Outcome
from goodword.policy.replay import Answer, Change

# In the order in which they are drawn and listed: the likely ones to look at first.
CHANGES: Final[dict[str, Words]] = {
    Change.REFUSED: gettext_lazy("Refused instead"),
    Change.HELD: gettext_lazy("Held instead"),
    Change.ALLOWED: gettext_lazy("Let through instead"),
    Change.SAME: gettext_lazy("As it was"),
    Change.UNKNOWN: gettext_lazy("Cannot be replayed"),
}
SHORT: Final[dict[str, Words]] = {
    Change.REFUSED: pgettext_lazy("replay", "Refused"),
    Change.HELD: pgettext_lazy("replay", "Held"),
    Change.ALLOWED: pgettext_lazy("replay", "Let through"),
    Change.SAME: pgettext_lazy("replay", "As it was"),
    Change.UNKNOWN: pgettext_lazy("replay", "Not replayed"),
}
ANSWERS: Final[dict[str, Words]] = {
    Answer.ALLOWED: gettext_lazy("Went on"),
    Answer.HELD: gettext_lazy("A manager decided"),
    Answer.REFUSED: gettext_lazy("Refused"),
}
WOULD_BE: Final[dict[str, Words]] = {
    Answer.ALLOWED: gettext_lazy("Goes on"),
    Answer.HELD: gettext_lazy("A manager decides"),
    Answer.REFUSED: gettext_lazy("Refused"),
}
REASONS: Final[dict[str, Words]] = {
    "imported": gettext_lazy("Brought in with a list: nobody judged it, so nothing is known to judge it by"),
    "unreadable": gettext_lazy("What was known then cannot be read any more"),
}


def in_a_sentence(counts: Mapping[str, int]) -> str:
    """Say what a replay found: "Of 214 asks, 9 would have been refused and 4 held"."""
    refused, held, allowed, same = (counts.get(each, 0) for each in (Change.REFUSED, Change.HELD, Change.ALLOWED, Change.SAME))
    asks = refused + held + allowed + same
    if not asks:
        return _("Nothing was decided in these days")
    of = ngettext("Of %(n)s ask", "Of %(n)s asks", asks) % {"n": figure(asks)}
    words = {"of": of, "refused": figure(refused), "held": figure(held), "allowed": figure(allowed)}
    if not refused + held + allowed:
        return ngettext("The one ask would have come out as it did", "All %(n)s asks would have come out as they did", asks) % {
            "n": figure(asks)
        }
    if not refused + held:
        return _("%(of)s, none would have been refused or held, and %(allowed)s let through that were not") % words
    said = (
        _("%(of)s, %(refused)s would have been refused and %(held)s held")
        if refused and held
        else _("%(of)s, %(refused)s would have been refused")
        if refused
        else _("%(of)s, %(held)s would have been held")
    ) % words
    return _("%(said)s; %(allowed)s would have been let through") % {**words, "said": said} if allowed else said


def figure(count: int) -> str:
    """A count with its thousands set apart."""
    return str(number_format(count, force_grouping=True))


def why_words(why: Iterable[Mapping[str, Any]], *, change: str, reason: str = "", today: date) -> str:
    """Return what makes the difference, as sentences without full stop; a rule that is gone stands by nothing."""
    if reason:
        return str(REASONS.get(reason, reason))
    verdicts = [each for each in Judgement.from_json({"verdicts": list(why)}).verdicts if each.rule in SENTENCES]
    said = "; ".join(sentence(each, today=today) for each in verdicts)
    if not said:
        return ""
    if change == Change.ALLOWED:
        return _("No longer in the way: %(reason)s") % {"reason": said}
    if change == Change.HELD and all(each.outcome is Outcome.WARN for each in verdicts):
        return _("With care: %(reason)s") % {"reason": said}
    return said
