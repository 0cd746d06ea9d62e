"""What the mails to a customer say: the facts of one candidacy, and the words in force with these facts, as their reader gets them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from goodword.customers.kinds.places import language_name
from goodword.customers.models import Contact
from goodword.customers.queries.speaking import zone_of_contact
from goodword.kernel.clock import city_of, program_day
from goodword.people.models import Program
from goodword.people.queries import days_after, program, zone_called
from goodword.policy.queries import InForce, in_force
from goodword.requests.kinds.ways import MAIL
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.asking import ask_words, introduced_to, kind_of_company, prospect_named
from goodword.requests.queries.elsewhere import first_asked_by
from goodword.requests.queries.missed import apology_kind
from goodword.requests.states import CANDIDATE_WON, CandidateState
from goodword.texts.kinds import KINDS, Filled, fill
from goodword.texts.queries import Text, text_in_force
from goodword.ui.dates import day_words, time_words

TOPIC_LENGTH: Final = 280
FIRST_EAST_ASIAN: Final = "\u2e80"
Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to a customer before it leaves: whose, in which text, with the facts in it."""

    contact: Contact
    text: Text
    filled: Filled

    @property
    def body(self) -> str:
        """Its paragraphs as one text."""
        return "\n\n".join(self.filled.paragraphs)

    @property
    def language_name(self) -> str:
        """The language of its text, by name."""
        return language_name(self.text.language)

    @property
    def button(self) -> str:
        """What its button says."""
        return str(KINDS[self.text.kind].button)


def called(name: str) -> str:
    """What one calls somebody: the first word of the name; the whole name where the family name stands first."""
    if any(letter >= FIRST_EAST_ASIAN for letter in name):
        return name
    return name.split(" ", maxsplit=1)[0]


def topic(request: ReferenceRequest) -> str:
    """What the prospect wants to hear, short enough for a mail."""
    words = " ".join(request.topic.split())
    return words if len(words) <= TOPIC_LENGTH else words[: TOPIC_LENGTH - 1].rstrip() + "\u2026"


def answer_due(since: datetime, request: ReferenceRequest, *, now: InForce) -> datetime:
    """Until when an answer is waited for: counted from the asking; what is written down late leaves a day to write the answer down too.

    Nobody is told that an answer helps which comes after the call was needed; a day is always left.
    """
    days = now.numbers.answer_days
    if request.needed_on is not None:
        days = min(days, max(1, (request.needed_on - program_day(since, now.zone)).days))
    return max(days_after(since, days, zone=now.zone), now.at + timedelta(days=1 if since < now.at else 0))


def moment_words(value: datetime, *, at: datetime) -> str:
    """A moment in the active time zone, with the zone: "Tue 24 Nov, 14:00 (Oslo time)"."""
    local = timezone.localtime(value)
    today = program_day(at, timezone.get_current_timezone())
    return _("%(day)s, %(time)s (%(zone)s)") % {"day": day_words(local, today=today), "time": time_words(local), "zone": zone_words()}


def zone_words() -> str:
    """The active time zone as a place: "Oslo time"."""
    name = timezone.get_current_timezone_name()
    if "/" not in name:
        return name
    return _("%(city)s time") % {"city": city_of(name)}


def facts_of(candidate: Candidate, contact: Contact, *, at: datetime, due_at: datetime | None = None) -> dict[str, str]:
    """The facts that texts may speak of, in the active language and zone; `due_at` is until when an answer helps."""
    request, house = candidate.reference_request, program()
    asker = introduced_to(request) if candidate.state in CANDIDATE_WON else request.requester
    ours = zone_called(house.time_zone)
    due = program_day(due_at, ours) if due_at else None
    return {
        "name": called(contact.name),
        "full_name": contact.name,
        "asker": called(asker.name),
        "asker_name": asker.name,
        "asker_address": asker.email,
        "company": house.company_name or _("our company"),
        "what": ask_words(request, today=program_day(at, ours)),
        "topic": topic(request),
        "day": day_words(due, today=program_day(at, timezone.get_current_timezone())) if due else "",
        "prospect": prospect_named(request) or kind_of_company(request),
        "minutes": str(request.minutes),
        "moment": moment_words(candidate.scheduled_at, at=at) if candidate.scheduled_at else "",
    }


def worded(
    kind: str,
    contact: Contact,
    *,
    house: Program,
    facts: Callable[[], Facts],
) -> Letter:
    """The words in force for somebody at a customer: their language, their zone, these facts."""
    text = text_in_force(kind, contact.languages)
    with translation.override(text.language), timezone.override(zone_of_contact(contact, house)):
        return Letter(contact, text, fill(text.words, facts()))


def kind_for(verb: str, candidate: Candidate, *, at: datetime, attempt: int = 0) -> str:
    """Which text a verb of the request's page sends; `attempt` counts the questions, this one too."""
    if verb == "ask":
        return "ask"
    if verb == "remind_customer":
        if attempt < in_force(at).numbers.ask_attempts:
            return "ask_again_not_last"
        return "ask_again" if first_asked_by(candidate) == MAIL else "ask_again_elsewhere"
    if verb == "apologise":
        return apology_kind(candidate)
    return "introduction_fixed" if candidate.state == CandidateState.SCHEDULED else "introduction"


def letter_before(verb: str, candidate: Candidate, contact: Contact, *, at: datetime) -> Letter:
    """The mail that a verb would send now, for whoever wants to read it first and change its words."""
    due_at = answer_due(at, candidate.reference_request, now=in_force(at))
    kind = kind_for(verb, candidate, at=at, attempt=candidate.attempts + 1)
    return worded(kind, contact, house=program(), facts=lambda: facts_of(candidate, contact, at=at, due_at=due_at))
