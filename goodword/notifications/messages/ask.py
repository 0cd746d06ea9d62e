"""The customer is asked. Leaves after the program's pause, so that an ask can be taken back."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.links.models import Purpose
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import link_ends, the_contact
from goodword.notifications.messages.to_customer import to_customer
from goodword.notifications.queries import Scene
from goodword.policy.queries import in_force
from goodword.requests.queries.travel import travel_words
from goodword.requests.states import CandidateState


def ask_letter(scene: Scene, reader: Reader, kind: str) -> Letter | Stale:
    """The ask with its button; stale once it was answered, withdrawn or given to somebody else."""
    candidate = scene.candidate
    if candidate is None or scene.reference_request is None:
        return Stale("gone")
    if not isinstance(reader, Contact) or candidate.contact_id != reader.pk:
        return Stale()
    taken_back = scene.entry.at < candidate.state_at  # and asked again, with a mail of its own or by another way
    if (candidate.state != CandidateState.ASKED or taken_back) and not scene.reading:
        return Stale()
    button = Button(
        label=_("Answer"), purpose=Purpose.ANSWER_ASK, about=candidate, expires_at=link_ends(scene, after=candidate.answer_due_at)
    )
    travel = travel_words(scene.reference_request, now=in_force(scene.at))
    return to_customer(scene, reader, kind, candidate=candidate, button=button, ours=(travel,) if travel else ())


def by_mail(scene: Scene) -> list[Reader | None]:
    """The contact, unless somebody asked in another way and only recorded it."""
    return [the_contact(scene)] if scene.data.get("how", "mail") == "mail" else []


MESSAGE = Message(
    code="ask",
    kind=None,
    label=gettext_lazy("Question to the customer"),
    readers=by_mail,
    letter=lambda scene, reader: ask_letter(scene, reader, "ask"),
    delayed=True,
)
