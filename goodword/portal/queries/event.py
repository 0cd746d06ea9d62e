"""What is prepared for an event, as the customer reads it: what was agreed, the kit, the plan, the calls."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from goodword.files.queries import name_and_type
from goodword.kernel.clock import program_day
from goodword.people.queries import program
from goodword.policy.queries import in_force
from goodword.portal.queries.guest import keeper_of
from goodword.portal.queries.names import first_name
from goodword.portal.queries.times import Slot, slot_of, zone_words
from goodword.requests.queries.asking import favour_of, when_and_where
from goodword.requests.queries.by_link import Candidate, booked_calls
from goodword.requests.queries.hands import is_being_prepared, preparation_of
from goodword.requests.queries.kit import PartText, filled, kit_of, parts_of
from goodword.requests.queries.parts import days_for
from goodword.requests.queries.plan import files_of, plan_with
from goodword.requests.queries.travel import travel_words
from goodword.requests.states import KitState, PlanState


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A planning call."""

    name: str
    slot: Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """What was agreed for an event, and how far what we need from the customer is."""

    reader: str
    asker: str
    company: str
    what: str
    when: str
    topic: str
    travel: str
    zone: str
    calls: tuple[Call, ...]
    kit_state: str
    kit_due: date | None
    kit_asks: str
    plan_state: str
    is_open: bool
    write_to: str
    write_to_address: str
    yours_until: datetime | None = None
    candidate: Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPage:
    """The speaker kit of a customer."""

    event: EventPage
    parts: tuple[PartText, ...]
    values: dict[str, str]
    version: int
    has_photo: bool
    written: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """A file of the plan."""

    id: int
    name: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """The promotion plan as the customer sees it."""

    event: EventPage
    words: str
    files: tuple[PlanFile, ...]
    answer: str


def event_page(candidate: Candidate, *, at: datetime, yours_until: datetime | None = None) -> EventPage | None:
    """What a customer who speaks at an event sees of it; nothing of any other ask."""
    prepared = preparation_of(candidate)
    if prepared is None:
        return None
    request, contact, keeper, theirs = candidate.reference_request, candidate.contact, keeper_of(candidate), timezone.get_current_timezone()
    days = days_for(request, prepared)
    return EventPage(
        candidate=candidate,
        reader=first_name(contact.name) if contact else "",
        asker=first_name(request.requester.name),
        company=program().company_name or _("our company"),
        what=favour_of(request),
        when=when_and_where(request, today=program_day(at, theirs)),
        topic=request.topic,
        travel=travel_words(candidate.reference_request, now=in_force(at)),
        zone=zone_words(theirs, at),
        calls=tuple(Call(name=name, slot=slot_of(starts_at, minutes)) for name, starts_at, minutes in booked_calls(candidate, at=at)),
        kit_state=KitState(prepared.kit_state).value,
        kit_due=days.kit if days is not None else None,
        kit_asks=prepared.kit_words,
        plan_state=PlanState(prepared.plan_state).value,
        is_open=is_being_prepared(candidate, "kit"),
        write_to=keeper.name,
        write_to_address=keeper.email,
        yours_until=yours_until,
    )


def kit_page(candidate: Candidate, *, at: datetime, yours_until: datetime) -> KitPage | None:
    """The speaker kit, as far as it is written."""
    event, kit = event_page(candidate, at=at, yours_until=yours_until), kit_of(candidate)
    if event is None or kit is None:
        return None
    parts = tuple(parts_of(kit))
    written, of = filled(kit)
    return KitPage(
        event=event,
        parts=parts,
        values={part.field: part.text for part in parts},
        version=kit.version,
        has_photo=bool(kit.photo_type),
        written=written,
        of=of,
    )


def plan_page(candidate: Candidate, *, at: datetime, yours_until: datetime) -> PlanPage | None:
    """The promotion plan; nothing before it was sent."""
    event, plan = event_page(candidate, at=at, yours_until=yours_until), plan_with(candidate)
    if event is None or plan is None or plan.sent_at is None:
        return None
    files = tuple(PlanFile(id=pk, name=name, type=label) for pk, name, label in name_and_type(files_of(plan)))
    return PlanPage(event=event, words=plan.words, files=files, answer=plan.answer_words)
