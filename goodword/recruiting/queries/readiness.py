"""What is still to be done before a nomination is approved, and what approving it changes in the customer's record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from goodword.people.queries import regions
from goodword.policy.queries import InForce
from goodword.recruiting.access import is_of_program
from goodword.recruiting.kinds import QUESTIONS, STEP_LABELS, Answer, Question, Step
from goodword.recruiting.models import Introduction, Nomination
from goodword.recruiting.queries.briefing import in_words, value_on_record
from goodword.recruiting.queries.tracks import missing_in, steps_of, track_now


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: what it is, whether it is done, and what is missing."""

    code: str
    label: str
    is_done: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that the customer's record says otherwise."""

    code: str
    label: str
    on_record: str
    nominated: str


def introduction_of(row: Nomination) -> Introduction | None:
    """The introduction call, if anything of it is written down."""
    return Introduction.objects.select_related("consent_by", "written_by").filter(nomination=row).first()


def steps(row: Nomination, call: Introduction | None, *, now: InForce) -> tuple[StepLine, ...]:
    """The steps of its track. An advisory board looks at each on its own merit, and only at the briefing."""
    track = track_now(row, now.numbers)
    wanted = steps_of(track, now.numbers) if is_of_program(row) else (Step.BRIEFING,)
    return tuple(_step(each, row, call, track=track, now=now) for each in wanted)


def _step(step: Step, row: Nomination, call: Introduction | None, *, track: str, now: InForce) -> StepLine:
    label = str(STEP_LABELS[step])
    if step is Step.CHAMPION:
        champion = row.champion
        if champion is not None and champion.left_on is not None:
            return StepLine(
                step, label, is_done=False, detail=_("%(name)s has left the company. Choose somebody else.") % {"name": champion.name}
            )
        return StepLine(step, label, champion is not None, champion.name if champion is not None else _("Nobody yet"))
    if step is Step.BRIEFING:
        missing = missing_in(row.briefing, track, now.numbers)
        said = ", ".join(str(each.label) for each in missing)
        return StepLine(step, label, not missing, _("Still missing: %(what)s") % {"what": said} if missing else "")
    done = call is not None and call.finished_at is not None
    return StepLine(step, label, done, "" if done else _("Not finished yet"))


def differences(row: Nomination) -> tuple[Difference, ...]:
    """Single facts of the briefing of which the record says something else: nothing is written over without saying so."""
    found = []
    for each in QUESTIONS.values():
        said, known = row.briefing.get(each.code), value_on_record(row.account, each)
        if each.field and not isinstance(known, list) and said not in (None, "") and known not in (None, "") and said != known:
            found.append(Difference(each.code, str(each.label), in_words(each, known), in_words(each, said)))
    return tuple(found)


def facts_to_write(row: Nomination, *, take: frozenset[str]) -> Mapping[str, Any]:
    """The columns of the account that approval fills: what was empty, what is new on a list, and what somebody chose to take over."""
    fields: dict[str, Any] = {}
    for each in QUESTIONS.values():
        said = row.briefing.get(each.code)
        if not each.field or said in (None, "", []):
            continue
        known = value_on_record(row.account, each)
        if isinstance(known, list):
            more = [value for value in said if value not in known] if isinstance(said, list) else []
            if more:
                fields[each.field] = [*known, *more]
        elif known in (None, "") or (said != known and each.code in take):
            fields[each.field] = _column(each, said)
    return fields


def _column(question: Question, said: Any) -> Any:
    if question.answer is Answer.REGION:
        return next((each for each in regions() if each.code == said), None)
    return said
