"""A call did not take place: the customer reads that we are sorry, in the words that a colleague sent off."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.links.models import Purpose
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import asks_for_peace, called, hello, keeper, link_ends, the_contact
from goodword.notifications.queries import Scene
from goodword.requests.states import CANDIDATE_WON, CandidateState


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    note = getattr(scene.entry, "note", None)
    if candidate is None or request is None or note is None:
        return Stale("gone")
    if candidate.state not in (CandidateState.MISSED, *CANDIDATE_WON) and not scene.reading:
        return Stale()
    return Letter(
        subject=_("About your call with %(asker)s") % {"asker": called(request.requester.name)},
        greeting=hello(reader),
        paragraphs=tuple(line.strip() for line in note.text.splitlines() if line.strip()),
        sender=keeper(scene),
        small=asks_for_peace(reader),
        button=Button(label=_("Choose another time"), purpose=Purpose.ANSWER_ASK, about=candidate, expires_at=link_ends(scene)),
    )


MESSAGE = Message(
    code="apology",
    kind=None,
    label=gettext_lazy("Apology for a missed call"),
    readers=lambda scene: [the_contact(scene)],
    letter=_letter,
    delayed=True,
)
