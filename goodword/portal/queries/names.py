"""What one calls people, and how an address is shown to somebody who may have been forwarded a link."""


def first_name(name: str) -> str:
    """What one calls somebody: the first word of the name; the whole name where the family name stands first."""
    return name if any(letter >= "\u2e80" for letter in name) else name.split(" ", maxsplit=1)[0]


def masked(address: str) -> str:
    """An address that its owner knows again and nobody else learns: "c•••@acme.example"."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}\u2022\u2022\u2022{at}{domain}" if at else ""
