"""Invented rows for tests: plain functions, one row each, everything overridable."""
