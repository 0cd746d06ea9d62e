"""In self-service a customer did not pass cleanly: the reference manager looks at it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer, hello, number, open_request, purpose, the_manager
from goodword.notifications.queries import Scene
from goodword.requests.states import CANDIDATE_PLANNED


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    if candidate.state not in CANDIDATE_PLANNED and not scene.reading:
        return Stale()
    said = {"who": request.requester.name, "customer": customer(scene), "purpose": purpose(request)}
    return Letter(
        subject=_("%(number)s: something to weigh") % {"number": number(scene)},
        greeting=hello(reader),
        sender=request.requester,
        paragraphs=(
            _("%(who)s chose %(customer)s for %(purpose)s, and there is something to weigh before anybody asks.") % said,
            _("The reasons stand on the request. Hold them, or propose somebody else."),
        ),
        button=open_request(scene),
    )


MESSAGE = Message(
    code="referred", kind=Kind.LEAD, label=gettext_lazy("Something to weigh"), readers=lambda scene: [the_manager(scene)], letter=_letter
)
