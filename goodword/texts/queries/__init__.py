"""Which words are in force, and what they were before."""

from goodword.texts.queries.force import (
    ENGLISH,
    Text,
    has_ours,
    languages_of,
    ours,
    own_words_of,
    text_in_force,
    text_of,
    texts_in_force,
    version_text,
    versions,
)

__all__ = [
    "ENGLISH",
    "Text",
    "has_ours",
    "languages_of",
    "ours",
    "own_words_of",
    "text_in_force",
    "text_of",
    "texts_in_force",
    "version_text",
    "versions",
]
