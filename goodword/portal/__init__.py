"""Pages for people with a link and no password: the customer's answer, the owner's yes or no, the outcome.

Opening a page changes nothing; every answer is a POST. A link that is unknown, expired or revoked gets one and the
same polite page. Knows no staff code: only actions, queries and access of other slices.
"""
