"""Customers: accounts, contacts, opportunities, campaigns, reference members, what they agreed to, controlled lists.

Standing of a member: recruited, active, caution, paused (until a day), retired, declined. Read kinds/ first, then models.py.
"""
