"""Reading what a mail is about, and the lists of the outbox. A scene is loaded from ids at the moment a mail is written or sent."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from goodword.approvals.models import Approval
from goodword.comments.models import Comment
from goodword.customers.kinds.zones import sure_zone
from goodword.customers.models import Contact
from goodword.customers.queries.speaking import language_of_contact, zone_of_contact
from goodword.integrations.calendar.mapping import Guest, Meeting, Method, calendar_file
from goodword.journal.models import Entry, Subject
from goodword.kernel.actor import ActorKind
from goodword.kernel.clock import program_day
from goodword.links.models import Purpose
from goodword.links.queries import may_be_out
from goodword.notifications.models import Mail
from goodword.notifications.states import State
from goodword.people.models import CircleMember, Program, User
from goodword.people.queries import absence_of, deputy_of, program, zone_called
from goodword.recruiting.models import Registration
from goodword.requests.models import Candidate, Outcome, ProposedTime, ReferenceRequest
from goodword.requests.queries.asking import prospect_named
from goodword.requests.states import CandidateState

Reader = User | Contact | Registration
Row = TypeVar("Row", bound=Model)
CANDIDATE = str(Candidate._meta.model_name)
REGISTRATION = str(Registration._meta.model_name)
REQUEST = str(ReferenceRequest._meta.model_name)
APPROVAL = str(Approval._meta.model_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What happened, and the rows it is about as they are now.

    `reading`: somebody reads a mail in the outbox, so it is put into words even when it is no longer needed.
    """

    at: datetime
    entry: Entry
    program: Program
    actor: User | None = None
    reference_request: ReferenceRequest | None = None
    candidate: Candidate | None = None
    approval: Approval | None = None
    person: User | None = None
    registration: Registration | None = None
    reading: bool = False

    @property
    def data(self) -> dict[str, Any]:
        """The codes and ids of the journal entry."""
        data: dict[str, Any] = self.entry.data
        return data

    @property
    def circle_id(self) -> int | None:
        """The circle that the entry, and so each mail about it, belongs to."""
        return self.entry.circle_id

    @property
    def is_confidential(self) -> bool:
        """Only the people on the request may learn which customer it is."""
        return self.circle_id is not None

    @property
    def today(self) -> date:
        """The program's day."""
        return program_day(self.at, zone_called(self.program.time_zone))


def colleague(pk: object) -> User | None:
    """A colleague whose id stands in an entry."""
    return User.objects.filter(pk=pk).first() if isinstance(pk, int) else None


def zone_of_reader(reader: Reader, house: Program) -> tzinfo:
    """The time zone in which somebody reads."""
    if isinstance(reader, Registration):
        return zone_called(sure_zone(reader.country, "", ""), house.time_zone)
    return zone_of_user(reader, house) if isinstance(reader, User) else zone_of_contact(reader, house)


def zone_of_user(user: User, house: Program) -> tzinfo:
    """A colleague's own time zone, else their region's, else the program's."""
    return zone_called(user.time_zone, user.region.time_zone if user.region else "", house.time_zone)


def language_of(reader: Reader, house: Program) -> str:
    """The first of a reader's languages that we speak, else the program's, else our own."""
    if isinstance(reader, Registration):
        return reader.language if reader.language in dict(settings.GUEST_LANGUAGES) else settings.LANGUAGE_CODE
    if not isinstance(reader, User):
        return language_of_contact(reader, house)
    known = dict(settings.LANGUAGES)
    return next((code for code in (reader.language, house.language) if code in known), settings.LANGUAGE_CODE)


def _one(rows: QuerySet[Row], pk: int | None) -> Row | None:
    return rows.filter(pk=pk).first() if pk else None


def scene(entry_id: int, *, at: datetime, reading: bool = False) -> Scene:
    """Load everything that a mail about this entry may speak of."""
    entry = Entry.objects.prefetch_related("subjects").get(pk=entry_id)
    ids = {subject.kind: subject.object_id for subject in entry.subjects.all()}
    approval = _one(Approval.objects.select_related("approver", "deputy_for"), ids.get(APPROVAL))
    candidate_id = ids.get(CANDIDATE, 0)
    if not candidate_id and approval is not None and approval.subject_kind == CANDIDATE:
        candidate_id = approval.subject_id
    candidate = _one(_candidates(), candidate_id)
    if candidate is None and REQUEST in ids:
        candidate = _candidates().filter(reference_request_id=ids[REQUEST], state=CandidateState.DONE).first()
    if approval is None and candidate is not None:
        approval = candidate.approval
    request_id = candidate.reference_request_id if candidate else ids.get(REQUEST, 0)
    actor_id = entry.actor_id if entry.actor_kind == ActorKind.PERSON.value else 0
    return Scene(
        at=at,
        entry=entry,
        reading=reading,
        program=program(),
        candidate=candidate,
        approval=approval,
        actor=_one(User.objects.all(), actor_id),
        reference_request=_one(_requests(), request_id),
        registration=_one(Registration.objects.select_related("account", "responsible__region"), ids.get(REGISTRATION)),
        person=_one(User.objects.select_related("region"), ids.get("user")),
    )


def candidate_id(entry_id: int) -> int | None:
    """The key of the candidate that an entry is about."""
    return Subject.objects.filter(entry=entry_id, kind=CANDIDATE).values_list("object_id", flat=True).first()


def candidate_of_mail(mail: Mail) -> Candidate | None:
    """The candidacy that a mail is about, with its request."""
    rows = _candidates().select_related("reference_request__requester", "reference_request__manager")
    return rows.filter(pk=candidate_id(mail.context["entry"]) or 0).first()


def mails_to_customers() -> QuerySet[Mail]:
    """The mails whose reader is a customer; whoever asks looks at the candidacy first, which not everybody may see."""
    return Mail.objects.filter(to_contact__isnull=False)


def mails_about(candidate: Candidate) -> QuerySet[Mail]:
    """The mails to the customer about one candidacy, newest first."""
    entries = list(Subject.objects.filter(kind=CANDIDATE, object_id=candidate.pk).values_list("entry_id", flat=True))
    rows = Mail.objects.filter(to_contact__isnull=False, context__entry__in=entries)
    return rows.select_related("to_contact__account__region").order_by("-created_at", "-pk")


def wait_for_candidate(entry_id: int) -> Candidate | None:
    """Wait for whoever is just changing the candidate of an entry, and let nobody change it before this transaction ends."""
    subject = Subject.objects.filter(entry=entry_id, kind=CANDIDATE).values("object_id")
    rows = Candidate.objects.select_for_update(of=("self",), no_key=True).select_related("ledger_entry")
    return rows.filter(pk__in=subject).order_by("pk").first()


def _requests() -> QuerySet[ReferenceRequest]:
    return ReferenceRequest.objects.select_related("requester__region", "manager__region", "opportunity__account")


def _candidates() -> QuerySet[Candidate]:
    return Candidate.objects.select_related(
        "account__region",
        "account__owner",
        "contact__account__region",
        "approval__approver",
        "approval__deputy_for",
        "approval__decided_by",
        "preparation__pmm",
        "statement__approval__approver__region",
        "statement__approval__deputy_for",
        "statement__approval__decided_by",
        "statement__usable__version",
    )


def in_circle(circle_id: int | None, user: User) -> bool:
    """Say whether this colleague may know of it."""
    return circle_id is None or CircleMember.objects.filter(circle_id=circle_id, user=user).exists()


def answers_to(scene: Scene, sender: User | None) -> tuple[User, ...]:
    """Who gets what a customer answers: whoever writes; while they are away first their deputy, else the requester, and they as well.

    Of a confidential request nobody outside its circle gets an answer.
    """
    if sender is None or not sender.is_active:
        return ()
    if absence_of(sender, scene.today) is None:
        return (sender,)
    requester = scene.reference_request.requester if scene.reference_request else None
    for person in (deputy_of(sender, scene.today), requester):
        if person is not None and person.is_active and person.pk != sender.pk and in_circle(scene.circle_id, person):
            return (person, sender)
    return (sender,)


def proposed_times(candidate: Candidate, *, by_customer: bool = True) -> list[datetime]:
    """The times that one side proposed, earliest first."""
    return list(ProposedTime.objects.filter(candidate=candidate, by_customer=by_customer, chosen=False).values_list("starts_at", flat=True))


def outcome_of(candidate: Candidate, *, by_customer: bool) -> str:
    """The code of what one side said came of it, or nothing."""
    return Outcome.objects.filter(candidate=candidate, by_customer=by_customer).values_list("result", flat=True).first() or ""


def has_outcome(candidate: Candidate, *, by_customer: bool) -> bool:
    """Say whether one side told what came of it."""
    return bool(outcome_of(candidate, by_customer=by_customer))


def customer_was_told(candidate: Candidate) -> bool:
    """Say whether its contact heard of this candidacy, or may have: a mail left, a server was silent about one, or it was another way."""
    entries = list(Subject.objects.filter(kind=CANDIDATE, object_id=candidate.pk).values_list("entry_id", flat=True))
    mails = Mail.objects.filter(to_contact=candidate.contact_id, state__in=(State.SENT, State.KEPT), context__entry__in=entries)
    asked = Entry.objects.filter(pk__in=entries, verb__in=("candidate.asked", "candidate.reminded"), data__has_key="how")
    if mails.exists() or asked.exclude(data__how="mail").exists():
        return True
    since = candidate.asked_at or candidate.state_at
    return may_be_out(CANDIDATE, candidate.pk, purpose=Purpose.ANSWER_ASK, since=since)


def call_as_meeting(candidate: Candidate, *, starts_at: datetime, at: datetime) -> Meeting | None:
    """The call as a meeting of requester and contact in the active time zone; nothing while one of them has no address."""
    contact, request = candidate.contact, candidate.reference_request
    if contact is None or not contact.email:
        return None
    asker = Guest(request.requester.name, request.requester.email)
    company, current = program().company_name, timezone.get_current_timezone()
    named = {"company": company or contact.account.name, "prospect": prospect_named(request)}
    known = bool(named["prospect"])
    details = [" ".join(request.topic.split())] if request.topic else []
    details.append(_("%(asker)s sends the address of the call, or the number to dial.") % {"asker": asker.name})
    return Meeting(
        uid=f"{request.once}-{candidate.pk}@{urlsplit(settings.GOODWORD_BASE_URL).hostname or 'localhost'}",
        sequence=candidate.invitation_sequence,
        starts_at=starts_at,
        minutes=request.minutes,
        zone=current,
        summary=(_("Reference call for %(company)s with %(prospect)s") if known else _("Reference call for %(company)s")) % named,
        description="\n".join([*details, request.number]),
        organizer=asker,
        stamped_at=at,
        private=request.circle_id is not None,
        guests=(asker, Guest(contact.name, contact.email)),
    )


def calendar_of_call(candidate: Candidate, *, at: datetime) -> bytes | None:
    """A calendar file of the agreed time, for whoever wants to keep it; nothing when no time is agreed."""
    if candidate.scheduled_at is None:
        return None
    meeting = call_as_meeting(candidate, starts_at=candidate.scheduled_at, at=at)
    return calendar_file(meeting, Method.PUBLISH) if meeting else None


def said_in(scene: Scene) -> Comment | None:
    """The comment that an entry is about, while it stands there."""
    subject = scene.entry.subjects.filter(kind="comment").values("object_id")
    return Comment.objects.filter(pk__in=subject, removed_at=None).select_related("author").first()


def contact_of(scene: Scene) -> Contact | None:
    """The person at a customer whom an entry is about, where it is not about a request."""
    key = next((each.object_id for each in scene.entry.subjects.all() if each.kind == "contact"), 0)
    return Contact.objects.select_related("account__region", "account__owner").filter(pk=key).first()


def mail_of(scene: Scene) -> Mail | None:
    """The mail that an entry is about."""
    return Mail.objects.filter(pk=scene.data.get("mail", 0)).first()


def with_words(*, before: datetime) -> QuerySet[Mail]:
    """Mails that came to rest before a moment and can still be read."""
    return Mail.objects.filter(state_at__lt=before, words_gone_at=None).exclude(state__in=(State.QUEUED, State.DAILY)).order_by()


def outbox(rows: QuerySet[Mail], *, state: str = "", words: str = "") -> QuerySet[Mail]:
    """Mails of the outbox, newest first, in one state and matching some words in the reader's name, address or the message."""
    if state in State.values:
        rows = rows.filter(state=state)
    for word in words.split():
        rows = rows.filter(
            Q(to_user__name__icontains=word)
            | Q(to_user__email__icontains=word)
            | Q(to_contact__name__icontains=word)
            | Q(to_contact__email__icontains=word)
            | Q(to_contact__account__name__icontains=word)
            | Q(to_registration__name__icontains=word)
            | Q(to_registration__email__icontains=word)
            | Q(message__icontains=word)
        )
    return rows.select_related("to_user", "to_contact__account", "to_registration").order_by("-created_at", "-pk")


def counts(rows: QuerySet[Mail]) -> dict[str, int]:
    """How many mails are in each state."""
    found = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    return {state: found.get(state, 0) for state in State.values}


def overdue(at: datetime) -> QuerySet[Mail]:
    """Mails that wait although they should have left before this moment: their job was lost."""
    return Mail.objects.filter(state=State.QUEUED, send_after__lt=at).order_by("pk")
