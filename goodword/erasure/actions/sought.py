"""What is looked for: a hint first, for it takes a hundredth of the time, and the whole only where that stands. In SQL and in Python."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import models
from psycopg import sql

from goodword.erasure.queries.traces import Traces
from goodword.kernel.erasure import BLACKENED


@dataclass(frozen=True, slots=True)
class Sought:
    """The hint and the whole; of names without the others the case counts."""

    hint: re.Pattern[str]
    whole: re.Pattern[str]

    def in_(self, column: "models.Field[Any, Any]") -> sql.Composed:
        """Whether it stands in a column."""
        text, matches = sql.SQL("{}::text").format(sql.Identifier(str(column.column))), sql.SQL("~*" if self.in_any_case else "~")
        hint, whole = sql.Literal(self.hint.pattern), sql.Literal(self.whole.pattern)
        return sql.SQL("(case when {} {} {} then {} {} {} else false end)").format(text, matches, hint, text, matches, whole)

    @property
    def in_any_case(self) -> bool:
        """Whether capitals are the same as small letters."""
        return bool(self.whole.flags & re.IGNORECASE)

    def is_in(self, text: str) -> bool:
        """Whether it stands in a text."""
        return bool(self.hint.search(text) and self.whole.search(text))

    def cleared(self, held: Any) -> Any:
        """Texts, lists and what is kept by names, blacked out; names too, for a list without headings has a row in their place."""
        if isinstance(held, str):
            return self.whole.sub(BLACKENED, held) if self.hint.search(held) else held
        if isinstance(held, dict):
            return {self.cleared(key): self.cleared(value) for key, value in held.items()}
        return [self.cleared(each) for each in held] if isinstance(held, list) else held


def everywhere(traces: Traces) -> Sought:
    """What is looked for in all rows and files."""
    return Sought(re.compile(traces.hint, re.IGNORECASE), re.compile(traces.pattern, re.IGNORECASE))


def nearby(traces: Traces) -> Sought:
    """What is looked for in rows near the person."""
    return Sought(re.compile(traces.near_hint), re.compile(traces.near))
