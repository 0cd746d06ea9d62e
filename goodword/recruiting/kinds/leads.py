"""What speaks for asking a customer to join and what against it: pure functions over what was known of it.

`queries/ranking.py` says the same in SQL for all customers at once; a property test proves that both agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from goodword.kernel.clock import MONTHS_IN_YEAR
from goodword.policy.numbers import Numbers

# In the order in which they are told; the last three are taken off.
FOR: Final = ("success", "place", "case", "health", "size", "tenure", "never_asked")
AGAINST: Final = ("declined", "renewal", "poor")
FAIR_SHARE: Final = 3
# After how many months somebody may be asked again who said not now.
MONTHS: Final = (1, 3, 6, 12)


class LeftOut(models.TextChoices):
    """Why a customer is no lead, however many points it has; the first that holds is counted."""

    MEMBER = "member", _("members already")
    DECLINED = "declined", _("declined to be a member")
    RETIRED = "retired", _("were members, and left")
    NOMINATED = "nominated", _("nominated already")
    REGISTERED = "registered", _("signed up themselves")
    NEVER = "never", _("never, as their owner says")
    NOT_NOW = "not_now", _("not now, as their owner says")
    YES = "yes", _("being put forward by their owner")
    DO_NOT_CONTACT = "do_not_contact", _("not to be contacted")
    ESCALATION = "escalation", _("in an escalation")
    FEW_POINTS = "few_points", _("with too few points")
    BEYOND = "beyond", _("after the last place of the list")


class LeadChoice(models.TextChoices):
    """What an owner says of a lead."""

    YES = "yes", _("Yes, put forward")
    NOT_NOW = "not_now", _("Not now")
    NEVER = "never", _("Never")


def month_words(months: int) -> str:
    """How long not now is: "in 3 months"."""
    return gettext("in a year") if months == MONTHS_IN_YEAR else ngettext("in a month", "in %(n)s months", months) % {"n": months}


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """What was known of a customer when the report was made: codes, numbers and days."""

    health: str = ""
    customer_since: date | None = None
    seats: int | None = None
    seats_before: int | None = None
    won_on: date | None = None
    helped_on: date | None = None
    # How many more requests than members there are for its industry in its region, and for its most wanted use case in its segment.
    place_gap: int = 0
    case_gap: int = 0
    case: str = ""
    asked_on: date | None = None
    declined: int = 0
    turned_down: int = 0
    renewal_on: date | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> LeadFacts:
        """Read them as they are kept."""
        days = {"customer_since", "won_on", "helped_on", "asked_on", "renewal_on"}
        known: dict[str, Any] = {each.name: data[each.name] for each in fields(cls) if data.get(each.name) is not None}
        known |= {name: date.fromisoformat(known[name]) for name in days & known.keys()}
        return cls(**known)

    @property
    def has_grown(self) -> bool:
        """More seats than a while ago."""
        return self.seats is not None and self.seats_before is not None and self.seats > self.seats_before


def months_between(since: date, today: date) -> int:
    """Whole months; a day that a month has not is reached in the next one."""
    months = (today.year - since.year) * MONTHS_IN_YEAR + today.month - since.month - int(today.day < since.day)
    return max(months, 0)


def parts_of(facts: LeadFacts, numbers: Numbers, *, today: date) -> dict[str, int]:
    """The points of every reason, those against with a minus."""

    def weight(code: str) -> int:
        return numbers.lead_weights.get(code, 0)

    def share(code: str, value: int, full: int) -> int:
        return weight(code) * min(max(value, 0), full) // full

    months = months_between(facts.customer_since, today) if facts.customer_since is not None else 0
    is_near = facts.renewal_on is not None and today <= facts.renewal_on < today + timedelta(days=numbers.renewal_days)
    success = facts.won_on is not None or facts.helped_on is not None or facts.has_grown
    return {
        "success": weight("success") * success,
        "place": share("place", facts.place_gap, numbers.lead_gap),
        "case": share("case", facts.case_gap, numbers.lead_gap),
        "health": {"good": weight("health"), "fair": weight("health") // FAIR_SHARE}.get(facts.health, 0),
        "size": share("size", facts.seats or 0, numbers.lead_seats),
        "tenure": share("tenure", months, numbers.lead_tenure_months),
        "never_asked": weight("never_asked") * (facts.asked_on is None),
        "declined": -weight("declined") * bool(facts.declined or facts.turned_down),
        "renewal": -weight("renewal") * is_near,
        "poor": -weight("poor") * (facts.health == "poor"),
    }
