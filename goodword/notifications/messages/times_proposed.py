"""One side would rather meet at another time: the other side chooses one of the new times."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import (
    customer_first,
    hello,
    link_ends,
    number,
    open_request,
    purpose,
    the_contact,
    the_requester,
    times_words,
)
from goodword.notifications.messages.to_customer import to_customer
from goodword.notifications.queries import Scene, proposed_times
from goodword.people.models import User
from goodword.requests.states import CANDIDATE_WON, CandidateState

OPEN = (*CANDIDATE_WON, CandidateState.MISSED)


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    times = [each for each in proposed_times(candidate, by_customer=isinstance(reader, User)) if each > scene.at or scene.reading]
    if (candidate.state not in OPEN and not scene.reading) or not times:
        return Stale()
    said = {
        "customer": customer_first(scene),
        "purpose": purpose(request),
        "times": times_words(times, scene),
    }
    stands = [_("Until then the time agreed earlier stands.")] if candidate.state == CandidateState.SCHEDULED else []
    if isinstance(reader, Contact):
        return to_customer(
            scene,
            reader,
            "times_proposed",
            candidate=candidate,
            more=lambda: {"times": times_words(times, scene)},
            ours=tuple(stands),
            button=Button(label=_("Choose a time"), purpose=Purpose.ANSWER_ASK, about=candidate, expires_at=link_ends(scene, days=30)),
        )
    return Letter(
        subject=_("%(number)s: other times for the call") % {"number": number(scene)},
        greeting=hello(reader),
        sender=request.manager,
        paragraphs=(
            _("%(customer)s proposes other times for %(purpose)s: %(times)s.") % said,
            " ".join([_("Please fix one of them."), *stands]),
        ),
        button=open_request(scene, _("Fix a time")),
    )


def _readers(scene: Scene) -> list[Reader | None]:
    """The side that did not propose; a customer only after a yes, because the ask itself shows offered times."""
    if scene.data.get("by_customer", True):
        return [the_requester(scene)]
    return [the_contact(scene)] if scene.candidate is not None and scene.candidate.state in OPEN else []


MESSAGE = Message(code="times_proposed", kind=Kind.CUSTOMER, label=gettext_lazy("Times proposed"), readers=_readers, letter=_letter)
