"""The sentences of nominations with their gaps: how they are edited on the policy's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from goodword.policy.explain.gaps import Gap, Line, Words
from goodword.policy.explain.nominations import BOARD, DUE, OF_TRACK, QUESTIONS, STEPS, STRATEGIC


def lines(segments: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the sentences with their gaps."""
    found = [_line(STRATEGIC, segments=_codes("strategic_segments", _("segments"), segments.items(), _("no segment")))]
    for track, (asks, insists, waits) in OF_TRACK.items():
        found += [
            _line(asks, questions=_codes(f"{track}_questions", _("questions"), QUESTIONS.items(), _("nothing"))),
            _line(insists, required=_codes(f"{track}_required", _("needed answers"), QUESTIONS.items(), _("nothing in particular"))),
            _line(waits, steps=_codes(f"{track}_steps", _("steps"), STEPS.items(), _("nothing more"))),
        ]
    due = Gap(path="nomination_days", label=_("days to decide"), unit=lambda n: ngettext("day", "days", n), least=1)
    seats = Gap(path="board_seats", label=_("licensed seats"), unit=lambda n: ngettext("seat", "seats", n), most=1_000_000)
    return (*found, _line(DUE, days=due), _line(BOARD, seats=seats))


def _line(text: Words, **gaps: Gap) -> Line:
    return Line(next(iter(gaps.values())).path, text, gaps)


def _codes(path: str, label: Words, choices: Iterable[tuple[str, Words]], nothing: Words) -> Gap:
    return Gap(path=path, label=label, choices=tuple(choices), many=True, nothing=nothing)
