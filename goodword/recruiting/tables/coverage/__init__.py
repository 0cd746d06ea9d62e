"""The map of what is covered: a picture whose cells open what is behind them, and the same figures as a list."""

from goodword.recruiting.tables.coverage.behind import member_columns, member_rows, plain_table, request_columns, request_rows
from goodword.recruiting.tables.coverage.drawing import most_missing, picture
from goodword.recruiting.tables.coverage.figures import sheet, table
from goodword.recruiting.tables.coverage.naming import Names, cell_url, cell_words, leads_url, names_of

__all__ = [
    "Names",
    "cell_url",
    "cell_words",
    "leads_url",
    "member_columns",
    "member_rows",
    "most_missing",
    "names_of",
    "picture",
    "plain_table",
    "request_columns",
    "request_rows",
    "sheet",
    "table",
]
