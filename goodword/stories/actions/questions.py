"""The questions of an interview: picked from the library, written, put in order, taken out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.text import one_line
from goodword.people.models import User
from goodword.people.queries import program
from goodword.stories.actions.locks import lock_to_edit
from goodword.stories.kinds.questions import QUESTIONS, Answer
from goodword.stories.models import InterviewQuestion, Story

MOST: Final = 60
MOST_CHOICES: Final = 20
FEWEST_CHOICES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuestion:
    """A question in one's own words; `choices` are those of a checklist."""

    words: str
    answer: str = Answer.TEXT.value
    choices: tuple[str, ...] = ()
    follow_up: str = ""


@transaction.atomic
def pick_questions(row: Story, codes: Collection[str], *, by: Actor, at: datetime) -> int | Refused:
    """Take questions of the library into the interview, after those that are there; how many were new. Raises NotAllowed."""
    locked, user = lock_to_edit(row, by=by, at=at)
    known = set(locked.questions.exclude(code="").values_list("code", flat=True))
    fresh = [each for each in QUESTIONS.values() if each.code in codes and each.code not in known]
    if locked.questions.count() + len(fresh) > MOST:
        return refuse("questions", _("An interview has %(n)s questions at most, and an hour is over soon. Choose fewer.") % {"n": MOST})
    first, company = _last(locked) + 1, program().company_name or _("us")
    InterviewQuestion.objects.bulk_create(
        InterviewQuestion(
            story=locked,
            place=first + n,
            code=each.code,
            words=str(each.words).replace("{company}", company),
            answer=each.answer.value,
            choices=[str(choice).replace("{company}", company) for choice in each.choices],
            follow_up=str(each.follow_up).replace("{company}", company),
            tells=each.tells,
            added_by=user,
            added_at=at,
        )
        for n, each in enumerate(fresh)
    )
    if fresh:
        record("story.questions_picked", by=by, at=at, about=[locked], circle_id=locked.circle_id, n=len(fresh))
    return len(fresh)


@transaction.atomic
def write_question(
    row: Story, said: OwnQuestion, *, by: Actor, at: datetime, question: InterviewQuestion | None = None
) -> InterviewQuestion | Refused:
    """Ask something of one's own, or word a question otherwise. Refuses what is none, in words. Raises NotAllowed, NotFound."""
    locked, user = lock_to_edit(row, by=by, at=at)
    choices = list(dict.fromkeys(line for each in said.choices if (line := one_line(each)[:200])))
    refused = _why_not(said, choices)
    if refused is not None:
        return refused
    values: dict[str, object] = {"words": one_line(said.words), "answer": said.answer, "follow_up": one_line(said.follow_up)}
    values["choices"] = choices if said.answer == Answer.CHECKLIST else []
    if question is None:
        return _add(locked, user, values, by=by, at=at)
    found = _found(question, locked)
    if any(getattr(found, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(found, name, value)
        found.save(update_fields=list(values))
        record("story.question_changed", by=by, at=at, about=[locked], circle_id=locked.circle_id, question=found.pk)
    return found


@transaction.atomic
def move_question(question: InterviewQuestion, *, up: bool, by: Actor, at: datetime) -> None:
    """Ask it one earlier, or one later; at the end of the list nothing changes. Raises NotAllowed, NotFound."""
    locked, _user = lock_to_edit(question.story, by=by, at=at)
    found = _found(question, locked)
    beside = locked.questions.filter(place__lt=found.place).last() if up else locked.questions.filter(place__gt=found.place).first()
    if beside is not None:
        found.place, beside.place = beside.place, found.place
        InterviewQuestion.objects.bulk_update([found, beside], ["place"])


@transaction.atomic
def take_question_out(question: InterviewQuestion, *, by: Actor, at: datetime) -> None:
    """Do not ask it. Raises NotAllowed, NotFound."""
    locked, _user = lock_to_edit(question.story, by=by, at=at)
    _found(question, locked).delete()
    record("story.question_removed", by=by, at=at, about=[locked], circle_id=locked.circle_id, question=question.pk)


def _add(row: Story, user: User, values: dict[str, object], *, by: Actor, at: datetime) -> InterviewQuestion | Refused:
    if row.questions.count() >= MOST:
        return refuse("words", _("An interview has %(n)s questions at most. Take one out first.") % {"n": MOST})
    made = InterviewQuestion.objects.create(story=row, place=_last(row) + 1, added_by=user, added_at=at, **values)
    record("story.question_added", by=by, at=at, about=[row], circle_id=row.circle_id, question=made.pk)
    return made


def _why_not(said: OwnQuestion, choices: list[str]) -> Refused | None:
    if not one_line(said.words):
        return refuse("words", _("Write the question."))
    if said.answer not in {each.value for each in Answer}:
        return refuse("answer", _("Choose how it is answered."))
    if said.answer == Answer.CHECKLIST and not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES:
        return refuse("choices", _("Write down what can be ticked off, each on a line of its own: two at least, twenty at most."))
    return None


def _last(row: Story) -> int:
    return int(row.questions.aggregate(last=Max("place"))["last"] or 0)


def _found(question: InterviewQuestion, row: Story) -> InterviewQuestion:
    found = InterviewQuestion.objects.select_for_update(of=("self",)).filter(pk=question.pk, story=row).first()
    if found is None:
        raise NotFound
    return found
