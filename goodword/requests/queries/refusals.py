"""Saying no kindly: who was faster, and when the customer is free again."""

from datetime import date
from typing import Final

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goodword.journal.models import Entry
from goodword.kernel.actor import ActorKind
from goodword.kernel.kept import Given, Kept, beside
from goodword.kernel.refusal import Reason, Refused
from goodword.ledger.models import LedgerEntry
from goodword.people.models import User
from goodword.requests.models import Candidate
from goodword.requests.queries.judging import Judged, family_of


def _newest_hold() -> QuerySet[LedgerEntry]:
    """The newest hold that stands on a customer, with the name of whoever pressed it; none when the system did."""
    pressed = Entry.objects.filter(
        verb="candidate.held", subjects__kind="candidate", subjects__object_id=OuterRef(OuterRef("candidate")), actor_kind=ActorKind.PERSON
    ).order_by("-pk")
    who = User.objects.filter(pk=Subquery(pressed.values("actor_id")[:1])).values("name")
    of_customer = Q(account_id=Given("account")) | Q(holder_id=Given("account"))
    rows = LedgerEntry.objects.filter(of_customer, family=Given("family", CharField()), released_at=None, kind=LedgerEntry.HOLD)
    return rows.exclude(pk=Given("but")).annotate(who=Subquery(who)).order_by("-created_at", "-pk")[:1]


_STANDS: Final = Kept(_newest_hold)


def explained(candidate: Candidate, refused: Refused, *, judged: Judged) -> Refused:
    """Put in front of a refusal who has the customer now, when somebody has; never who of a confidential request."""
    family = family_of(candidate.reference_request)
    entry = _STANDS.first(account=candidate.account_id, family=family, but=candidate.ledger_entry_id or 0)
    if entry is None:
        return refused
    return Refused((_who(entry, free_on=judged.judgement.free_on), *refused.reasons))


def _who(entry: LedgerEntry, *, free_on: date | None) -> Reason:
    since, name = date_format(timezone.localtime(entry.created_at), "D j M, H:i"), beside(entry, "who")
    if name is None or entry.circle_id is not None:
        return Reason("taken", _("Somebody was faster: another request holds this customer since %(since)s.") % {"since": since}, free_on)
    return Reason("taken", _("%(who)s was faster and holds this customer since %(since)s.") % {"who": name, "since": since}, free_on)
