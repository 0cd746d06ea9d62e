"""A hold ended before anybody asked the customer: its place is free again, and requester and manager are told."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer_first, hello, number, open_request, purpose, the_manager, the_requester
from goodword.notifications.queries import Scene


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    request = scene.reference_request
    if request is None or scene.candidate is None:
        return Stale("gone")
    if request.is_ended and not scene.reading:
        return Stale()
    return Letter(
        subject=_("%(number)s: a held place is free again") % {"number": number(scene)},
        greeting=hello(reader),
        sender=request.manager,
        paragraphs=(
            _("%(customer)s was held for %(purpose)s, but nobody asked in time. The place is free for others again.")
            % {
                "customer": customer_first(scene),
                "purpose": purpose(request),
            },
            _("If the call is still wanted, choose again."),
        ),
        button=open_request(scene),
    )


MESSAGE = Message(
    code="hold_expired",
    kind=Kind.MOVES,
    label=gettext_lazy("Hold expired"),
    readers=lambda scene: [the_requester(scene), the_manager(scene)],
    letter=_letter,
    to_actor=True,
)
