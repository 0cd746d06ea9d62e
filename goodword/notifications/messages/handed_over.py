"""A request goes to another colleague: whoever has it now is told, and whoever had it before."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello, number, open_request, purpose
from goodword.notifications.queries import Scene, colleague
from goodword.requests.queries.letters import topic


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    request = scene.reference_request
    if request is None:
        return Stale("gone")
    if request.is_ended and not scene.reading:
        return Stale()
    has_it = reader.pk == scene.data.get("to")
    now_with = colleague(scene.data.get("to"))
    said = {
        "number": number(scene),
        "who": scene.actor.name if scene.actor else _("A colleague"),
        "purpose": purpose(request),
        "requester": request.requester.name,
        "to": now_with.name if now_with else _("a colleague"),
    }
    if has_it:
        subject, first = _("%(number)s is yours now"), _("%(who)s hands %(purpose)s to you.")
        first += "" if request.requester_id == reader.pk else " " + _("%(requester)s asked for it.")
    elif scene.actor is not None and scene.actor == now_with:
        subject, first = _("%(number)s was taken over"), _("%(who)s takes %(purpose)s over from you. You need not do anything more.")
    else:
        subject, first = _("%(number)s is with %(to)s now"), _("%(who)s gives %(purpose)s to %(to)s. You need not do anything more.")
    note = getattr(scene.entry, "note", None)
    lines = [first % said, *([_("They write: %(note)s") % {"note": note.text}] if note is not None and note.text else [])]
    if has_it and request.topic:
        lines.append(_("The prospect wants to hear: %(topic)s") % {"topic": topic(request)})
    return Letter(subject=subject % said, greeting=hello(reader), paragraphs=tuple(lines), sender=scene.actor, button=open_request(scene))


def _readers(scene: Scene) -> list[Reader | None]:
    """Both; but who gets it together with everything else of a leaver is told of all that once."""
    return [] if scene.data.get("together") else [colleague(scene.data.get("to")), colleague(scene.data.get("before"))]


MESSAGE = Message(code="handed_over", kind=Kind.LEAD, label=gettext_lazy("A request changes hands"), readers=_readers, letter=_letter)
