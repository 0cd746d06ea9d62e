"""Reading what comes in."""

from goodword.recruiting.queries.matching import Matched, contact_by_address, likely, match_of
from goodword.recruiting.queries.pages import closed_pages
from goodword.recruiting.queries.registered import (
    FromWhere,
    Registrations,
    from_where,
    led_to_nothing,
    never_confirmed,
    registration_of,
    registration_of_address,
    standing_of,
    unconfirmed,
    waiting_at,
    with_network,
)
from goodword.recruiting.queries.responsible import registrations_of, responsible_for

__all__ = [
    "FromWhere",
    "Matched",
    "Registrations",
    "closed_pages",
    "contact_by_address",
    "from_where",
    "led_to_nothing",
    "likely",
    "match_of",
    "never_confirmed",
    "registration_of",
    "registration_of_address",
    "registrations_of",
    "responsible_for",
    "standing_of",
    "unconfirmed",
    "waiting_at",
    "with_network",
]
