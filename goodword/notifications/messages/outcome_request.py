"""The call is over: the requester says in one click what came of it. Also the reminder."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer_first, hello, link_ends, number, purpose, the_requester
from goodword.notifications.queries import Scene, has_outcome
from goodword.requests.kinds import KINDS
from goodword.requests.states import CandidateState


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    if (candidate.state != CandidateState.DONE or has_outcome(candidate, by_customer=False)) and not scene.reading:
        return Stale()
    return Letter(
        subject=_("%(number)s: did the %(thing)s help?") % {"number": number(scene), "thing": KINDS[request.kind].thing},
        greeting=hello(reader),
        sender=request.manager,
        paragraphs=(
            _("%(customer)s helped with %(purpose)s. Did it help you?") % {"customer": customer_first(scene), "purpose": purpose(request)},
            _("One click is enough. They gave you their time, and would like to hear what came of it."),
        ),
        button=Button(label=_("Say how it went"), purpose=Purpose.REQUESTER_OUTCOME, about=candidate, expires_at=link_ends(scene, days=60)),
        small=_("The link opens a page for you alone, without signing in."),
    )


MESSAGE = Message(
    code="outcome_request",
    kind=Kind.OUTCOME,
    label=gettext_lazy("Question about the outcome"),
    readers=lambda scene: [the_requester(scene)],
    letter=_letter,
    to_actor=True,
)
