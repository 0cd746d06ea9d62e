"""What was asked: holds and asks per holder (the account, or its family of companies), and the limits, kept by the database.

An entry is a *hold* (gives its place back) or an *ask* (keeps it, whatever the answer). An ask whose mail has not left
is `unsent` and may become a hold again. The wall is the trigger `goodword_ledger_wall` (migrations 0002, 0014, 0018, 0031
and 0035): it takes the holder's lock row by updating it, counts the greatest overlap of active entries over the new period
and refuses above the limit in force. `goodword_take_hold` looks first: nobody waits or writes to learn that a place is taken.
Past asks are `recorded` afterwards (actions/record.py), `over_limit` or not. A merge of two accounts moves entries by a
function of the database, a family that changes moves their holders (docs/adr/0007). Start at actions/take.py.
"""
