"""The verbs about people, circles, absence, routing and the program's settings."""

from goodword.people.actions.circles import add_to_circle, open_circle, remove_from_circle
from goodword.people.actions.employment import change_roles, deactivate, end_device, end_sessions, place, reactivate
from goodword.people.actions.invitations import (
    accept_invitation,
    hand_over_invitation,
    invitation_path,
    invite,
    invite_again,
    open_invitation,
)
from goodword.people.actions.logo import remove_logo, set_logo
from goodword.people.actions.passwords import password_reset_path, request_password_reset
from goodword.people.actions.places import add_region, add_team, change_region, change_team, lock_regions, remove_team
from goodword.people.actions.presence import change_absence, change_own_details, end_absence, set_absence
from goodword.people.actions.program import change_program, ensure_program
from goodword.people.actions.retention import keep_for
from goodword.people.actions.routing import route, stop_routing
from goodword.people.actions.setup import set_up

__all__ = [
    "accept_invitation",
    "add_region",
    "add_team",
    "add_to_circle",
    "change_absence",
    "change_own_details",
    "change_program",
    "change_region",
    "change_roles",
    "change_team",
    "deactivate",
    "end_absence",
    "end_device",
    "end_sessions",
    "ensure_program",
    "hand_over_invitation",
    "invitation_path",
    "invite",
    "invite_again",
    "keep_for",
    "lock_regions",
    "open_circle",
    "open_invitation",
    "password_reset_path",
    "place",
    "reactivate",
    "remove_from_circle",
    "remove_logo",
    "remove_team",
    "request_password_reset",
    "route",
    "set_absence",
    "set_logo",
    "set_up",
    "stop_routing",
]
