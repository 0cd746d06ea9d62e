"""A lead in words: why it is worth asking, what speaks against it, and the whole sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.kinds import ListKind
from goodword.customers.models import Account
from goodword.customers.queries import Labels, label_of
from goodword.people.queries import regions
from goodword.policy.explain.leads import LEAD_TERMS
from goodword.policy.numbers import Numbers
from goodword.recruiting.kinds.leads import AGAINST, FOR, LeadFacts, months_between
from goodword.recruiting.models import ReferenceLead
from goodword.ui.dates import day_words
from goodword.ui.pieces import FitLine, FitPart

FIRST: Final = 3
# Of two lines, in letters.
ROOM: Final = 88
BETWEEN: Final = ", "
A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Sayer:
    """Says what is known of leads, with the names that lists and regions have here."""

    labels: Labels
    places: Mapping[int, str]
    today: date

    @classmethod
    def here(cls, labels: Labels, *, today: date) -> Sayer:
        """With the regions as they are called now."""
        return cls(labels, {each.pk: each.name for each in regions()}, today)

    def reasons(self, lead: ReferenceLead, *, most: int | None = None) -> tuple[str, ...]:
        """What counts, a few words each: what speaks for it, the strongest first and `most` of it, then all that speaks against it."""
        facts = LeadFacts.from_json(lead.facts)
        counted = sorted((code for code in FOR if lead.parts.get(code)), key=lambda code: -lead.parts[code])
        told = [*counted[:most], *(code for code in AGAINST if lead.parts.get(code))]
        return tuple(self._reason(code, facts, lead.account) for code in told)

    def short(self, lead: ReferenceLead) -> str:
        """The same in two lines of a list: as many as have room, the strongest first; what speaks against it always."""
        told = self.reasons(lead)
        against = sum(code in AGAINST for code in lead.parts if lead.parts[code])
        speaks_for, last = told[: len(told) - against], told[len(told) - against :]
        room, shown = ROOM - sum(map(len, last)), list[str]()
        for words in speaks_for[:FIRST]:
            if shown and len(words) > room:
                break
            shown.append(words)
            room -= len(words) + len(BETWEEN)
        return BETWEEN.join([*shown, *last])

    def line(self, lead: ReferenceLead, numbers: Numbers) -> FitLine:
        """The points with the strongest reasons, and the whole sum as it was when the report was made."""
        facts = LeadFacts.from_json(lead.facts)
        return FitLine(
            figure=lead.points,
            reasons=self.reasons(lead, most=FIRST),
            parts=tuple(self._part(code, facts, lead, numbers) for code in (*FOR, *AGAINST) if code in FOR or lead.parts.get(code)),
        )

    def _part(self, code: str, facts: LeadFacts, lead: ReferenceLead, numbers: Numbers) -> FitPart:
        weight = numbers.lead_weights.get(code, 0)
        is_told = bool(lead.parts.get(code))
        return FitPart(
            label=str(LEAD_TERMS[code]),
            points=lead.parts.get(code, 0),
            best=weight if code in FOR else None,
            fact=self._reason(code, facts, lead.account) if is_told else self._nothing(code, facts),
        )

    def _nothing(self, code: str, facts: LeadFacts) -> str:
        """Why a reason counts nothing."""
        known: dict[str, Any] = {
            "success": _("None lately"),
            "place": _("As many members as requests"),
            "case": _("As many members as requests"),
            "health": _("Poor") if facts.health == "poor" else _("Not known"),
            "size": _("Seats not known") if facts.seats is None else _("Few seats"),
            "tenure": _("Not known since when") if facts.customer_since is None else _("New"),
            "never_asked": _("Asked on %(day)s") % {"day": day_words(facts.asked_on, today=self.today)} if facts.asked_on else "",
        }
        return str(known.get(code, ""))

    def _reason(self, code: str, facts: LeadFacts, account: Account) -> str:
        said = getattr(self, f"_{code}")(facts, account)
        return str(said)

    def _success(self, facts: LeadFacts, _account: Account) -> str:
        if facts.won_on is not None:
            return _("won a deal on %(day)s") % {"day": day_words(facts.won_on, today=self.today)}
        if facts.has_grown:
            return _("grew from %(was)s to %(now)s seats") % {"was": f"{facts.seats_before:,}", "now": f"{facts.seats:,}"}
        return _("helped on %(day)s") % {"day": day_words(facts.helped_on, today=self.today)} if facts.helped_on else _("a recent success")

    def _place(self, facts: LeadFacts, account: Account) -> str:
        said = {
            "industry": label_of(self.labels, ListKind.INDUSTRY, account.industry),
            "region": self.places.get(account.region_id or 0, ""),
            "n": facts.place_gap,
        }
        return _("%(n)s more wanted for %(industry)s in %(region)s") % said

    def _case(self, facts: LeadFacts, account: Account) -> str:
        said = {
            "case": label_of(self.labels, ListKind.USE_CASE, facts.case),
            "segment": label_of(self.labels, ListKind.SEGMENT, account.segment),
            "n": facts.case_gap,
        }
        return _("%(n)s more wanted for %(case)s (%(segment)s)") % said

    def _health(self, facts: LeadFacts, _account: Account) -> str:
        return _("in good health") if facts.health == "good" else _("in fair health")

    def _size(self, facts: LeadFacts, _account: Account) -> str:
        return _("%(seats)s seats") % {"seats": f"{facts.seats or 0:,}"}

    def _tenure(self, facts: LeadFacts, _account: Account) -> str:
        months = months_between(facts.customer_since, self.today) if facts.customer_since else 0
        years = months // A_YEAR
        if years:
            return ngettext("a customer for %(n)s year", "a customer for %(n)s years", years) % {"n": years}
        return ngettext("a customer for %(n)s month", "a customer for %(n)s months", months) % {"n": months}

    def _never_asked(self, _facts: LeadFacts, _account: Account) -> str:
        return _("never asked")

    def _declined(self, facts: LeadFacts, _account: Account) -> str:
        if facts.declined:
            return ngettext("declined once before", "declined %(n)s times before", facts.declined) % {"n": facts.declined}
        return _("was put forward before, and not approved")

    def _renewal(self, facts: LeadFacts, _account: Account) -> str:
        return _("renews on %(day)s") % {"day": day_words(facts.renewal_on, today=self.today)} if facts.renewal_on else ""

    def _poor(self, _facts: LeadFacts, _account: Account) -> str:
        return _("in poor health")
