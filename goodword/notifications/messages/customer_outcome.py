"""The call is over: the customer is thanked, and may say how it went."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.links.models import Purpose
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import link_ends, the_contact
from goodword.notifications.messages.to_customer import to_customer
from goodword.notifications.queries import Scene, has_outcome
from goodword.requests.models import Candidate
from goodword.requests.states import CandidateState


def outcome_button(scene: Scene, candidate: Candidate) -> Button:
    """The way to the customer's three answers."""
    return Button(label=_("Say how it was"), purpose=Purpose.CUSTOMER_OUTCOME, about=candidate, expires_at=link_ends(scene, days=60))


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate = scene.candidate
    if candidate is None or scene.reference_request is None:
        return Stale("gone")
    known = has_outcome(candidate, by_customer=True) or has_outcome(candidate, by_customer=False)  # then the thanks ask as well
    if not isinstance(reader, Contact):
        return Stale("gone")
    if (candidate.state != CandidateState.DONE or known) and not scene.reading:
        return Stale()
    return to_customer(scene, reader, "customer_outcome", candidate=candidate, button=outcome_button(scene, candidate))


MESSAGE = Message(
    code="customer_outcome",
    kind=None,
    label=gettext_lazy("Thanks, and question to the customer"),
    readers=lambda scene: [the_contact(scene)],
    letter=_letter,
    delayed=True,
)
