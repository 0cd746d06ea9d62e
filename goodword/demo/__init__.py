"""The demo world: an invented company, its customers and a plausible year and a half. Nobody in it exists. Start at world.py."""

from goodword.demo.clear import clear
from goodword.demo.world import is_empty, load, made_since_loading

__all__ = ["clear", "is_empty", "load", "made_since_loading"]
