"""Conversation between colleagues beside a request or an account. Carries the circle of what it is about.

A comment is plain text. Colleagues whom it mentions are kept as keys (`queries/mentions.py` reads what was typed), and only those
who may see the thing can be mentioned. Its writer may change it for a quarter of an hour, and take it away at any time.
"""
