"""Ask one person for one answer: open, decide, delegate, remind, escalate, withdraw.

States: open, approved, declined, withdrawn. What happens next belongs to the slice that opened it.
"""
