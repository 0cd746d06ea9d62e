"""Taking, turning and giving back places. The action explains; the trigger is the wall."""

from goodword.ledger.actions.own_limits import keep_own_limits
from goodword.ledger.actions.record import record_past_asks
from goodword.ledger.actions.take import Place, note_answer, note_missed, note_sent, release, take_hold, turn_back, turn_into_ask

__all__ = [
    "Place",
    "keep_own_limits",
    "note_answer",
    "note_missed",
    "note_sent",
    "record_past_asks",
    "release",
    "take_hold",
    "turn_back",
    "turn_into_ask",
]
