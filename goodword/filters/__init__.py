"""Saved filters: what a list is narrowed to, under a name, for oneself or for everybody; one of them may be one's usual one.

`kinds.py` says which lists there are and which words of an address each understands: only these are stored. The menu stands in the
filter bar of every list (`context.py`), and the usual filter is put on where a list is opened without any (`middleware.py`).
"""
