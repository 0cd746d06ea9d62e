"""Conversation between colleagues beside a request, an account or a member. Carries the circle of what it is about."""
