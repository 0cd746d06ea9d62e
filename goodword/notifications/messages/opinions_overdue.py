"""An owner has not said in time what they think of a short list: whoever leads the request hears it once, and may go on."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello, number, open_request, purpose, the_manager
from goodword.notifications.queries import Scene, colleague
from goodword.people.models import User
from goodword.requests.queries.opinions import asked_of

MOST_NAMED = 12


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    request, silent = scene.reference_request, colleague(scene.data.get("to"))
    if request is None or silent is None:
        return Stale("gone")
    open_ones = asked_of(silent, request)
    if not open_ones and not scene.reading:
        return Stale()
    said = {"who": silent.name, "purpose": purpose(request), "n": len(open_ones)}
    lines = [
        ngettext(
            "%(who)s was asked, and reminded, and has not said yet whether %(n)s customer is a good idea for %(purpose)s.",
            "%(who)s was asked, and reminded, and has not said yet whether %(n)s customers are a good idea for %(purpose)s.",
            len(open_ones),
        )
        % said,
        "" if scene.is_confidential else ", ".join(each.account.name for each in open_ones[:MOST_NAMED]),
        _("You can go on without it. Whom you hold is asked about once more before anybody writes to the customer."),
    ]
    return Letter(
        subject=_("%(number)s: no word on the short list yet") % {"number": number(scene)},
        greeting=hello(reader),
        sender=silent,
        paragraphs=tuple(each for each in lines if each),
        button=open_request(scene),
    )


def _readers(scene: Scene) -> list[User | None]:
    """Whoever leads it; who owes it themselves was reminded already."""
    manager = the_manager(scene)
    return [] if manager is None or manager.pk == scene.data.get("to") else [manager]


MESSAGE = Message(code="opinions_overdue", kind=Kind.LEAD, label=gettext_lazy("No word on a short list"), readers=_readers, letter=_letter)
