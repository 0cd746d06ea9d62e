"""The success team would rather not: requester and manager hear it, with the reason."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer, hello, number, open_request, purpose, the_manager, the_requester, who_is_next
from goodword.notifications.queries import Scene


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    if request.is_ended and not scene.reading:
        return Stale()
    said = {
        "who": scene.actor.name if scene.actor else _("The success team"),
        "customer": customer(scene),
        "purpose": purpose(request),
        "number": number(scene),
    }
    lines = [_("%(who)s advises against asking %(customer)s for %(purpose)s now.") % said]
    if candidate.support is not None and candidate.support.reason:
        lines.append(_("The reason given: %(reason)s") % {"reason": " ".join(candidate.support.reason.split())})
    lines.append(" ".join([_("The place held is free again."), who_is_next(scene, reader)]))
    return Letter(
        subject=_("%(number)s: not %(customer)s this time") % said,
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=scene.actor,
        button=open_request(scene),
    )


MESSAGE = Message(
    code="advised_against",
    kind=Kind.MOVES,
    label=gettext_lazy("Success team said no"),
    readers=lambda scene: [the_requester(scene), the_manager(scene)],
    letter=_letter,
)
