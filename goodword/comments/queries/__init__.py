"""Reading comments."""

from goodword.comments.queries.mentions import Found, as_typed, call_of, find, people_in
from goodword.comments.queries.talk import Called, Talk, count_taken_away, parts_of, shown_of, talk

__all__ = ["Called", "Found", "Talk", "as_typed", "call_of", "count_taken_away", "find", "parts_of", "people_in", "shown_of", "talk"]
