"""Somebody is let in on a confidential request, or named in another. The mail names no customer: it is read over shoulders."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello, number, open_request
from goodword.notifications.queries import Scene, colleague


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    if scene.reference_request is None:
        return Stale("gone")
    said = {"who": scene.actor.name if scene.actor else _("A colleague"), "number": number(scene)}
    if scene.reference_request.circle_id is None:
        return Letter(
            subject=_("%(number)s names you") % said,
            greeting=hello(reader),
            paragraphs=(_("%(who)s named you in %(number)s: you have a part in it, and may read on its page how it goes.") % said,),
            sender=scene.actor,
            button=open_request(scene),
        )
    lines = (
        _("%(who)s lets you know of %(number)s, a confidential request.") % said,
        _("Only the people on it may know which customer it is. Please keep it among them; you see on the page who they are."),
    )
    return Letter(
        subject=_("%(number)s: you are in the know") % said,
        greeting=hello(reader),
        paragraphs=lines,
        sender=scene.actor,
        button=open_request(scene),
    )


MESSAGE = Message(
    code="let_know",
    kind=Kind.LEAD,
    label=gettext_lazy("Let in on a confidential request, or named in one"),
    readers=lambda scene: [colleague(scene.data.get("to"))],
    letter=_letter,
)
