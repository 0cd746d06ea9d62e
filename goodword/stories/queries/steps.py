"""The run of a story as its page shows it: whose turn, the rail, the steps with what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.people.models import CircleMember, User
from goodword.people.queries import today
from goodword.playbooks.kinds import Playbook, Stage
from goodword.playbooks.models import PlaybookVersion, Run
from goodword.playbooks.queries import ShownStep, run_of, steps_of, version_in_force, waited
from goodword.playbooks.states import STEP_ENDED, RunState, StepState
from goodword.stories import access
from goodword.stories.models import Story
from goodword.stories.queries.gates import answers_of
from goodword.stories.states import STORY_OPEN, StoryState
from goodword.ui.pieces import BallLine, Person

SUBJECT: Final = "story"


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step with what its reader may do."""

    shown: ShownStep
    may_do: bool
    may_lead: bool
    is_mine: bool
    person: Person | None

    @property
    def may_finish(self) -> bool:
        """One press is enough: it is open, theirs to do, and nothing is missing."""
        return self.may_do and self.shown.row.state == StepState.OPEN and not self.shown.missing


def parts_of(row: Story) -> dict[str, User]:
    """Who has which part, and the customer's colleagues; of a confidential one only those who know of it."""
    found: dict[str, User] = {each.part: each.user for each in row.people.select_related("user").order_by("-pk") if each.user.is_active}
    if row.manager is not None:
        found["manager"] = row.manager
    if row.account is not None:
        for role, user in (("account_owner", row.account.owner), ("csm", row.account.csm)):
            if user is not None and user.is_active:
                found.setdefault(role, user)
    if row.circle_id is not None:
        known = set(CircleMember.objects.filter(circle=row.circle_id).values_list("user_id", flat=True))
        found = {role: user for role, user in found.items() if user.pk in known}
    return found


def run_context(row: Story, *, reader: User, at: datetime) -> dict[str, Any]:
    """What the page shows of the run; nothing where there is none."""
    run = run_of(SUBJECT, row.pk)
    if run is None:
        return {"run": False, "may_begin": access.may(reader, "begin", row)}
    day = today(at)
    steps = steps_of(run, answers=answers_of(row), day=day)
    leads, is_open = access.leads(reader, row), row.state in STORY_OPEN and run.state != RunState.STOPPED
    has_part = access.has_part_in(reader, row, today=day)
    lines = [_line(each, reader, leads=leads and is_open, has_part=has_part and is_open, is_open=is_open) for each in steps]
    standing = version_in_force(run.version.code, day)
    return {
        "run": run,
        "may_begin": access.may(reader, "begin", row),
        "run_open": [each for each in lines if each.shown.row.state == StepState.OPEN and not each.shown.row.is_gone],
        "run_later": [each for each in lines if each.shown.row.state == StepState.WAITING and not each.shown.row.is_gone],
        "run_ended": [each for each in lines if each.shown.row.state in STEP_ENDED and not each.shown.row.is_gone],
        "run_gone": [each for each in lines if each.shown.row.is_gone and each.shown.row.state in STEP_ENDED],
        "run_url": f"{reverse('stories:story', args=[row.number])}/steps/",
        "run_newer": standing if leads and is_open and standing is not None and standing.number > run.version.number else None,
        "waited": waited(steps, at=at),
        "stages": rail(run, row, steps),
        "ball": ball_of(row, reader, steps),
    }


def _line(shown: ShownStep, reader: User, *, leads: bool, has_part: bool, is_open: bool) -> StepLine:
    who = shown.row.assignee
    return StepLine(
        shown=shown,
        may_do=is_open and (leads or has_part or (who is not None and who.pk == reader.pk)),
        may_lead=leads,
        is_mine=who is not None and who.pk == reader.pk,
        person=Person(name=who.name, id=who.pk) if who is not None else None,
    )


def rail(run: Run, row: Story, steps: Sequence[ShownStep]) -> list[tuple[str, str]]:
    """The stages that its playbook has: done when nothing of them is left, now where it is."""
    book = Playbook.from_json(run.version.definition)
    mine = {each.key: each.stage for each in book.steps}
    left = {mine[each.row.key] for each in steps if each.row.state not in STEP_ENDED and not each.row.is_gone and each.row.key in mine}
    order = [each for each in Stage if each.value in set(mine.values())]
    return [
        (str(each.label), "now" if each.value == row.stage and left else "" if each.value in left else "done") for each in order
    ]


def ball_of(row: Story, reader: User, steps: Sequence[ShownStep]) -> BallLine | None:
    """Whose turn it is: one's own step first, else the first that somebody has to do. None while it is said otherwise."""
    if row.state != StoryState.RUNNING:
        return None
    still = [each for each in steps if each.row.state == StepState.OPEN and not each.row.is_gone]
    if not still:
        return BallLine(title=_("Every step is done"), icon="circle-check")
    needed = [each for each in still if not each.step.is_optional]
    own = [each for each in (*needed, *still) if each.row.assignee_id == reader.pk and not each.is_outside]
    first = (needed or still)[0]
    mine = own[0] if own and (not own[0].step.is_optional or (first.row.assignee_id == reader.pk and not first.is_outside)) else None
    if mine is not None:
        person = Person(name=reader.name, id=reader.pk)
        said = {"name": reader.first_name, "what": mine.step.title}
        return BallLine(title=_("Your turn, %(name)s: %(what)s") % said, who=person, mine=True)
    who = first.row.assignee if not first.is_outside else None
    title = _("Waiting for %(name)s: %(what)s") % {"name": first.who, "what": first.step.title}
    return BallLine(title=title, who=Person(name=who.name, id=who.pk)) if who is not None else BallLine(title=title, icon="hourglass")


def newer_version(row: Story, *, at: datetime) -> tuple[Run, PlaybookVersion] | None:
    """The run of a story and the version that holds today, when that is another one."""
    run = run_of(SUBJECT, row.pk)
    standing = version_in_force(run.version.code, today(at)) if run is not None else None
    return (run, standing) if run is not None and standing is not None and standing.pk != run.version_id else None
