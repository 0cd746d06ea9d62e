"""The customer hears what came of the help."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.notifications.messages.customer_outcome import outcome_button
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import asks_for_peace, called, hello, keeper, the_contact
from goodword.notifications.queries import Scene, has_outcome
from goodword.requests.queries.heard import heard_words


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None or not isinstance(reader, Contact):
        return Stale("gone")
    heard = heard_words(candidate, asker=called(request.requester.name))
    if not heard:
        return Stale()
    return Letter(
        subject=_("What came of your call"),
        greeting=hello(reader),
        sender=keeper(scene),
        button=None if has_outcome(candidate, by_customer=True) else outcome_button(scene, candidate),
        small=asks_for_peace(reader),
        paragraphs=(
            " ".join([_("You took a call for us."), heard[0]]),
            *heard[1:],
            _("Thank you. We know that it is your time, and we keep to what we agreed on how often we ask."),
        ),
    )


MESSAGE = Message(
    code="thanks",
    kind=None,
    label=gettext_lazy("What came of it"),
    readers=lambda scene: [] if scene.data.get("again") else [the_contact(scene)],
    letter=_letter,
    delayed=True,
)
