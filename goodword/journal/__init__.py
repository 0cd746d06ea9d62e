"""What happened: append-only entries that are audit, timeline and outbox in one.

An entry holds ids and codes, never names or free text; words live in an erasable note beside it. `actions.record`
writes an entry and defers `goodword.react` on the same connection, so both commit together or not at all.
"""
