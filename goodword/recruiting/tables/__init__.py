"""Lists of recruiting."""
