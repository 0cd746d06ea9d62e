"""The page of an owner who is asked about reference leads: their short list, three answers for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from goodword.people.queries import today
from goodword.portal.queries.names import first_name
from goodword.recruiting.kinds.leads import MONTHS, LeadChoice, month_words
from goodword.recruiting.queries.lead_links import LeadNudge, ListedLead, listed_leads
from goodword.ui.dates import day_words


@dataclass(frozen=True, slots=True)
class LeadShown:
    """One customer with what was said of it, in words."""

    listed: ListedLead
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadsPage:
    """The customers of one mail."""

    reader: str
    in_place_of: str
    today: date
    leads: Sequence[LeadShown]
    months: Sequence[tuple[int, str]]

    @property
    def open_count(self) -> int:
        """How many wait for an answer."""
        return sum(each.listed.is_open for each in self.leads)

    def lead(self, key: int | None) -> Any:
        """One of them, by key; nothing for one that joined, was nominated, or is not on the list."""
        answerable = (each.listed for each in self.leads if each.listed.is_open or each.listed.answer is not None)
        return next((each.lead for each in answerable if each.lead.pk == key), None)


def leads_page(nudge: LeadNudge, reader: Any, *, at: datetime) -> LeadsPage:
    """Everything that one owner, or who stands in, is asked about."""
    day = today(at)
    return LeadsPage(
        reader=first_name(reader.name),
        in_place_of=nudge.owner.name if nudge.owner_id != reader.pk else "",
        today=day,
        leads=[LeadShown(each, _said(each, day)) for each in sorted(listed_leads(nudge, at=at), key=lambda each: not each.is_open)],
        months=[(months, month_words(months)) for months in MONTHS],
    )


def _said(each: ListedLead, day: date) -> str:
    if each.stands == "member":
        return _("A member of the program by now")
    if each.stands == "nominated":
        return _("Nominated")
    row = each.answer
    if row is None or each.is_open:
        return ""
    if row.answer == LeadChoice.NOT_NOW and row.until_on is not None:
        return _("Not before %(day)s") % {"day": day_words(row.until_on, today=day)}
    return _("Never") if row.answer == LeadChoice.NEVER else _("Yes: a nomination waits for you, begun with what we know")
