"""Stories: content in production, from a willing customer to an approved text that a grant covers.

A story is proposed, running, waiting for a metric, approved, published or stopped. How far it is in between is its `stage`, which its
playbook's run decides. Start at states.py.
"""
