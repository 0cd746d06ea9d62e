"""What one calls people."""


def first_name(name: str) -> str:
    """What one calls somebody: the first word of the name; the whole name where the family name stands first."""
    return name if any(letter >= "\u2e80" for letter in name) else name.split(" ", maxsplit=1)[0]
