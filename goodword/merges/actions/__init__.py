"""Merge two companies or two people, and take a merge apart."""
