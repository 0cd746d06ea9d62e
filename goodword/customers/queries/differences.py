"""Where two rows of one company, or of one person, differ, and what is proposed for the row that stays.

Rows are as the database writes them in JSON, by column. Columns that only make sense together are one field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

Row = Mapping[str, Any]
KEPT, GONE, BOTH = "kept", "gone", "both"

ACCOUNT_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name",),
    "parent": ("parent_id",),
    "website": ("website",),
    "description": ("description",),
    "industry": ("industry",),
    "city": ("city", "state", "country"),
    "region": ("region_id",),
    "segment": ("segment",),
    "tier": ("tier",),
    "seats": ("seats",),
    "use_cases": ("use_cases",),
    "stages_used": ("stages_used",),
    "tech_stack": ("tech_stack",),
    "competitors_replaced": ("competitors_replaced",),
    "product_version": ("product_version",),
    "health": ("health", "health_checked_on", "health_score"),
    "sentiment": ("sentiment", "sentiment_note", "sentiment_on"),
    "usage": ("usage",),
    "escalated_on": ("escalated_on",),
    "renewal_on": ("renewal_on",),
    "customer_since": ("customer_since",),
    "owner": ("owner_id",),
    "csm": ("csm_id",),
    "blocked_prospects": ("blocked_prospects",),
    "tags": ("tags",),
    "do_not_contact": ("do_not_contact",),
}
MEMBER_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "standing": (
        "standing", "standing_at", "paused_until", "standing_until", "standing_rule", "standing_fact", "standing_from", "standing_seen",
    ),
    "agreed_types": ("agreed_types",),
    "refused_types": ("refused_types",),
    "comfort": ("comfort", "comfort_days", "comfort_effort"),
    "preferences": ("preferences",),
    "champion": ("champion_id",),
    "joined_on": ("joined_on", "how_joined"),
    "verified_on": ("verified_on", "verify_asked_on", "retire_proposed_on"),
    "territories": ("territories",),
    "is_confidential": ("is_confidential",),
}
CONTACT_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name",),
    "email": ("email", "bounced_at"),
    "phone": ("phone",),
    "title": ("title",),
    "persona": ("persona",),
    "languages": ("languages",),
    "time_zone": ("time_zone",),
    "is_champion": ("is_champion",),
    "agreed_types": ("agreed_types",),
    "left_on": ("left_on",),
    "quiet_until": ("quiet_until",),
    "do_not_contact": ("do_not_contact",),
}
# The sterner of two standings is proposed: nobody is asked more because two rows became one.
_STERN: Final = ("active", "recruited", "caution", "retired", "paused", "declined")
# Being empty says something here, so that it is not simply filled from the other row.
_EMPTY_SPEAKS: Final = {"left_on", "territories", "agreed_types"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two rows differ, both with something to say; `proposed` is which of them is ticked first."""

    key: str
    columns: tuple[str, ...]
    kept: Row
    gone: Row
    proposed: str
    may_be_both: bool


def differences(fields: Mapping[str, tuple[str, ...]], kept: Row, gone: Row) -> list[Difference]:
    """The fields that somebody has to choose; where one row says nothing the other's value is taken."""
    found = []
    for key, columns in fields.items():
        one, two = {name: kept[name] for name in columns}, {name: gone[name] for name in columns}
        if _same(one[columns[0]], two[columns[0]]) and (key != "city" or one == two):
            continue
        blank = _blank(one), _blank(two)
        if any(blank) and key not in _EMPTY_SPEAKS:
            continue
        lists = isinstance(one[columns[0]], list) and isinstance(two[columns[0]], list)
        found.append(Difference(key, columns, one, two, _proposed(key, one, two, lists=lists), lists))
    return found


def settled(fields: Mapping[str, tuple[str, ...]], kept: Row, gone: Row, picks: Mapping[str, str]) -> dict[str, Any]:
    """The values that change in the row that stays: what was picked, what was proposed, and what it did not have."""
    asked = {each.key: each for each in differences(fields, kept, gone)}
    values: dict[str, Any] = {}
    for key, columns in fields.items():
        difference = asked.get(key)
        if difference is None:
            one = {name: kept[name] for name in columns}
            if _blank(one) and key not in _EMPTY_SPEAKS:
                values.update({name: gone[name] for name in columns})
            continue
        pick = picks.get(key, difference.proposed)
        if pick == GONE:
            values.update(difference.gone)
        elif pick == BOTH and difference.may_be_both:
            values.update({name: _both(difference.kept[name], difference.gone[name]) for name in columns})
    return {name: value for name, value in values.items() if value != kept[name]}


def _same(one: Any, two: Any) -> bool:
    return bool(sorted(one) == sorted(two) if isinstance(one, list) and isinstance(two, list) else one == two)


def _blank(values: Row) -> bool:
    return all(value in (None, "", []) for value in values.values())


def _both(one: list[str], two: list[str]) -> list[str]:
    return [*one, *(each for each in two if each not in one)]


def _proposed(key: str, one: Row, two: Row, *, lists: bool) -> str:
    first, second = next(iter(one.values())), next(iter(two.values()))
    if key == "agreed_types":  # the narrower of the two
        narrower = second is not None and (first is None or set(second) < set(first))
        return GONE if narrower else KEPT
    if lists:
        return KEPT if key == "territories" else BOTH
    if isinstance(first, bool):
        return KEPT if first else GONE
    if key == "standing":
        return GONE if _STERN.index(second) > _STERN.index(first) else KEPT
    return KEPT
