"""What a nomination is for and where it came from."""

from goodword.recruiting.kinds.sources import Purpose, Source

__all__ = ["Purpose", "Source"]
