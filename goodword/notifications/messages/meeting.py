"""Introduction, invitation, another time, called off: everything that carries a calendar file."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.integrations.calendar.mapping import Method, calendar_file
from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Attachment, Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import (
    hello,
    keeper,
    last_word,
    link_ends,
    moment,
    open_request,
    the_contact,
    the_requester,
    times_words,
)
from goodword.notifications.messages.to_customer import to_customer
from goodword.notifications.queries import Scene, call_as_meeting, customer_was_told, proposed_times
from goodword.people.models import User
from goodword.requests.access import has_times
from goodword.requests.models import Candidate
from goodword.requests.queries.asking import favour_of, introduced_to
from goodword.requests.queries.by_link import last_agreed_time
from goodword.requests.queries.letters import called, kind_for
from goodword.requests.states import CANDIDATE_WON, CandidateState


def _attachment(scene: Scene, method: Method, *, starts_at: datetime | None) -> Attachment | None:
    if scene.candidate is None or starts_at is None:
        return None
    meeting = call_as_meeting(scene.candidate, starts_at=starts_at, at=scene.at)
    if meeting is None:
        return None
    if method is Method.CANCEL:
        meeting = replace(meeting, sequence=meeting.sequence + 1)
    return Attachment(calendar_file(meeting, method), method.value)


def _button(scene: Scene, candidate: Candidate, reader: Reader) -> Button | None:
    if isinstance(reader, User):
        return open_request(scene)
    timed = _("Move the time") if candidate.state == CandidateState.SCHEDULED else _("See and propose times")
    return Button(
        label=timed if has_times(candidate.reference_request) else _("See how it stands"),
        purpose=Purpose.ANSWER_ASK,
        about=candidate,
        expires_at=link_ends(scene, days=14, after=candidate.scheduled_at),
    )


def _introduction(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    if candidate.state not in CANDIDATE_WON and not scene.reading:
        return Stale()
    button = _button(scene, candidate, reader)
    if isinstance(reader, Contact):
        return to_customer(scene, reader, kind_for("introduce", candidate, at=scene.at), candidate=candidate, button=button)
    contact = candidate.contact
    said = {"name": contact.name, "email": contact.email, "company": candidate.account.name} if contact else {}
    other = _("%(name)s (%(email)s) at %(company)s") % said if contact else candidate.account.name
    if not has_times(request):
        return _said_yes(scene, reader, candidate, other=other, button=button)
    lines = [_("%(other)s takes your call. They know who you are, and have your address.") % {"other": other}]
    if times := proposed_times(candidate):
        lines.append(_("These times suit them: %(times)s.") % {"times": times_words(times, scene)})
    if candidate.state == CandidateState.SCHEDULED and candidate.scheduled_at:
        lines.append(_("The call is on %(moment)s.") % {"moment": moment(candidate.scheduled_at, scene)})
    else:
        lines.append(_("Please fix a time with them, and bring the prospect along. Once it is fixed, both of you get an invitation."))
    return Letter(
        subject=_("Meet %(name)s") % {"name": _customer(candidate)},
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=keeper(scene),
        button=button,
    )


def _said_yes(scene: Scene, reader: Reader, candidate: Candidate, *, other: str, button: Button | None) -> Letter:
    """The same where no time is to be agreed on: an event has its own day."""
    said = {"other": other, "favour": favour_of(candidate.reference_request)}
    lines = (
        _("%(other)s said yes to %(favour)s. They know who you are, and have your address.") % said,
        _("Please write to them about what comes next; the request says what is still to be done."),
    )
    return Letter(
        subject=_("Meet %(name)s") % {"name": _customer(candidate)},
        greeting=hello(reader),
        paragraphs=lines,
        sender=keeper(scene),
        button=button,
    )


def _customer(candidate: Candidate) -> str:
    return candidate.contact.name if candidate.contact else candidate.account.name


def _invitation(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    starts_at = _agreed(scene, candidate)
    if starts_at is None:
        return Stale()
    moved, button = bool(scene.data.get("moved")), _button(scene, candidate, reader)
    calendar = _attachment(scene, Method.REQUEST, starts_at=starts_at)
    if isinstance(reader, Contact):
        return to_customer(
            scene,
            reader,
            "invitation_moved" if moved else "invitation",
            candidate=candidate,
            more=lambda: {"moment": moment(starts_at, scene)},
            button=button,
            calendar=calendar,
        )
    said = {"name": _customer(candidate), "moment": moment(starts_at, scene), "minutes": request.minutes}
    first = _("The call with %(name)s is moved to %(moment)s.") % said if moved else _("The call with %(name)s is on %(moment)s.") % said
    return Letter(
        subject=(_("Moved: call with %(name)s, %(moment)s") if moved else _("Call with %(name)s, %(moment)s")) % said,
        greeting=hello(reader),
        sender=keeper(scene),
        paragraphs=(
            _("%(first)s It takes %(minutes)s minutes.") % {**said, "first": first},
            _("The invitation for your calendar is attached. %(asker)s sends the address of the call, or the number to dial.")
            % {"asker": called(request.requester.name)},
        ),
        button=button,
        calendar=calendar,
    )


def _agreed(scene: Scene, candidate: Candidate) -> datetime | None:
    """The time that the entry booked; nothing when another was agreed since, whose own invitation follows, or none is any more."""
    booked = scene.data.get("starts")
    starts_at = datetime.fromisoformat(booked) if booked else candidate.scheduled_at
    holds = candidate.state == CandidateState.SCHEDULED and candidate.scheduled_at == starts_at
    return starts_at if holds or scene.reading else None


def _called_off(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, request = scene.candidate, scene.reference_request
    if candidate is None or request is None:
        return Stale("gone")
    if candidate.state not in (CandidateState.RELEASED, CandidateState.DECLINED) and not scene.reading:
        return Stale()
    if isinstance(reader, Contact) and not customer_was_told(candidate) and not scene.reading:
        return Stale()
    was_missed = scene.data.get("before") == CandidateState.MISSED
    calendar = None if was_missed else _attachment(scene, Method.CANCEL, starts_at=last_agreed_time(candidate))
    ours = (_("The attached note takes it out of your calendar."),) if calendar else ()
    if isinstance(reader, Contact):
        kind = "taken_back" if candidate.state == CandidateState.DECLINED else "called_off"
        if scene.data.get("before") == CandidateState.ASKED:
            kind = "called_off_asked"
        return to_customer(scene, reader, kind, candidate=candidate, ours=ours, calendar=calendar, small=False)
    name = {"name": _customer(candidate)}
    lines = [_("The call with %(name)s will not take place.") % name]
    if candidate.state == CandidateState.DECLINED and candidate.answer_words:
        lines.append(_("They wrote: %(words)s") % {"words": last_word(candidate)})
    return Letter(
        subject=_("Called off: call with %(name)s") % name,
        greeting=hello(reader),
        paragraphs=(*lines, *ours),
        sender=keeper(scene),
        calendar=calendar,
        button=open_request(scene),
    )


def _both(scene: Scene) -> list[Reader | None]:
    return [the_contact(scene), the_requester(scene)]


def _introduced(scene: Scene) -> list[Reader | None]:
    """The customer, whoever asked, and whom the customer is brought together with where that is somebody else."""
    request = scene.reference_request
    other = introduced_to(request) if request is not None else None
    return [the_contact(scene), the_requester(scene), *([other] if request is not None and other != request.requester else [])]


def _when_it_mattered(scene: Scene) -> list[Reader | None]:
    """The customer once asked, also while another time is looked for; the requester when a time was fixed that is still to come."""
    candidate, before = scene.candidate, scene.data.get("before", "")
    if candidate is None or before not in (CandidateState.ASKED, *CANDIDATE_WON, CandidateState.MISSED):
        return []
    is_fixed = before != CandidateState.MISSED and last_agreed_time(candidate) is not None
    return [the_contact(scene), the_requester(scene) if is_fixed else None]


def _requester_if_fixed(scene: Scene) -> list[Reader | None]:
    """When the customer withdraws a yes with a time, both calendars must know."""
    return _both(scene) if scene.candidate is not None and last_agreed_time(scene.candidate) else []


INTRODUCTION = Message(
    code="introduction",
    kind=Kind.CALLS,
    label=gettext_lazy("Introduction"),
    readers=_introduced,
    letter=_introduction,
    delayed=True,
    to_actor=True,
)
INVITATION = Message(
    code="invitation", kind=Kind.CALLS, label=gettext_lazy("Calendar invitation"), readers=_both, letter=_invitation, to_actor=True
)
CALLED_OFF = Message(
    code="called_off", kind=Kind.CALLS, label=gettext_lazy("No longer needed"), readers=_when_it_mattered, letter=_called_off, to_actor=True
)
TAKEN_BACK = Message(
    code="taken_back",
    kind=Kind.CALLS,
    label=gettext_lazy("Invitation taken back"),
    readers=_requester_if_fixed,
    letter=_called_off,
    to_actor=True,
)
