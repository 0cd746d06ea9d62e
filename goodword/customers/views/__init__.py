"""Pages of the customers slice: lists, and the small forms that change one thing."""
