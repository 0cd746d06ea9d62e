"""A policy came into force whose limits leave no room for some places that are held: whoever runs the program is told, once per version."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello
from goodword.notifications.queries import Scene
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.people.queries import holders
from goodword.policy.queries import count_beyond, in_force


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    now = in_force(scene.at)
    if not isinstance(reader, User) or (now.version.number != scene.data.get("number") and not scene.reading):
        return Stale()
    count = count_beyond(reader, now.numbers, now)
    if not count and not scene.reading:
        return Stale()
    said = {"number": scene.data.get("number"), "n": count}
    return Letter(
        subject=ngettext(
            "%(n)s place is beyond the limits of policy %(number)s", "%(n)s places are beyond the limits of policy %(number)s", count
        )
        % said,
        greeting=hello(reader),
        sender=scene.actor,
        paragraphs=(
            _("Policy %(number)s is in force now.") % said,
            ngettext(
                "%(n)s place that is held would not be given any more. It stays; nobody has to give it back.",
                "%(n)s places that are held would not be given any more. They stay; nobody has to give one back.",
                count,
            )
            % said,
        ),
        button=Button(label=_("Look at them"), path=reverse("policy:beyond")),
    )


def _readers(scene: Scene) -> list[Reader | None]:
    return list(holders(Role.REFERENCE_MANAGER)) if scene.data.get("first") else []


MESSAGE = Message(
    code="beyond_limits", kind=Kind.MOVES, label=gettext_lazy("Places beyond the limits of a new policy"), readers=_readers, letter=_letter
)
