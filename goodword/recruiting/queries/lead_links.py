"""What a link in the mail to an owner leads to: the short list of one nudge, for whoever it was sent to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodword.customers.kinds import ListKind
from goodword.customers.queries import label_of, labels
from goodword.kernel.errors import NotFound
from goodword.links.models import Link
from goodword.policy.queries import in_force
from goodword.recruiting.models import LeadAnswer, LeadNudge, ReferenceLead
from goodword.recruiting.queries.lead_words import Sayer
from goodword.recruiting.queries.leads import UNANSWERED, holding_answers, leads_of_nudge

__all__ = ["LeadNudge", "ListedLead", "listed_leads", "nudge_of"]


@dataclass(frozen=True, slots=True)
class ListedLead:
    """One customer of a short list: where it is, why it is there, what was said of it and still holds."""

    lead: ReferenceLead
    place: str
    reasons: str
    stands: str
    answer: LeadAnswer | None

    @property
    def is_open(self) -> bool:
        """Nobody has said anything yet."""
        return self.stands in UNANSWERED


def nudge_of(link: Link) -> LeadNudge:
    """The nudge that a live link is about. Raises NotFound for anybody but whoever it was sent to, while they can sign in."""
    nudge = LeadNudge.objects.select_related("owner", "to", "by").filter(pk=link.subject_id).first() if link.user_id else None
    if nudge is None or link.subject_kind != "leadnudge" or nudge.to_id != link.user_id or not nudge.to.is_active:
        raise NotFound
    return nudge


def listed_leads(nudge: LeadNudge, *, at: datetime) -> Sequence[ListedLead]:
    """The customers of a nudge that still belong to its owner, the best first."""
    today, known = in_force(at).today, labels()
    rows: list[Any] = list(leads_of_nudge(nudge, today=today))
    said = holding_answers([each.account_id for each in rows])
    sayer = Sayer.here(known, today=today)

    def place(row: Any) -> str:
        account = row.account
        words = (
            label_of(known, ListKind.INDUSTRY, account.industry) if account.industry else "",
            account.region.name if account.region else "",
        )
        return " · ".join(filter(None, words))

    return [ListedLead(row, place(row), ", ".join(sayer.reasons(row)), row.stands, said.get(row.account_id)) for row in rows]
