"""Erasing a customer's person: what we have on them, what of it goes and what stays, and that it goes everywhere.

Read `states.py`, then `actions/ask.py` and `actions/erase.py`. Which column of which table goes in which way, each slice says in its
`erased.py`; `queries/decisions.py` brings them together. `queries/traces.py` knows by what somebody is found, `kinds/` how that is written;
`actions/black_out.py` takes it out of tables, `actions/beside.py` out of files. `queries/held/` is what a person reads of themselves.
Why it is so: docs/adr/0022-erasure-by-decision.md.
"""
