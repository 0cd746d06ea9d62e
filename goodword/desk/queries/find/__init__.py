"""Find a reference: what is looked for, who fits, why, and who is left out."""

from goodword.desk.queries.find.compare import compare_page
from goodword.desk.queries.find.page import find_page, hits_of, why_page
from goodword.desk.queries.find.sought import Sought, read_search

__all__ = ["Sought", "compare_page", "find_page", "hits_of", "read_search", "why_page"]
