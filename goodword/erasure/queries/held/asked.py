"""What they were asked, what they said, and what they gave us for it."""

from collections.abc import Iterable
from datetime import date, datetime

from goodword.customers.kinds import ActivityType
from goodword.customers.models import CampaignSpeaker, Contact
from goodword.erasure.queries.held.parts import Row
from goodword.ledger.models import LedgerEntry
from goodword.people.queries import today
from goodword.requests.kinds.answers import RESULT_WORDS
from goodword.requests.models import Candidate, Outcome, PromotionPlan, SpeakerKit, Statement, StatementApproval
from goodword.requests.queries.asking import ask_words


def asks(contact: Contact, at: datetime) -> Iterable[Row]:
    """What they were asked, and what they said."""
    rows = LedgerEntry.objects.filter(contact=contact, kind=LedgerEntry.ASK, asked_on__isnull=False).order_by("-asked_on", "-pk")
    known = {
        row.ledger_entry_id: row
        for row in Candidate.objects.filter(contact=contact).select_related(
            "account__region", "reference_request__requester", "reference_request__opportunity__account"
        )
    }
    for entry in rows:
        found = known.get(entry.pk)
        told = {} if found is None else _told(found, today(at))
        yield {"on": entry.asked_on, "what": str(ActivityType(entry.activity_type).label), "answer": entry.answer, **told}


def _told(candidate: Candidate, day: date) -> Row:
    request = candidate.reference_request
    return {
        "asker": request.requester.name,
        "what": ask_words(request, today=day),
        "topic": request.topic,
        "words": candidate.answer_words,
        "colleague": candidate.colleague,
        "scheduled_at": candidate.scheduled_at,
    }


def outcomes(contact: Contact, at: datetime) -> Iterable[Row]:
    """What they said of how it went."""
    del at
    for row in Outcome.objects.filter(candidate__contact=contact, by_customer=True).order_by("at"):
        yield {"at": row.at, "result": str(RESULT_WORDS.get(row.result, row.result)), "words": row.words}


def words(contact: Contact, at: datetime) -> Iterable[Row]:
    """What they approved of what is said about them."""
    del at
    approvals = StatementApproval.objects.filter(version__statement__candidate__contact=contact)
    for approval in approvals.select_related("version").order_by("at"):
        is_used = Statement.objects.filter(usable=approval).exists()
        yield {"at": approval.at, "words": approval.words, "said_by": approval.said_by, "is_used": is_used}
    for statement in Statement.objects.filter(candidate__contact=contact, remark_by=None).exclude(remark=""):
        yield {"at": statement.state_at, "words": statement.remark}


def prepared(contact: Contact, at: datetime) -> Iterable[Row]:
    """What they handed in for an event."""
    del at
    for kit in SpeakerKit.objects.filter(preparation__candidate__contact=contact):
        names = ("title", "bio", "abstract", "landscape", "why_us", "results", "metrics", "plans")
        yield {"at": kit.changed_at, "has_photo": bool(kit.photo), **{name: getattr(kit, name) for name in names}}
    for plan in PromotionPlan.objects.filter(preparation__candidate__contact=contact).exclude(answer_words=""):
        yield {"plan": plan.answer_words}


def talks(contact: Contact, at: datetime) -> Iterable[Row]:
    """Where they spoke."""
    del at
    for row in CampaignSpeaker.objects.filter(contact=contact).select_related("campaign"):
        yield {"what": row.campaign.name, "on": row.campaign.held_on}


def photos_of(contact: Contact) -> list[tuple[str, bytes]]:
    """The pictures that they gave us, as files."""
    kits = SpeakerKit.objects.filter(preparation__candidate__contact=contact, photo__isnull=False)
    return [(f"photo-{kit.pk}.{kit.photo_type.rpartition('/')[2] or 'bin'}", bytes(kit.photo or b"")) for kit in kits]
