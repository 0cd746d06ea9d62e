"""Reference requests: somebody inside needs a customer. Requests, their candidates, outreach and outcomes.

Request: draft, submitted, held, triage, sourcing, confirmed, completed, outcome_reported; or unfulfilled, declined,
withdrawn, cancelled. "Awaiting owner" and "awaiting customer" are derived from the candidates. Start at states.py.
"""
