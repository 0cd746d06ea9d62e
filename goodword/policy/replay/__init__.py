"""What other numbers would have said of decisions that were made: pure, fed one stored decision after the other.

`frozen` reads stored facts back. `places` keeps what the replay does differently to each customer, and lays it over the facts of
later decisions. `courses` follows one case, a customer put forward or a request sent, as it went and as it would have gone.
Begin with `play.Replay`: feed it decisions in the order of time, and ask it for the results.

What it takes for granted is said on the page: the numbers are looked at as if they had always held, so that earlier asks keep
places by them; who would have been refused gives no place away later; who would have been let through is asked on that very day.
"""

from goodword.policy.replay.courses import Answer, Change, Stored
from goodword.policy.replay.frozen import FactsError, facts_from_json
from goodword.policy.replay.play import Replay, Result

__all__ = ["Answer", "Change", "FactsError", "Replay", "Result", "Stored", "facts_from_json"]
