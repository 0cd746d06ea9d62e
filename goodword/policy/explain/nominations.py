"""Nominations in the policy: what each track asks, insists on and waits for, in sentences; `nomination_gaps.py` has their gaps.

What the questions and steps are called is said by recruiting, of which the policy knows nothing, when it is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from goodword.policy.numbers import Numbers

Words = str | Promise
QUESTIONS: Final[dict[str, Words]] = {}
STEPS: Final[dict[str, Words]] = {}
STRATEGIC: Final = _("The strategic track is for customers of: {segments}")
DUE: Final = _("A nomination is decided within {days}.")
BOARD: Final = _("For the advisory board a customer usually has {seats} at least.")
OF_TRACK: Final[dict[str, tuple[Words, Words, Words]]] = {
    "commercial": (
        _("The commercial track asks: {questions}"),
        _("It insists on: {required}"),
        _("Before it is approved: {steps}"),
    ),
    "strategic": (
        _("The strategic track asks: {questions}"),
        _("The strategic track insists on: {required}"),
        _("Before a strategic one is approved: {steps}"),
    ),
}


def name_nominations(*, questions: Mapping[str, Words], steps: Mapping[str, Words]) -> None:
    """Call questions and steps by their names wherever the policy shows them."""
    QUESTIONS.update(questions)
    STEPS.update(steps)


def read_out(numbers: Numbers, names: Mapping[str, str]) -> list[tuple[Words, dict[str, str]]]:
    """Return the same sentences with their values."""
    segments = ", ".join(names.get(code, code) for code in _in_order(numbers.strategic_segments, names)) or gettext("no segment")
    found: list[tuple[Words, dict[str, str]]] = [(STRATEGIC, {"segments": segments})]
    for track, (asks, insists, waits) in OF_TRACK.items():
        found += [
            (asks, {"questions": _listed(getattr(numbers, f"{track}_questions"), QUESTIONS) or gettext("nothing")}),
            (insists, {"required": _listed(getattr(numbers, f"{track}_required"), QUESTIONS) or gettext("nothing in particular")}),
            (waits, {"steps": _listed(getattr(numbers, f"{track}_steps"), STEPS) or gettext("nothing more")}),
        ]
    days, seats = numbers.nomination_days, numbers.board_seats
    found.append((DUE, {"days": ngettext("%(n)s day", "%(n)s days", days) % {"n": days}}))
    found.append((BOARD, {"seats": ngettext("%(n)s seat", "%(n)s seats", seats) % {"n": seats}}))
    return found


def _in_order(codes: Iterable[str], known: Mapping[str, Words]) -> list[str]:
    there = set(codes)
    return [*(code for code in known if code in there), *sorted(there - set(known))]


def _listed(codes: Iterable[str], known: Mapping[str, Words]) -> str:
    return gettext("; ").join(str(known.get(code, code.replace("_", " "))) for code in _in_order(codes, known))
