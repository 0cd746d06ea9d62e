"""Insight: read-only figures of the program, each a chart, a table and the list behind it.

A *scope* (queries/scope.py) is who reads, of which days, teams, regions, kinds and families. `queries/` counts, `tables/` says it: a
`Report` (kinds/figures.py) is sentences and blocks, and every figure has the address of the rows behind it. Start at tables/outcomes.py.
"""
