"""The customer is asked. Leaves after the program's pause, so that an ask can be taken back."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.links.models import Purpose
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import (
    asks_for_peace,
    called,
    company,
    hello,
    keeper,
    link_ends,
    the_contact,
    topic,
    until,
    what,
)
from goodword.notifications.queries import Scene
from goodword.people.queries import today
from goodword.requests.states import CandidateState


def ask_letter(scene: Scene, reader: Reader, *, subject: str, first: str) -> Letter | Stale:
    """The ask with its button; stale once it was answered, withdrawn or given to somebody else."""
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    if not isinstance(reader, Contact) or candidate.contact_id != reader.pk:
        return Stale()
    taken_back = scene.entry.at < candidate.state_at  # and asked again, with a mail of its own or by another way
    if (candidate.state != CandidateState.ASKED or taken_back) and not scene.reading:
        return Stale()
    paragraphs = [first]
    if request.topic:
        paragraphs.append(_("They want to hear: %(topic)s") % {"topic": topic(request)})
    paragraphs.append(_("Yes, no, or a colleague who knows it better: it takes a minute, and any answer is fine."))
    if candidate.answer_due_at is not None:
        paragraphs[-1] += " " + _("One by %(day)s would help us most.") % {"day": until(today(candidate.answer_due_at), scene)}
    return Letter(
        subject=subject,
        greeting=hello(reader),
        paragraphs=tuple(paragraphs),
        sender=keeper(scene),
        small=asks_for_peace(reader),
        button=Button(
            label=_("Answer"),
            purpose=Purpose.ANSWER_ASK,
            about=candidate,
            expires_at=link_ends(scene, after=candidate.answer_due_at),
        ),
    )


def by_mail(scene: Scene) -> list[Reader | None]:
    """The contact, unless somebody asked in another way and only recorded it."""
    return [the_contact(scene)] if scene.data.get("how", "mail") == "mail" else []


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    request = scene.reference_request
    if request is None:
        return Stale("gone")
    asker = called(request.requester.name)
    first = _("%(asker)s at %(company)s asks whether you would take %(what)s.") % {
        "asker": asker,
        "company": company(scene),
        "what": what(request, scene),
    }
    return ask_letter(
        scene, reader, subject=_("A question from %(asker)s at %(company)s") % {"asker": asker, "company": company(scene)}, first=first
    )


MESSAGE = Message(code="ask", kind=None, label=gettext_lazy("Question to the customer"), readers=by_mail, letter=_letter, delayed=True)
