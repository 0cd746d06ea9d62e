"""The account owner has not answered yet: one reminder."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.owner_question import question, subject
from goodword.notifications.messages.phrases import customer, purpose, the_approver
from goodword.notifications.messages.statement import is_about_words
from goodword.notifications.queries import Scene


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    request = scene.reference_request
    if request is None:
        return Stale("gone")
    first = _("A small reminder: %(who)s still waits for your word on %(customer)s, for %(purpose)s.") % {
        "who": request.requester.name,
        "customer": customer(scene),
        "purpose": purpose(request),
    }
    return question(scene, reader, first=first, subject=_("Still open: %(subject)s") % {"subject": subject(scene)})


MESSAGE = Message(
    code="owner_reminder",
    kind=Kind.WORD,
    label=gettext_lazy("Reminder to the account owner"),
    readers=lambda scene: [] if is_about_words(scene) else [the_approver(scene)],
    letter=_letter,
    to_actor=True,
)
