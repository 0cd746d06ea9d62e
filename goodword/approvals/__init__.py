"""Ask one person for one answer: open, decide, delegate, remind, escalate, expire, withdraw.

States: open, approved, declined, withdrawn. What happens next belongs to the slice that opened it.
"""
