"""The customer named a colleague: the manager decides whether to ask them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer, hello, number, open_request, the_manager, the_requester
from goodword.notifications.queries import Scene


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    if request.is_ended and not scene.reading:
        return Stale()
    return Letter(
        subject=_("%(number)s: a colleague may know it better") % {"number": number(scene)},
        greeting=hello(reader),
        sender=request.manager,
        paragraphs=(
            _("Our contact at %(customer)s thinks that a colleague should take the call. Name and address stand on the request.")
            % {
                "customer": customer(scene),
            },
            _("It counts as the same ask. Writing to the colleague is your decision."),
        ),
        button=open_request(scene),
    )


MESSAGE = Message(
    code="colleague_named",
    kind=Kind.CUSTOMER,
    label=gettext_lazy("A colleague was named"),
    readers=lambda scene: [the_manager(scene) or the_requester(scene)],
    letter=_letter,
)
