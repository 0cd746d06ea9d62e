"""The account owner said no: requester and manager hear it, with the reason."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer, hello, number, open_request, purpose, the_manager, the_requester, who_is_next
from goodword.notifications.queries import Scene


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    request, approval = scene.reference_request, scene.approval
    if request is None or scene.candidate is None:
        return Stale("gone")
    if request.is_ended and not scene.reading:
        return Stale()
    who = scene.actor.name if scene.actor else _("The account owner")
    lines = [
        _("%(who)s would rather not ask %(customer)s for %(purpose)s.")
        % {"who": who, "customer": customer(scene), "purpose": purpose(request)}
    ]
    if approval and approval.reason:
        lines.append(_("The reason given: %(reason)s") % {"reason": " ".join(approval.reason.split())})
    lines.append(" ".join([_("The place held is free again."), who_is_next(scene, reader)]))
    return Letter(
        subject=_("%(number)s: not %(customer)s this time") % {"number": number(scene), "customer": customer(scene)},
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=scene.actor,
        button=open_request(scene),
    )


MESSAGE = Message(
    code="owner_declined",
    kind=Kind.MOVES,
    label=gettext_lazy("Owner said no"),
    readers=lambda scene: [the_requester(scene), the_manager(scene)],
    letter=_letter,
)
