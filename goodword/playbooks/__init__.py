"""Playbooks: how something is made, step for step; apart from it, the runs in which it is being made."""
