"""A story that has begun."""

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.playbooks.actions import ensure_shipped
from goodword.playbooks.models import RunStep
from goodword.stories.actions.steps import begin
from goodword.stories.models import Story
from tests.stories.world import a_story


def begun(manager: User, *, kind: str = "quote", **said: object) -> Story:
    """A story of this kind, begun by its manager."""
    ensure_program()
    ensure_shipped()
    row = begin(a_story(by=manager, kind=kind, **said), by=Actor.person(manager), at=clock.now())
    assert isinstance(row, Story), row
    return row


def step(row: Story, key: str) -> RunStep:
    """A step of its run, the last time that it is done."""
    found = RunStep.objects.filter(run__subject_kind="story", run__subject_id=row.pk, key=key).order_by("-number").first()
    assert found is not None, key
    return found


def open_keys(row: Story) -> set[str]:
    """The steps that are open."""
    return set(RunStep.objects.filter(run__subject_id=row.pk, state="open", is_gone=False).values_list("key", flat=True))
