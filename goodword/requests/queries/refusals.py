"""Saying no kindly: who was faster, and when the customer is free again."""

from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goodword.journal.models import Entry
from goodword.kernel.actor import ActorKind
from goodword.kernel.refusal import Reason, Refused
from goodword.ledger.models import LedgerEntry
from goodword.people.models import User
from goodword.requests.kinds import KINDS
from goodword.requests.models import Candidate
from goodword.requests.queries.judging import Judged


def explained(candidate: Candidate, refused: Refused, *, judged: Judged) -> Refused:
    """Put in front of a refusal who has the customer now, when somebody has; never who of a confidential request."""
    family = KINDS[candidate.reference_request.kind].family
    entry = (
        LedgerEntry.objects.filter(Q(account_id=candidate.account_id) | Q(holder_id=candidate.account_id), family=family, released_at=None)
        .filter(kind=LedgerEntry.HOLD)
        .exclude(pk=candidate.ledger_entry_id or 0)
        .order_by("-created_at", "-pk")
        .first()
    )
    if entry is None:
        return refused
    return Refused((_who(entry, free_on=judged.judgement.free_on), *refused.reasons))


def _who(entry: LedgerEntry, *, free_on: date | None) -> Reason:
    since = date_format(timezone.localtime(entry.created_at), "D j M, H:i")
    holder = _holder_of(entry)
    if holder is None:
        return Reason("taken", _("Somebody was faster: another request holds this customer since %(since)s.") % {"since": since}, free_on)
    return Reason("taken", _("%(who)s was faster and holds this customer since %(since)s.") % {"who": holder.name, "since": since}, free_on)


def _holder_of(entry: LedgerEntry) -> User | None:
    """The colleague who pressed hold; None for a confidential request and when the system did it."""
    candidate = Candidate.objects.filter(ledger_entry=entry).first()
    if entry.circle_id is not None or candidate is None:
        return None
    held = (
        Entry.objects.filter(
            verb="candidate.held", subjects__kind="candidate", subjects__object_id=candidate.pk, actor_kind=ActorKind.PERSON
        )
        .order_by("-pk")
        .first()
    )
    return User.objects.filter(pk=held.actor_id).first() if held and held.actor_id else None
