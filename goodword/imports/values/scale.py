"""What the scores and words of one source say of the health of customers: as people use them, and as somebody said for this source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from goodword.customers.kinds import Bands, Health
from goodword.customers.kinds.health import FULL_SCORE
from goodword.imports.reading.names import plain

KNOWN: Final = {
    Health.GOOD: "good green healthy high happy gut vert verde strong",
    Health.FAIR: "fair yellow amber medium neutral orange okay ok mittel watch",
    Health.POOR: "poor red bad unhealthy low critical rot rouge rojo atrisk risk",
}
SCORE: Final = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|/\s*100)?")
BETWEEN: Final = re.compile(r"\s*[,;|\n]\s*")


def split(text: str) -> list[str]:
    """The words of a cell of the form, each once, in the order they stand."""
    return list(dict.fromkeys(word for word in BETWEEN.split(text.strip()) if word))


@dataclass(frozen=True, slots=True)
class Scale:
    """The limits between the scores, and words that mean something else here than elsewhere, or are used here alone."""

    bands: Bands = field(default_factory=Bands)
    words: Mapping[str, list[str]] = field(default_factory=dict)  # health to words, as they were typed

    def meanings(self) -> dict[str, str]:
        """Plain spelling of a word to what it means."""
        found = {word: code.value for code, words in KNOWN.items() for word in words.split()}
        return found | {plain(word): code for code, words in self.words.items() for word in words}

    def stored(self) -> dict[str, Any]:
        """As it is kept with a run and a source."""
        words = {code: list(words) for code, words in self.words.items() if words}
        return {"fair_from": self.bands.fair_from, "good_from": self.bands.good_from, "words": words}


def scale_of(stored: Mapping[str, Any] | None) -> Scale:
    """What was kept; what everybody means where nothing was."""
    return Scale(Bands(stored["fair_from"], stored["good_from"]), stored["words"]) if stored else Scale()


def reader(scale: Scale) -> Any:
    """How a cell of health is read: a score of a hundred, or a word; None for anything else."""
    meanings, bands = scale.meanings(), scale.bands

    def read(text: str) -> str | None:
        score = SCORE.fullmatch(text)
        if score is None:
            return meanings.get(plain(text))
        value = float(score[1].replace(",", "."))
        return bands.of(value).value if value <= FULL_SCORE else None

    return read
