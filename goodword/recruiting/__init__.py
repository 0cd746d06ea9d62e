"""How an account comes to be a member: nominations by colleagues, registrations by customers, leads that the system found.

A nomination is a draft, submitted, in review, waiting for information, approved, not approved or withdrawn; a registration and a lead end
as one, or kindly. Start at states.py.
"""
