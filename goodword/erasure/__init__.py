"""Erasing a customer's person: what we have of somebody, what of it goes, and that it goes everywhere."""
