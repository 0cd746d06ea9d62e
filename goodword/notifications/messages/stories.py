"""A story that waits for a figure: to those who are asked to find one, and to whoever leads it once it is there."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello
from goodword.notifications.queries import Scene
from goodword.people.models import User
from goodword.stories.models import Story
from goodword.stories.queries.people import seekers_of
from goodword.stories.states import StoryState


def _about(scene: Scene) -> Story | None:
    key = next((each.object_id for each in scene.entry.subjects.all() if each.kind == "story"), 0)
    return Story.objects.select_related("account", "manager").filter(pk=key).first()


def _seekers(scene: Scene) -> list[Reader | None]:
    row = _about(scene)
    return list(seekers_of(row)) if row is not None else []


def _said(row: Story, scene: Scene) -> dict[str, str]:
    named = row.account is not None and not scene.is_confidential
    return {"number": row.reference, "customer": row.account.name if named and row.account else _("the customer")}


def _wanted(scene: Scene, reader: Reader) -> Letter | Stale:
    row = _about(scene)
    if row is None:
        return Stale("gone")
    asked = isinstance(reader, User) and any(each.pk == reader.pk for each in seekers_of(row))
    if (row.state != StoryState.WAITING_METRIC or not asked) and not scene.reading:
        return Stale()
    said = _said(row, scene)
    return Letter(
        subject=_("%(number)s: a figure is wanted") % said,
        greeting=hello(reader),
        paragraphs=(
            _("A story about %(customer)s waits for one figure that became better: before, after, and who confirmed it.") % said,
            _("You know them best. Faster, cheaper, fewer, safer: anything that they measure helps. The story goes on once it is there."),
        ),
        sender=scene.actor,
        button=Button(label=_("Write it down"), path=reverse("stories:add_metric", args=[row.number])),
    )


def _leader(scene: Scene) -> list[Reader | None]:
    row = _about(scene)
    return [row.manager if row is not None else None]


def _found(scene: Scene, reader: Reader) -> Letter | Stale:
    row = _about(scene)
    if row is None:
        return Stale("gone")
    said = _said(row, scene)
    return Letter(
        subject=_("%(number)s: the figure is there") % said,
        greeting=hello(reader),
        paragraphs=(_("The story about %(customer)s has a figure that became better, and goes on.") % said,),
        sender=scene.actor,
        button=Button(label=_("Open the story"), path=reverse("stories:story", args=[row.number])),
    )


WANTED = Message(
    code="metric_wanted", kind=Kind.WORD, label=gettext_lazy("A figure is wanted for a story"), readers=_seekers, letter=_wanted
)
FOUND = Message(code="metric_found", kind=Kind.MOVES, label=gettext_lazy("The figure for a story is there"), readers=_leader, letter=_found)
