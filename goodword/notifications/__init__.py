"""Who is told, in which words, over which channel. A mail is a row: queued, sent, or failed with its error.

A row keeps its message code and ids; words and the token of a link are made when it is sent, and shown nowhere.
"""
