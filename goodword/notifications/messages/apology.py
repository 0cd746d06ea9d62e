"""A call did not take place: the customer reads that we are sorry, in the words that a colleague sent off."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.links.models import Purpose
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import link_ends, the_contact
from goodword.notifications.messages.to_customer import to_customer
from goodword.notifications.queries import Scene
from goodword.requests.queries.missed import apology_kind
from goodword.requests.states import CANDIDATE_WON, CandidateState


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate = scene.candidate
    note = getattr(scene.entry, "note", None)
    if candidate is None or scene.reference_request is None or note is None or not isinstance(reader, Contact):
        return Stale("gone")
    if candidate.state not in (CandidateState.MISSED, *CANDIDATE_WON) and not scene.reading:
        return Stale()
    button = Button(label=_("Choose another time"), purpose=Purpose.ANSWER_ASK, about=candidate, expires_at=link_ends(scene))
    return to_customer(scene, reader, apology_kind(candidate), candidate=candidate, button=button, instead=note.text)


MESSAGE = Message(
    code="apology",
    kind=None,
    label=gettext_lazy("Apology for a missed call"),
    readers=lambda scene: [the_contact(scene)],
    letter=_letter,
    delayed=True,
)
