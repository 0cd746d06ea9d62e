"""The content of an event: product marketing is asked for it, and whoever waits for it hears how it goes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer, hello, number, open_request, purpose, the_manager, the_requester, until
from goodword.notifications.queries import Scene, colleague
from goodword.requests.queries.hands import preparation_of
from goodword.requests.queries.parts import days_for
from goodword.requests.states import CONTENT_OPEN


def _given_to(scene: Scene) -> list[Reader | None]:
    """Who prepares it; while nobody does the manager finds somebody. Whoever takes over everything of a colleague is told of that alone."""
    return [] if scene.data.get("together") else [colleague(scene.data.get("to")) or the_manager(scene)]


def _asked(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    prepared = preparation_of(candidate) if candidate is not None else None
    if candidate is None or request is None or prepared is None:
        return Stale("gone")
    if prepared.content_state not in CONTENT_OPEN and not scene.reading:
        return Stale()
    days = days_for(request, prepared)
    lines = [
        _("%(customer)s said yes to %(purpose)s. Please prepare with them what they say: messages, story, slides.")
        % {"customer": customer(scene), "purpose": purpose(request)}
    ]
    if prepared.pmm is None:
        lines.append(_("Nobody in product marketing is known here who could: please find somebody."))
    if days is not None:
        lines.append(_("It should be ready by %(day)s.") % {"day": until(days.content, scene)})
    return Letter(
        subject=_("%(number)s: content to prepare for an event") % {"number": number(scene)},
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=request.manager or request.requester,
        button=open_request(scene),
    )


def _went_on(scene: Scene, reader: Reader) -> Letter | Stale:
    prepared = preparation_of(scene.candidate) if scene.candidate is not None else None
    if prepared is None:
        return Stale("gone")
    words = {
        "content.completed": _("The content with %(customer)s is done."),
        "content.stopped": _("The content with %(customer)s waits for something."),
        "content.put_aside": _("The content with %(customer)s is on the pile: it is not promised."),
        "content.declined": _("Product marketing declines to prepare the content with %(customer)s."),
        "content.transferred": _("Another team prepares the content with %(customer)s."),
    }
    note = prepared.content_words
    return Letter(
        subject=_("%(number)s: the content of the event") % {"number": number(scene)},
        greeting=hello(reader),
        paragraphs=(words[scene.entry.verb] % {"customer": customer(scene)}, *([f"“{note}”"] if note else [])),
        sender=scene.actor,
        button=open_request(scene),
    )


OPENED = Message(
    code="content_opened", kind=Kind.LEAD, label=gettext_lazy("Content to prepare for an event"), readers=_given_to, letter=_asked
)
WENT_ON = Message(
    code="content_went_on",
    kind=Kind.MOVES,
    label=gettext_lazy("How the content of an event goes on"),
    readers=lambda scene: [the_requester(scene), the_manager(scene)],
    letter=_went_on,
)
