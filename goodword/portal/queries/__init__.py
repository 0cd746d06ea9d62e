"""What the pages show. Reads only; moments are passed in."""

from goodword.portal.queries.guest import Guest, guest_page, keeper_of, standing_of
from goodword.portal.queries.outcome import OutcomePage, outcome_page
from goodword.portal.queries.owner import OwnerPage, owner_page
from goodword.portal.queries.times import Slot, slots

__all__ = ["Guest", "OutcomePage", "OwnerPage", "Slot", "guest_page", "keeper_of", "outcome_page", "owner_page", "slots", "standing_of"]
