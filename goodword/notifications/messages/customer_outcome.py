"""The call is over: the customer is thanked, and may say how it went."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.links.models import Purpose
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import asks_for_peace, called, company, hello, keeper, link_ends, the_contact
from goodword.notifications.queries import Scene, has_outcome
from goodword.requests.models import Candidate
from goodword.requests.states import CandidateState


def outcome_button(scene: Scene, candidate: Candidate) -> Button:
    """The way to the customer's three answers."""
    return Button(label=_("Say how it was"), purpose=Purpose.CUSTOMER_OUTCOME, about=candidate, expires_at=link_ends(scene, days=60))


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    known = has_outcome(candidate, by_customer=True) or has_outcome(candidate, by_customer=False)  # then the thanks ask as well
    if not isinstance(reader, Contact):
        return Stale("gone")
    if (candidate.state != CandidateState.DONE or known) and not scene.reading:
        return Stale()
    names = {"asker": called(request.requester.name), "company": company(scene)}
    return Letter(
        subject=_("Thank you, and how was it?"),
        greeting=hello(reader),
        sender=keeper(scene),
        small=asks_for_peace(reader),
        paragraphs=(
            _("Thank you for taking the call for %(asker)s at %(company)s.") % names,
            _("How was it for you? One click is enough, a line is welcome, and we change what was not good."),
        ),
        button=outcome_button(scene, candidate),
    )


MESSAGE = Message(
    code="customer_outcome",
    kind=None,
    label=gettext_lazy("Thanks, and question to the customer"),
    readers=lambda scene: [the_contact(scene)],
    letter=_letter,
    delayed=True,
)
