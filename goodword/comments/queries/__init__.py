"""Reading comments."""

from goodword.comments.queries.mentions import Found, as_typed, call_of, find, people_in
from goodword.comments.queries.talk import Talk, talk

__all__ = ["Found", "Talk", "as_typed", "call_of", "find", "people_in", "talk"]
