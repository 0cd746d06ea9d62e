"""Goodword: a self-hosted platform for running a customer reference program.

Start reading at docs/architecture.md; the folder list is the product's table of contents.
"""
