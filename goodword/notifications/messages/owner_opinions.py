"""An owner is asked what they think of customers on a short list: one mail for all of theirs on that request."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello, link_ends, number, purpose
from goodword.notifications.queries import Scene, colleague
from goodword.people.models import User
from goodword.requests.queries.opinions import asked_of

MOST_NAMED = 12
REMINDED = "request.owners_reminded"


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    request, candidate = scene.reference_request, scene.candidate
    if request is None or candidate is None or not isinstance(reader, User):
        return Stale("gone")
    open_ones = asked_of(reader, request)
    if not open_ones and not scene.reading:
        return Stale()
    count = len(open_ones)
    said = {"who": request.requester.name, "purpose": purpose(request), "n": count}
    away = colleague(scene.data.get("away"))
    lines = [
        _("%(who)s looks for %(purpose)s, and customers of yours are on the short list.") % said
        if away is None
        else _("%(who)s looks for %(purpose)s. You are asked in the place of %(name)s.") % {**said, "name": away.name},
        ngettext(
            "Is it a good idea to ask them? It is about %(n)s customer.",
            "Is it a good idea to ask them? It is about %(n)s customers.",
            count,
        )
        % said,
    ]
    if not scene.is_confidential:
        lines.append(", ".join(each.account.name for each in open_ones[:MOST_NAMED]))
    lines.append(_("Nobody is asked yet, and nobody writes to them without you."))
    return Letter(
        subject=_subject(scene),
        greeting=hello(reader),
        paragraphs=tuple(each for each in lines if each),
        sender=request.manager or request.requester,
        button=Button(label=_("Say what you think"), purpose=Purpose.OWNER_OPINIONS, about=candidate, expires_at=link_ends(scene, days=14)),
        small=_("The link opens a page for you alone, without signing in. %(number)s") % {"number": number(scene)},
    )


def _subject(scene: Scene) -> str:
    words = _("%(number)s: a good idea, or rather not?") % {"number": number(scene)}
    return _("Still open: %(subject)s") % {"subject": words} if scene.entry.verb == REMINDED else words


def _readers(scene: Scene) -> list[User | None]:
    """Whoever takes over from a leaver hears of everything at once, and not of this alone."""
    return [] if scene.data.get("together") else [colleague(scene.data.get("to"))]


MESSAGE = Message(
    code="owner_opinions",
    kind=Kind.WORD,
    label=gettext_lazy("What an owner thinks of a short list"),
    readers=_readers,
    letter=_letter,
    to_actor=True,
)
