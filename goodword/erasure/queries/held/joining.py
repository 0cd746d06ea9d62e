"""How they came to the program: who proposed them, the introduction call, and what they wrote on the public page."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from goodword.customers.kinds import ActivityType
from goodword.customers.models import Contact
from goodword.erasure.queries.held.parts import Row
from goodword.recruiting.kinds.introduction import ASKED
from goodword.recruiting.models import Introduction, Nomination, Registration
from goodword.recruiting.states import NominationState


def nominations(contact: Contact, at: datetime) -> Iterable[Row]:
    """Who proposed them, and what was said of them; drafts that nobody sent are none. What was said of their company is the company's."""
    del at
    rows = Nomination.objects.filter(champion=contact).exclude(state=NominationState.DRAFT).select_related("nominator", "account")
    for row in rows.order_by("created_at", "pk"):
        yield {
            "number": row.reference,
            "at": row.submitted_at or row.created_at,
            "by": row.nominator.name,
            "company": row.account.name,
            "what": row.get_purpose_display(),
            "words": str(row.briefing.get("champion_words") or ""),
            "state": row.get_state_display(),
        }


def introductions(contact: Contact, at: datetime) -> Iterable[Row]:
    """What was said and agreed in the introduction call."""
    del at
    theirs = Q(consent_by=contact) | Q(nomination__champion=contact)
    for call in Introduction.objects.filter(theirs).select_related("nomination").order_by("edited_at", "pk"):
        said = {str(ASKED.get(code, code)): words for code, words in call.answers.items() if words}
        yield {
            "number": call.nomination.reference,
            "on": call.held_on,
            "answers": "\n".join(f"{question} {words}" for question, words in said.items()),
            "agreed": ", ".join(str(ActivityType(code).label) for code in call.agreed_types),
            "refused": ", ".join(str(ActivityType(code).label) for code in call.refused_types),
            "comfort": call.comfort,
            "preferences": call.preferences,
            "consent_on": call.consent_on if call.consent_by_id == contact.pk else None,
            "how": call.get_consent_way_display() if call.consent_by_id == contact.pk else "",
        }


def registrations(contact: Contact, at: datetime) -> Iterable[Row]:
    """What they wrote on the public page; what somebody else wrote with their address is none of it, until it is confirmed."""
    del at
    theirs = Q(contact=contact)
    if contact.email:
        theirs |= Q(email__iexact=contact.email, confirmed_at__isnull=False)
    for row in Registration.objects.filter(theirs).order_by("created_at"):
        names = ("name", "email", "company", "website", "job_title", "answers", "came_from", "agreed_at", "created_at")
        yield {"number": row.reference, **{name: getattr(row, name) for name in names}}
