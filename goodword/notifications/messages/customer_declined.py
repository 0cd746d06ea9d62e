"""The customer said no, or did not answer in time: requester and manager hear it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import (
    customer,
    customer_first,
    hello,
    last_word,
    number,
    open_request,
    purpose,
    the_manager,
    the_requester,
    who_is_next,
)
from goodword.notifications.queries import Scene
from goodword.requests.queries.by_link import last_agreed_time
from goodword.requests.states import CandidateState


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    said = {"customer": customer_first(scene), "purpose": purpose(request)}
    if candidate.state == CandidateState.DECLINED:
        lines = [_("%(customer)s would rather not take %(purpose)s this time.") % said]
        if candidate.answer_code == "colleague":
            lines = [_("%(customer)s cannot take %(purpose)s, and named a colleague. The manager decides whether to ask them.") % said]
        if candidate.answer_code == "leave_alone":
            lines = [_("%(customer)s asked for a pause, so %(purpose)s has to do without them.") % said]
        if candidate.answer_code == "not_any_more":
            lines = [_("%(customer)s no longer takes part in such things, so %(purpose)s has to do without them.") % said]
        if candidate.answer_words:
            lines.append(_("They wrote: %(words)s") % {"words": last_word(candidate)})
    elif candidate.state == CandidateState.NO_ANSWER:
        lines = [_("%(customer)s has not answered about %(purpose)s, and we do not press.") % said]
    else:
        return Stale()
    if not request.is_ended:
        lines.append(who_is_next(scene, reader))
    return Letter(
        subject=_("%(number)s: not %(customer)s this time") % {"number": number(scene), "customer": customer(scene)},
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=request.manager,
        button=open_request(scene),
    )


def _readers(scene: Scene) -> list[Reader | None]:
    """Both; but who gets a calendar note, or is told of a named colleague, knows already."""
    fixed = scene.candidate is not None and last_agreed_time(scene.candidate) is not None
    named = scene.candidate is not None and scene.candidate.answer_code == "colleague"
    return [None if fixed else the_requester(scene), None if named else the_manager(scene)]


MESSAGE = Message(
    code="customer_declined",
    kind=Kind.CUSTOMER,
    label=gettext_lazy("Customer said no, or nothing"),
    readers=_readers,
    letter=_letter,
)
