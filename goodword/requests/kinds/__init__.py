"""Kinds of request: one file each, their questions and numbers as data."""

from goodword.requests.kinds.sales_call import SALES_CALL

KINDS = {kind.code: kind for kind in (SALES_CALL,)}

__all__ = ["KINDS", "SALES_CALL"]
