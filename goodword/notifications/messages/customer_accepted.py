"""The customer said yes: the manager hears it. The requester gets the introduction."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer, customer_first, hello, number, open_request, purpose, the_manager, times_words
from goodword.notifications.queries import Scene, proposed_times
from goodword.requests.states import CANDIDATE_WON, CandidateState


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    if candidate.state not in CANDIDATE_WON and not scene.reading:
        return Stale()
    lines = [_("%(customer)s says yes to %(purpose)s.") % {"customer": customer_first(scene), "purpose": purpose(request)}]
    times = proposed_times(candidate)
    fixed = candidate.state == CandidateState.SCHEDULED
    if times and not fixed:
        lines.append(_("These times suit them: %(times)s.") % {"times": times_words(times, scene)})
        lines.append(_("They are introduced to %(requester)s, who fixes one.") % {"requester": request.requester.name})
    return Letter(
        subject=_("%(number)s: %(customer)s says yes") % {"number": number(scene), "customer": customer(scene)},
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=request.manager,
        button=open_request(scene),
    )


MESSAGE = Message(
    code="customer_accepted",
    kind=Kind.CUSTOMER,
    label=gettext_lazy("Customer said yes"),
    readers=lambda scene: [the_manager(scene)],
    letter=_letter,
)
