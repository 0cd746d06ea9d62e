"""Which words are in force, and what they were before."""

from goodword.texts.queries.force import Text, languages_of, own_words_of, text_in_force, texts_in_force, version_text, versions

__all__ = ["Text", "languages_of", "own_words_of", "text_in_force", "texts_in_force", "version_text", "versions"]
