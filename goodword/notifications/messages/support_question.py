"""The success team is asked whether all is well at a customer, before the customer is."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.approvals.states import State
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer, hello, number, open_request, purpose, until
from goodword.notifications.queries import Scene, colleague
from goodword.people.queries import day_there


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None or candidate.support is None:
        return Stale("gone")
    support = candidate.support
    if support.state != State.OPEN and not scene.reading:
        return Stale()
    due = day_there(support.due_at, region=support.approver.region or candidate.account.region)
    said = {"customer": customer(scene), "purpose": purpose(request), "number": number(scene), "day": until(due, scene)}
    return Letter(
        subject=_("%(number)s: is all well at %(customer)s?") % said,
        greeting=hello(reader),
        paragraphs=(
            _("We think of asking %(customer)s for %(purpose)s. You look after them: is all well there?") % said,
            _("Please answer by %(day)s. Nobody writes to the customer before you do.") % said,
        ),
        sender=request.manager or request.requester,
        button=open_request(scene, _("Say yes or no")),
    )


MESSAGE = Message(
    code="support_question",
    kind=Kind.WORD,
    label=gettext_lazy("Question to the success team"),
    readers=lambda scene: [colleague(scene.data.get("approver"))],
    letter=_letter,
    to_actor=True,
)
