"""Planning calls and the dry run: booked, moved, called off, each with its calendar file for everybody who comes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.integrations.calendar.mapping import Method, calendar_file
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Attachment, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello, keeper, moment, number, open_request, the_contact, the_requester
from goodword.notifications.messages.to_customer import to_customer
from goodword.notifications.queries import Scene
from goodword.notifications.queries.planning import call_of, planning_meeting
from goodword.requests.kinds.kit import PLANNING_WORDS
from goodword.requests.models import PlanningCall
from goodword.requests.queries.asking import favour_of
from goodword.requests.queries.hands import preparation_of
from goodword.requests.states import PlanningState


def _all(scene: Scene) -> list[Reader | None]:
    prepared = preparation_of(scene.candidate) if scene.candidate is not None else None
    return [the_contact(scene), the_requester(scene), prepared.pmm if prepared is not None else None]


def _facts(scene: Scene, call: PlanningCall) -> dict[str, str]:
    request = scene.reference_request
    return {
        "call": str(PLANNING_WORDS[call.kind]),
        "event": favour_of(request) if request is not None else "",
        "moment": moment(call.starts_at, scene),
        "minutes": str(call.minutes),
        "topic": " ".join(call.about.split()),
    }


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request, call = scene.candidate, scene.reference_request, call_of(scene)
    if candidate is None or request is None or call is None:
        return Stale("gone")
    is_off = scene.entry.verb == "planning.cancelled"
    # A time that was changed since has a mail of its own.
    overtaken = call.state_at > scene.entry.at or is_off is not (call.state == PlanningState.CANCELLED)
    if overtaken and not scene.reading:
        return Stale()
    meeting = planning_meeting(candidate, call, at=scene.at)
    method = Method.CANCEL if is_off else Method.REQUEST
    calendar = Attachment(calendar_file(meeting, method), method.value) if meeting is not None else None
    kind = {"planning.booked": "planning_booked", "planning.moved": "planning_moved"}.get(scene.entry.verb, "planning_cancelled")
    ours = (_("The attached note takes it out of your calendar."),) if is_off and calendar is not None else ()
    if isinstance(reader, Contact):
        return to_customer(
            scene, reader, kind, candidate=candidate, more=lambda: _facts(scene, call), ours=ours, calendar=calendar, small=False
        )
    said = {**_facts(scene, call), "number": number(scene), "name": candidate.contact.name if candidate.contact else candidate.account.name}
    subjects = {
        "planning_booked": _("%(number)s: %(call)s with %(name)s, %(moment)s"),
        "planning_moved": _("%(number)s: moved, %(call)s with %(name)s, %(moment)s"),
        "planning_cancelled": _("%(number)s: called off, %(call)s with %(name)s"),
    }
    first = {
        "planning_booked": _("%(call)s with %(name)s: %(moment)s, %(minutes)s minutes."),
        "planning_moved": _("%(call)s with %(name)s is moved to %(moment)s. It takes %(minutes)s minutes."),
        "planning_cancelled": _("%(call)s with %(name)s on %(moment)s is called off."),
    }
    about = [said["topic"]] if said["topic"] and not is_off else []
    return Letter(
        subject=subjects[kind] % said,
        greeting=hello(reader),
        paragraphs=(first[kind] % said, *about, *ours),
        sender=keeper(scene),
        calendar=calendar,
        button=open_request(scene),
    )


PLANNING = Message(
    code="planning_call", kind=Kind.CALLS, label=gettext_lazy("Planning call for an event"), readers=_all, letter=_letter, to_actor=True
)
