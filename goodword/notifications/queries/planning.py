"""A planning call as a meeting: of the customer, whoever asked, and whoever prepares the content."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from goodword.integrations.calendar.mapping import Guest, Meeting
from goodword.notifications.queries.scenes import Scene
from goodword.people.queries import program
from goodword.requests.kinds.kit import PLANNING_WORDS
from goodword.requests.models import Candidate, PlanningCall
from goodword.requests.queries.hands import preparation_of


def call_of(scene: Scene) -> PlanningCall | None:
    """The planning call that an entry is about."""
    return PlanningCall.objects.filter(pk=scene.data.get("call", 0), candidate=scene.candidate).first()


def planning_meeting(candidate: Candidate, call: PlanningCall, *, at: datetime) -> Meeting | None:
    """The call in the active time zone; nothing while the customer has no address."""
    contact, request, prepared = candidate.contact, candidate.reference_request, preparation_of(candidate)
    if contact is None or not contact.email:
        return None
    asker = Guest(request.requester.name, request.requester.email)
    pmm = prepared.pmm if prepared is not None else None
    others = (Guest(pmm.name, pmm.email),) if pmm is not None and pmm.pk != request.requester_id and pmm.is_active else ()
    company = program().company_name or contact.account.name
    details = [" ".join(call.about.split())] if call.about else []
    details.append(_("%(asker)s sends the address of the call, or the number to dial.") % {"asker": asker.name})
    return Meeting(
        uid=f"{request.once}-planning-{call.pk}@{urlsplit(settings.GOODWORD_BASE_URL).hostname or 'localhost'}",
        sequence=call.sequence,
        starts_at=call.starts_at,
        minutes=call.minutes,
        zone=timezone.get_current_timezone(),
        summary=_("%(call)s with %(company)s") % {"call": PLANNING_WORDS[call.kind], "company": company},
        description="\n".join([*details, request.number]),
        organizer=asker,
        stamped_at=at,
        private=request.circle_id is not None,
        guests=(asker, Guest(contact.name, contact.email), *others),
    )
