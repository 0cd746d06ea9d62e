"""Searching rows by name: any part of it, in any script, accents or not, and despite a slip of the finger.

A word is *in* a name as a part of it. It is *near* a name when one of the name's words is one letter off (left out, added,
replaced, swapped with its neighbour) or shares most of its trigrams. Both are looked up in indexes; see `kernel.sql.Near`.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import Case, F, FloatField, Func, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable

from goodword.kernel.sql import Near, Shares, folded

LONGEST = 120
MOST_WORDS = 8
SHORTEST_SLIP = 3
EQUAL, BEGINS, HOLDS, NEARLY, ELSE = range(5)
_LETTERS = re.compile(r"[^\W_]+", re.UNICODE)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Typed:
    """A name, or a part of one, as somebody typed it; the database folds it as it folds names."""

    text: str
    words: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.text)


def typed(text: str) -> Typed:
    """Read a typed name: blanks and wide letters made plain, cut where nobody types on."""
    plain = " ".join(unicodedata.normalize("NFKC", text).replace("\0", "").split())[:LONGEST].strip()
    words = [bare for word in plain.split() if (bare := _EDGES.sub("", word))] or plain.split()
    return Typed(plain, tuple(words[:MOST_WORDS]))


def word_in(word: str, field: str = "search_name") -> Q:
    """The condition on rows: this word is a part of the name."""
    return Q(**{f"{field}__contains": folded(word)})


def word_near(word: str, field: str = "search_name") -> Q:
    """The condition on rows: this word is a part of the name, or very nearly a word of it."""
    letters = max(_LETTERS.findall(word), key=len, default="")
    if len(letters) < SHORTEST_SLIP:
        return word_in(word, field)
    slip = Q(Shares(Near(F(field)), Near(folded(letters))))
    return word_in(word, field) | slip | Q(**{f"{field}__trigram_word_similar": folded(word)})


def holds(name: Typed, field: str = "search_name") -> Q:
    """The condition on rows: the name has every word as a part."""
    found = Q()
    for word in name.words:
        found &= word_in(word, field)
    return found


def nears(name: Typed, field: str = "search_name") -> Q:
    """The condition on rows: the name has every word, or nearly."""
    found = Q()
    for word in name.words:
        found &= word_near(word, field)
    return found


def closeness(name: Typed, near: Q, field: str = "search_name", *, also: Q | None = None) -> Case:
    """How a name answers: equal, begins so, holds every word, nearly (by a condition of the caller's), or else; least is best.

    What the caller finds as good as a name that holds every word is `also`.
    """
    whole = folded(name.text)
    return Case(
        When(Q(**{field: whole}), then=Value(EQUAL)),
        When(Q(**{f"{field}__startswith": whole}), then=Value(BEGINS)),
        When(holds(name, field) | (also or Q()), then=Value(HOLDS)),
        When(near, then=Value(NEARLY)),
        default=Value(ELSE),
        output_field=IntegerField(),
    )


def likeness(name: Typed, near: Q, field: str = "search_name") -> Case:
    """How alike a nearly right name is, from 0 to 2: the better the later in the order; 0 for all others."""
    whole = folded(name.text)
    alike: Combinable = _similar("word_similarity", whole, F(field)) + _similar("similarity", whole, F(field))
    return Case(When(near, then=alike), default=Value(0.0), output_field=FloatField())


def _similar(function: str, one: Combinable, two: Combinable) -> Func:
    return Func(one, two, function=function, output_field=FloatField())
