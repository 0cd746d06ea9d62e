"""What an uploaded file is, by its content: one of the types that are taken, or why it is none, in words."""

from goodword.files.looking.content import look
from goodword.files.looking.names import clean_name

__all__ = ["clean_name", "look"]
