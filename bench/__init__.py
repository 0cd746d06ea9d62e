"""Benchmarks: each prints its figures beside a floor measured in the same run. `goodword bench NAME [--size N] [--json]`.

They run on a PostgreSQL of their own in the data folder (`bench/`), never on the program's database.
"""
