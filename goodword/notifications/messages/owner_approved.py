"""The account owner said yes: whoever asks the customer next is told, unless that has happened already."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer, hello, number, open_request, purpose, said_before, the_manager
from goodword.notifications.queries import Scene
from goodword.requests.states import CandidateState


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    if candidate.state != CandidateState.OWNER_APPROVED and not scene.reading:
        return Stale()
    sender = scene.approval.decided_by if scene.approval is not None and said_before(scene) else scene.actor
    line = _("%(who)s says yes: we may ask %(customer)s for %(purpose)s.") % {
        "who": sender.name if sender else _("The account owner"),
        "customer": customer(scene),
        "purpose": purpose(request),
    }
    return Letter(
        subject=_("%(number)s: you may ask %(customer)s") % {"number": number(scene), "customer": customer(scene)},
        greeting=hello(reader),
        paragraphs=(line, _("The next step is yours.")),
        sender=sender,
        button=open_request(scene, _("Ask the customer")),
    )


MESSAGE = Message(
    code="owner_approved", kind=Kind.MOVES, label=gettext_lazy("Owner said yes"), readers=lambda scene: [the_manager(scene)], letter=_letter
)
