"""Single-purpose links for people without a password: expiring, revocable, stored only as a hash.

A token is made when a mail is sent and shown nowhere else. Opening a link changes nothing; answers are POSTs.
"""
