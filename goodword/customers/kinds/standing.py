"""The standing of a reference member: its states, offered here beside the other vocabularies."""

from goodword.customers.states import Standing

__all__ = ["Standing"]
