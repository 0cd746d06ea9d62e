"""Pages of the requests slice: the list, asking, one request, and the verbs that are posted to it."""
