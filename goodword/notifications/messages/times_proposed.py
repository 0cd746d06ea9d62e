"""The customer would rather meet at another time: the requester fixes one of the new times."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer, hello, number, open_request, purpose, the_requester, times_words
from goodword.notifications.queries import Scene, proposed_times
from goodword.requests.states import CANDIDATE_WON


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    times = [each for each in proposed_times(candidate) if each > scene.at]
    if candidate.state not in CANDIDATE_WON or not times:
        return Stale()
    return Letter(
        subject=_("%(number)s: other times for the call") % {"number": number(scene)}, greeting=hello(reader), sender=request.manager,
        paragraphs=(
            _("%(customer)s proposes other times for %(purpose)s: %(times)s.") % {
                "customer": customer(scene), "purpose": purpose(request), "times": times_words(times, scene),
            },
            _("Please fix one of them. Until then the time agreed earlier stands."),
        ),
        button=open_request(scene, _("Fix a time")),
    )


MESSAGE = Message(code="times_proposed", label=gettext_lazy("Other times proposed"), readers=lambda scene: [the_requester(scene)], letter=_letter)
