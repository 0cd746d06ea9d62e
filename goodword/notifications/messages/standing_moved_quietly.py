"""A rule paused a customer of a confidential request, or took it out of the program: whoever leads the request is told, without a name."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import Standing
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello, number, open_request, the_manager
from goodword.notifications.queries import Scene
from goodword.requests.states import CANDIDATE_LIVE


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    if scene.reference_request is None or scene.candidate is None:
        return Stale("gone")
    if scene.candidate.state not in CANDIDATE_LIVE and not scene.reading:
        return Stale()
    said = {"number": number(scene)}
    paused = scene.data.get("after") == Standing.PAUSED
    return Letter(
        subject=(_("%(number)s: a customer is paused by rule") if paused else _("%(number)s: a customer left the program by rule")) % said,
        greeting=hello(reader),
        sender=None,
        paragraphs=(
            _("A rule of the policy moved a customer with whom something is under way for this request. Its page says which."),
            _("Nothing of it was ended. A hold cannot become an ask while it stays so; an ask that has left waits for its answer."),
            _("On the page of the customer you can take the change back."),
        ),
        button=open_request(scene),
    )


MESSAGE = Message(
    code="standing_moved_quietly",
    kind=Kind.LEAD,
    label=gettext_lazy("A rule paused a customer of a confidential request"),
    readers=lambda scene: [the_manager(scene)],
    letter=_letter,
)
