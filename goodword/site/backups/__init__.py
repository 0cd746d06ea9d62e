"""Backup and restore: one file with the database, the files beside it, and the sums that prove both.

A backup is a tar: `database.dump` (pg_dump, custom format), then `files/…` from the data folder, and `manifest.json` last.
Start at take.py; restore.py reads what it writes.
"""
