"""Verbs that span slices."""
