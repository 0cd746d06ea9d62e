"""The customer is asked a second and last time."""

from django.utils.translation import gettext_lazy

from goodword.notifications.messages.ask import ask_letter, by_mail
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.queries import Scene
from goodword.requests.queries.letters import kind_for


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    attempt = scene.data.get("attempt", 2)
    if scene.candidate is None:
        return Stale("gone")
    return ask_letter(scene, reader, kind_for("remind_customer", scene.candidate, at=scene.at, attempt=attempt))


MESSAGE = Message(
    code="ask_again",
    kind=None,
    label=gettext_lazy("Second question to the customer"),
    readers=by_mail,
    letter=_letter,
    delayed=True,
)
