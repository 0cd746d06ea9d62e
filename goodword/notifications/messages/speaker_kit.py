"""The speaker kit: asked for, asked for once more, to be changed; and what colleagues hear of it."""

from datetime import datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import (
    customer,
    hello,
    link_ends,
    number,
    open_request,
    the_contact,
    the_manager,
    the_requester,
    until,
)
from goodword.notifications.messages.to_customer import to_customer
from goodword.notifications.queries import Scene
from goodword.people.queries import program_zone
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.asking import favour_of
from goodword.requests.queries.hands import preparation_of
from goodword.requests.queries.parts import days_for
from goodword.requests.states import CANDIDATE_WON, KitState


def kit_button(scene: Scene, candidate: Candidate, request: ReferenceRequest) -> Button:
    """The way to the kit: it works until some days after the event."""
    last = request.ends_on or request.needed_on
    after = datetime.combine(last, time(12), tzinfo=program_zone()) if last is not None else None
    return Button(
        label=_("Open the speaker kit"),
        purpose=Purpose.SPEAKER_KIT,
        about=candidate,
        expires_at=link_ends(scene, days=7 if after is not None else 60, after=after),
    )


def _asking(kind: str, scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    prepared = preparation_of(candidate) if candidate is not None else None
    if candidate is None or request is None or prepared is None or not isinstance(reader, Contact):
        return Stale("gone")
    waits = KitState.CHANGES if kind == "kit_changes" else KitState.WAITING
    still = (waits, KitState.CHANGES) if kind == "kit_reminder" else (waits,)
    if (prepared.kit_state not in still or candidate.state not in CANDIDATE_WON) and not scene.reading:
        return Stale()
    days = days_for(request, prepared)
    return to_customer(
        scene,
        reader,
        kind,
        candidate=candidate,
        more=lambda: {
            "event": favour_of(request),
            "day": until(days.kit, scene) if days is not None and days.kit > scene.today else "",
            "changes": prepared.kit_words,
        },
        button=kit_button(scene, candidate, request),
    )


def _came(scene: Scene, reader: Reader) -> Letter | Stale:
    if scene.candidate is None:
        return Stale("gone")
    first = _("The speaker kit of %(customer)s is here.") % {"customer": customer(scene)}
    if scene.data.get("before") == KitState.APPROVED:
        first = _("%(customer)s changed the speaker kit after you approved it, so it waits for your word again.") % {
            "customer": customer(scene)
        }
    return Letter(
        subject=_("%(number)s: the speaker kit waits for your word") % {"number": number(scene)},
        greeting=hello(reader),
        paragraphs=(first, _("The dry run can be booked once you have approved it.")),
        sender=scene.actor,
        button=open_request(scene),
    )


def _approved(scene: Scene, reader: Reader) -> Letter | Stale:
    if scene.candidate is None:
        return Stale("gone")
    return Letter(
        subject=_("%(number)s: the content is approved, book the dry run") % {"number": number(scene)},
        greeting=hello(reader),
        paragraphs=(_("The speaker kit of %(customer)s is approved. The dry run can be booked now.") % {"customer": customer(scene)},),
        sender=scene.actor,
        button=open_request(scene),
    )


def _pmm(scene: Scene) -> Reader | None:
    prepared = preparation_of(scene.candidate) if scene.candidate is not None else None
    return prepared.pmm if prepared is not None else None


ASKED = Message(
    code="kit_asked",
    kind=None,
    label=gettext_lazy("Speaker kit asked for"),
    readers=lambda scene: [the_contact(scene)],
    letter=lambda scene, reader: _asking("kit_asked", scene, reader),
    delayed=True,
)
REMINDER = Message(
    code="kit_reminder",
    kind=None,
    label=gettext_lazy("Speaker kit asked for once more"),
    readers=lambda scene: [the_contact(scene)],
    letter=lambda scene, reader: _asking("kit_reminder", scene, reader),
    delayed=True,
)
CHANGES = Message(
    code="kit_changes",
    kind=None,
    label=gettext_lazy("Changes of the speaker kit"),
    readers=lambda scene: [the_contact(scene)],
    letter=lambda scene, reader: _asking("kit_changes", scene, reader),
    delayed=True,
)
CAME = Message(
    code="kit_came", kind=Kind.WORD, label=gettext_lazy("The speaker kit is here"), readers=lambda scene: [the_manager(scene)], letter=_came
)
APPROVED = Message(
    code="kit_approved",
    kind=Kind.MOVES,
    label=gettext_lazy("The content is approved"),
    readers=lambda scene: [the_requester(scene), _pmm(scene)],
    letter=_approved,
)
