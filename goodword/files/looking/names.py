"""Names that people give to files, made safe to show and to hand out again."""

import unicodedata
from typing import Final

from goodword.kernel.text import one_line

LONGEST: Final = 150
LONGEST_ENDING: Final = 10
# On some system a path, a wild card, or the end of a header.
_NEVER: Final = str.maketrans(dict.fromkeys('/:*?"<>|', "_"))


def clean_name(name: str, *, instead: str) -> str:
    """The last part of a name without signs that mean something to a system or turn the reading direction; `instead` when none is left."""
    last = one_line(unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", maxsplit=1)[-1])
    stem, dot, ending = last.translate(_NEVER).strip(". ").rpartition(".")
    if not dot:
        return ending[:LONGEST] or instead
    ending = ending[:LONGEST_ENDING]
    return f"{stem[: LONGEST - len(ending) - 1].rstrip(' .') or instead}.{ending}"


def ending_of(name: str) -> str:
    """What stands behind the last dot, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""
