"""A request came in: the reference manager is told. In self-service only when there is something to weigh."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello, number, open_request, the_manager, when
from goodword.notifications.queries import Scene
from goodword.requests.queries.asking import favour_of, prospect_named
from goodword.requests.queries.letters import topic
from goodword.requests.queries.reviewing import open_review
from goodword.requests.states import RequestState


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    request = scene.reference_request
    if request is None:
        return Stale("gone")
    if request.is_ended and not scene.reading:
        return Stale()
    named = {"who": request.requester.name, "favour": favour_of(request)}
    said = {**named, "prospect": prospect_named(request), "when": when(request, scene)}
    first = _("%(who)s asks for %(favour)s for %(prospect)s") if said["prospect"] else _("%(who)s asks for %(favour)s")
    lines = [(_("%(first)s, %(when)s.") if said["when"] else _("%(first)s.")) % {**said, "first": first % said}]
    if request.topic:
        lines.append(_("It is about: %(topic)s") % {"topic": topic(request)})
    decides = review.approval.approver if (review := open_review(request)) is not None and review.approval is not None else None
    if decides is not None and decides != reader:
        lines.append(_("It needs an exception, on which %(name)s decides. You hear of it.") % {"name": decides.name})
    elif request.state == RequestState.HELD:
        lines.append(_("It does not meet a rule, and gives a reason. Please decide whether it may go on."))
    return Letter(
        subject=_("%(number)s: %(who)s asks for %(favour)s") % {**named, "number": number(scene)},
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=request.requester,
        button=open_request(scene),
    )


def _readers(scene: Scene) -> list[Reader | None]:
    """Whoever leads it, once: not again when it is held later on."""
    return [the_manager(scene)] if scene.data.get("because", "sent") == "sent" else []


MESSAGE = Message(code="request_submitted", kind=Kind.LEAD, label=gettext_lazy("New request"), readers=_readers, letter=_letter)
