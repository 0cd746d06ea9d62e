"""Counting, always for one reader."""
