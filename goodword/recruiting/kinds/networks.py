"""Networks and inboxes as the public page counts them: what one household, company or person can have many of counts as one."""

from ipaddress import ip_address, ip_network
from typing import Final

# One address (or what one household has of the longer ones), what one company has, what one provider has.
_SHORT: Final = 4
_WIDTHS: Final = {_SHORT: (32, 24, 16), 6: (64, 48, 32)}


def networks_around(network: str) -> tuple[str, ...]:
    """A network and the wider ones around it, the narrowest first; of what is no network only itself."""
    try:
        known = ip_network(network, strict=False)
    except ValueError:
        return (network,)
    narrow, *wider = (min(known.prefixlen, width) for width in _WIDTHS[known.version])
    first = known.supernet(new_prefix=narrow)
    return (str(first), *(str(known.supernet(new_prefix=width)) for width in wider))


def network_called(address: str) -> str:
    """What belongs to one household: a short address itself, of a long one the part that a household gets."""
    try:
        known = ip_address(address)
    except ValueError:
        return address[:40]
    short = known if known.version == _SHORT else getattr(known, "ipv4_mapped", None)
    return str(short) if short is not None else str(ip_network(f"{known}/64", strict=False))


def inbox_of(address: str) -> str:
    """One inbox: everything before a plus leads there, so `a+1@x` and `a+2@x` count as one, beside `a@x` itself.

    That one stays apart: whoever fills up all that can stand behind a plus leaves room for the person who writes no plus. Dots mean
    something to some providers and nothing to others, so they stay.
    """
    name, _at, host = address.strip().lower().rpartition("@")
    bare, plus, _tag = name.partition("+")
    return f"{bare}{plus}@{host}" if bare else f"{name}@{host}"

