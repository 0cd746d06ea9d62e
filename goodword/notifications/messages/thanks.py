"""The customer hears what came of the help."""

from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.notifications.messages.customer_outcome import outcome_button
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import the_contact
from goodword.notifications.messages.to_customer import to_customer
from goodword.notifications.queries import Scene, has_outcome
from goodword.requests.queries.heard import heard_words
from goodword.requests.queries.letters import called


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None or not isinstance(reader, Contact):
        return Stale("gone")
    heard = heard_words(candidate, asker=called(request.requester.name))
    if not heard:
        return Stale()
    return to_customer(
        scene,
        reader,
        "thanks",
        candidate=candidate,
        more=lambda: _facts(heard_words(candidate, asker=called(request.requester.name))),
        button=None if has_outcome(candidate, by_customer=True) else outcome_button(scene, candidate),
    )


def _facts(heard: tuple[str, ...]) -> dict[str, str]:
    return {"outcome": heard[0], "quote": "\n".join(heard[1:])}


MESSAGE = Message(
    code="thanks",
    kind=None,
    label=gettext_lazy("What came of it"),
    readers=lambda scene: [] if scene.data.get("again") else [the_contact(scene)],
    letter=_letter,
    delayed=True,
)
