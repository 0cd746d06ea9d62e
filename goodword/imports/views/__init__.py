"""Pages of bringing lists in."""
