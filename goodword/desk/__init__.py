"""Staff pages that span slices: home, global search, a customer's page, finding a reference, a colleague's leaving."""
