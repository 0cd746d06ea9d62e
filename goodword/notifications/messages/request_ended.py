"""A request ended without a customer, or was stopped: the requester hears it, with the reason and what one could do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello, number, open_request, purpose, the_manager, the_requester
from goodword.notifications.queries import Scene
from goodword.requests.kinds import KINDS
from goodword.requests.models import ReferenceRequest
from goodword.requests.states import RequestState


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    request = scene.reference_request
    if request is None:
        return Stale("gone")
    said = {"purpose": purpose(request), "number": number(scene)}
    words = {
        RequestState.UNFULFILLED: _("We found no customer for %(purpose)s. An approved story or a colleague of ours may do instead.")
        % said,
        RequestState.DECLINED: _("We cannot go on with %(purpose)s.") % said,
        RequestState.CANCELLED: _("%(number)s was stopped: %(purpose)s will not take place.") % said,
        RequestState.WITHDRAWN: _("%(number)s was withdrawn: %(purpose)s is no longer needed. Everything held for it is free again.")
        % said,
    }
    answered = request.state == RequestState.COMPLETED and not KINDS[request.kind].has_customers
    if answered:
        return _answered(scene, reader, request, said)
    if request.state not in words:
        return Stale()
    subjects = {
        RequestState.UNFULFILLED: _("%(number)s: we found no customer"),
        RequestState.DECLINED: _("%(number)s: we cannot go on"),
        RequestState.CANCELLED: _("%(number)s was stopped"),
        RequestState.WITHDRAWN: _("%(number)s was withdrawn"),
    }
    lines = [words[RequestState(request.state)]]
    if request.end_reason:
        lines.append(_("The reason given: %(reason)s") % {"reason": " ".join(request.end_reason.split())})
    return Letter(
        subject=subjects[RequestState(request.state)] % said,
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=scene.actor or request.manager,
        button=open_request(scene),
    )


def _answered(scene: Scene, reader: Reader, request: ReferenceRequest, said: dict[str, str]) -> Letter:
    return Letter(
        subject=_("%(number)s: %(purpose)s") % said,
        greeting=hello(reader),
        paragraphs=(_("Your request is answered:"), " ".join(request.end_reason.split())),
        sender=scene.actor or request.manager,
        button=open_request(scene),
    )


MESSAGE = Message(
    code="request_ended",
    kind=Kind.MOVES,
    label=gettext_lazy("Request ended"),
    readers=lambda scene: [the_requester(scene), the_manager(scene)],
    letter=_letter,
)
