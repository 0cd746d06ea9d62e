"""The faults, one file a kind. Each takes a stage that stands, does harm so many times, and returns what it saw."""
