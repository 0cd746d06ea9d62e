"""Lists from outside, brought in: read, map columns, try, commit, report. The states of a run are in states.py.

Then `kinds/` (what can be brought in, as data), `reading/` (bytes to rows), `values/` (cells to values; the sentences
for what cannot be read), `actions/carry_out.py` (rows to customers: staged by COPY, matched and written set by set).
A blank cell leaves what is there. 'null', 'N/A' and '-' are blanks; see values/blanks.py.
"""
