"""The account owner is asked: may we ask this customer? Also when the question goes to a deputy or the manager."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.approvals.states import State
from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer, hello, link_ends, number, purpose, the_approver, until
from goodword.notifications.messages.statement import is_about_words
from goodword.notifications.queries import Scene
from goodword.people.models import User
from goodword.requests.queries.asking import favour_of
from goodword.requests.queries.ball import owner_due
from goodword.requests.queries.letters import topic


def question(scene: Scene, reader: Reader, *, first: str, subject: str) -> Letter | Stale:
    """The question with its button; stale once it is answered or somebody else is asked."""
    approval, candidate, request = scene.approval, scene.candidate, scene.reference_request
    if approval is None or candidate is None or request is None:
        return Stale("gone")
    answers = isinstance(reader, User) and approval.approver_id == reader.pk
    if (approval.state != State.OPEN or not answers) and not scene.reading:
        return Stale()
    paragraphs = [first]
    if request.topic:
        paragraphs.append(_("It is about: %(topic)s") % {"topic": topic(request)})
    due = {"day": until(owner_due(candidate), scene)}
    paragraphs.append(_("Please answer by %(day)s. Nobody writes to the customer before you do.") % due)
    return Letter(
        subject=subject,
        greeting=hello(reader),
        paragraphs=tuple(paragraphs),
        sender=request.manager or request.requester,
        button=Button(
            label=_("Say yes or no"),
            purpose=Purpose.OWNER_ANSWER,
            about=approval,
            expires_at=link_ends(scene, days=14, after=approval.due_at),
        ),
        small=_("The link opens a page for you alone, without signing in. %(number)s") % {"number": number(scene)},
    )


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    request = scene.reference_request
    if request is None:
        return Stale("gone")
    name = customer(scene)
    first = _("%(who)s would like to ask %(customer)s for %(purpose)s.") % {
        "who": request.requester.name,
        "customer": name,
        "purpose": purpose(request),
    }
    if scene.approval and scene.approval.deputy_for:
        first += " " + _("You are asked in the place of %(name)s.") % {"name": scene.approval.deputy_for.name}
    return question(scene, reader, first=first, subject=subject(scene))


def subject(scene: Scene) -> str:
    """The subject; a confidential one names nobody."""
    if scene.is_confidential:
        return _("%(number)s: your yes or no is needed") % {"number": number(scene)}
    favour = favour_of(scene.reference_request) if scene.reference_request else _("a favour")
    return _("May we ask %(customer)s for %(favour)s?") % {"customer": customer(scene), "favour": favour}


MESSAGE = Message(
    code="owner_question",
    kind=Kind.WORD,
    label=gettext_lazy("Question to the account owner"),
    readers=lambda scene: [] if scene.data.get("together") or scene.data.get("opinion") or is_about_words(scene) else [the_approver(scene)],
    letter=_letter,
    to_actor=True,
)
