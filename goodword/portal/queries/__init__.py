"""What the pages show. Reads only; moments are passed in."""

from goodword.portal.queries.deletion import deletion
from goodword.portal.queries.event import EventPage, KitPage, PlanPage, event_page, kit_page, plan_page
from goodword.portal.queries.guest import Guest, guest_page, keeper_of, standing_of
from goodword.portal.queries.names import masked
from goodword.portal.queries.opinions import OpinionsPage, opinions_page
from goodword.portal.queries.outcome import OutcomePage, outcome_page
from goodword.portal.queries.own import LIMITED, OwnPage, own_page
from goodword.portal.queries.owner import OwnerPage, owner_page
from goodword.portal.queries.statement import WordsPage, typed_anew, words_page
from goodword.portal.queries.times import Slot, slots

__all__ = [
    "LIMITED",
    "EventPage",
    "Guest",
    "KitPage",
    "OpinionsPage",
    "OutcomePage",
    "OwnPage",
    "OwnerPage",
    "PlanPage",
    "Slot",
    "WordsPage",
    "deletion",
    "event_page",
    "guest_page",
    "keeper_of",
    "kit_page",
    "masked",
    "opinions_page",
    "outcome_page",
    "own_page",
    "owner_page",
    "plan_page",
    "slots",
    "standing_of",
    "typed_anew",
    "words_page",
]
