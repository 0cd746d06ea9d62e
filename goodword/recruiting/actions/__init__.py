"""The verbs of recruiting."""

from goodword.recruiting.actions.drafts import discard_draft, save_briefing, submit
from goodword.recruiting.actions.forget import expire_registrations, forget_ended, forget_unconfirmed
from goodword.recruiting.actions.gate import Gate, knocks_too_often, may_write_to, network_mark, open_gate, pass_gate
from goodword.recruiting.actions.registrations import (
    confirm,
    disown,
    pass_registrations_on,
    register,
    send_again,
    withdraw_registration,
)
from goodword.recruiting.actions.start import start_nomination

__all__ = [
    "Gate",
    "confirm",
    "discard_draft",
    "disown",
    "expire_registrations",
    "forget_ended",
    "forget_unconfirmed",
    "knocks_too_often",
    "may_write_to",
    "network_mark",
    "open_gate",
    "pass_gate",
    "pass_registrations_on",
    "register",
    "save_briefing",
    "send_again",
    "start_nomination",
    "submit",
    "withdraw_registration",
]
