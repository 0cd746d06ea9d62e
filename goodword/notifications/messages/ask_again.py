"""The customer is asked a second and last time."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.messages.ask import ask_letter, by_mail
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import called, company, what
from goodword.notifications.queries import Scene
from goodword.requests.kinds.ways import MAIL
from goodword.requests.queries.elsewhere import first_asked_by


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    request = scene.reference_request
    if request is None:
        return Stale("gone")
    asker = called(request.requester.name)
    by_mail_before = scene.candidate is None or first_asked_by(scene.candidate) == MAIL
    first = (
        _("We wrote a few days ago: %(asker)s at %(company)s asks whether you would take %(what)s. We will not write about it again.")
        if by_mail_before
        else _("We asked you already: %(asker)s at %(company)s asks whether you would take %(what)s. We will not write about it again.")
    ) % {
        "asker": asker,
        "company": company(scene),
        "what": what(request, scene),
    }
    subject = _("Once more: a question from %(asker)s at %(company)s") % {"asker": asker, "company": company(scene)}
    return ask_letter(scene, reader, subject=subject, first=first)


MESSAGE = Message(
    code="ask_again",
    kind=None,
    label=gettext_lazy("Second question to the customer"),
    readers=by_mail,
    letter=_letter,
    delayed=True,
)
