"""The steps of a story: begun by its playbook, done, left out, given to somebody. The stage follows in the same transaction."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.people.actions import add_to_circle
from goodword.people.models import User
from goodword.playbooks import actions as playbooks
from goodword.playbooks.actions.steps import About
from goodword.playbooks.models import PlaybookVersion, Run, RunStep
from goodword.playbooks.queries import run_of, stage_of
from goodword.stories import access
from goodword.stories.actions.locks import lock_story, person
from goodword.stories.kinds import KINDS
from goodword.stories.models import Story
from goodword.stories.queries.gates import answers_of
from goodword.stories.queries.steps import SUBJECT, parts_of
from goodword.stories.states import STORY_MOVES, STORY_OPEN


@transaction.atomic
def begin(row: Story, *, by: Actor, at: datetime) -> Story | Refused:
    """Begin to make it, by the playbook of its kind that holds today. Raises NotAllowed, WrongState."""
    locked = lock_story(row)
    if not access.may(person(by), "begin", locked, whatever_state=True):
        raise NotAllowed
    if locked.manager is None:
        return refuse("manager", _("Nobody leads it yet. Choose who does, below at the people; then begin."))
    if locked.account is not None and locked.account.do_not_contact:
        return refuse("closed", _("Nobody of this company may be contacted any more, so nothing is begun with them."))
    run = run_of(SUBJECT, locked.pk)
    if run is None:
        start = playbooks.Start(
            kind=SUBJECT,
            pk=locked.pk,
            playbook=KINDS[locked.kind].playbook,
            people=parts_of(locked),
            region=locked.account.region if locked.account is not None else None,
            circle_id=locked.circle_id,
        )
        begun = playbooks.start_run(start, by=by, at=at, about=_about(locked))
        if isinstance(begun, Refused):
            return begun
        run = begun
    else:
        playbooks.resume_run(run, at=at)
    move(locked, STORY_MOVES, "begin", at=at, started_at=locked.started_at or at)
    _follow(locked, run, at=at)
    return locked


@transaction.atomic
def finish(row: Story, step: RunStep, *, by: Actor, at: datetime, over: str = "", remark: str = "") -> RunStep | Refused:
    """A step is done; over a gate that does not hold only whoever leads it goes, with a reason."""

    def do(locked: Story, found: RunStep, who: User) -> RunStep | Refused:
        if over.strip() and not access.leads(who, locked):
            raise NotAllowed
        answers = answers_of(locked)
        return playbooks.finish_step(found, by=by, at=at, about=_about(locked), answers=answers, over=over, remark=remark)

    return _step(row, step, do, by=by, at=at)


@transaction.atomic
def skip(row: Story, step: RunStep, *, by: Actor, at: datetime, reason: str) -> RunStep | Refused:
    """Leave a step out; only whoever leads it."""

    def do(locked: Story, found: RunStep) -> RunStep | Refused:
        return playbooks.skip_step(found, by=by, at=at, about=_about(locked), reason=reason)

    return _lead(row, step, do, by=by, at=at)


@transaction.atomic
def open_again(row: Story, step: RunStep, *, by: Actor, at: datetime) -> RunStep | Refused:
    """Take back that a step is done; only whoever leads it."""
    return _lead(row, step, lambda locked, found: playbooks.reopen_step(found, by=by, at=at, about=_about(locked)), by=by, at=at)


@transaction.atomic
def repeat(row: Story, step: RunStep, *, by: Actor, at: datetime) -> RunStep | Refused:
    """Do a step once more; only whoever leads it."""
    return _lead(row, step, lambda locked, found: playbooks.repeat_step(found, by=by, at=at, about=_about(locked)), by=by, at=at)


@transaction.atomic
def give_step(row: Story, step: RunStep, user: User, *, by: Actor, at: datetime) -> RunStep | Refused:
    """Give a step to somebody, who then knows of the story; only whoever leads it."""

    def do(locked: Story, found: RunStep) -> RunStep | Refused:
        done = playbooks.assign_step(found, user, by=by, at=at, about=_about(locked))
        if locked.circle_id is not None and not isinstance(done, Refused):
            add_to_circle(locked.circle_id, user, by=by, at=at)
        return done

    return _lead(row, step, do, by=by, at=at)


@transaction.atomic
def remark(row: Story, step: RunStep, *, by: Actor, at: datetime, words: str) -> RunStep | Refused:
    """Write a remark beside a step."""

    def do(locked: Story, found: RunStep, _who: User) -> RunStep:
        return playbooks.remark_on(found, by=by, at=at, about=_about(locked), words=words)

    return _step(row, step, do, by=by, at=at)


@transaction.atomic
def follow_version(row: Story, version: PlaybookVersion, *, by: Actor, at: datetime) -> Story | Refused:
    """Let a story follow another version of its playbook; only whoever leads it."""
    locked = lock_story(row)
    if not access.leads(person(by), locked):
        raise NotAllowed
    run = _run(locked)
    done = playbooks.move_to_version(run, version, by=by, at=at, about=_about(locked), people=parts_of(locked))
    if isinstance(done, Refused):
        return done
    _follow(locked, done, at=at)
    return locked


def _lead(row: Story, step: RunStep, do: Callable[[Story, RunStep], RunStep | Refused], *, by: Actor, at: datetime) -> RunStep | Refused:
    def led(locked: Story, found: RunStep, who: User) -> RunStep | Refused:
        if not access.leads(who, locked):
            raise NotAllowed
        return do(locked, found)

    return _step(row, step, led, by=by, at=at)


def _step(
    row: Story, step: RunStep, do: Callable[[Story, RunStep, User], RunStep | Refused], *, by: Actor, at: datetime
) -> RunStep | Refused:
    """One verb of a step: the story locked, who acts has to do with it, and the stage follows."""
    locked, who = lock_story(row), person(by)
    run = _run(locked)
    found = run.steps.select_related("run").filter(pk=step.pk).first()
    if found is None:
        raise NotFound
    if not access.may_do_step(who, locked, found, at=at):
        raise NotAllowed
    if locked.state not in STORY_OPEN:
        raise WrongState("step", locked.state)
    done = do(locked, found, who)
    if not isinstance(done, Refused):
        _follow(locked, run, at=at)
    return done


def _run(row: Story) -> Run:
    found = run_of(SUBJECT, row.pk)
    if found is None:
        raise NotFound
    return found


def _about(row: Story) -> About:
    return [row]


def _follow(row: Story, run: Run, *, at: datetime) -> None:
    """The stage of a story is that of its run."""
    stage = stage_of(run)
    if stage != row.stage:
        row.stage, row.stage_at = stage, at
        row.save(update_fields=["stage", "stage_at"])
