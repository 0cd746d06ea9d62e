"""What in a text tells which customer it is about: their name, a telling part of it, their website, or somebody's name there."""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category, normalize
from urllib.parse import urlsplit

from goodword.customers.models import Account, Contact
from goodword.kernel.text import fold

# Words of many companies' names: alone they tell nothing.
COMMON: Final = frozenset(
    "inc incorporated corp corporation company limited ltd llc llp plc gmbh mbh kgaa sarl spa oyj aps pty group holding holdings"
    " bank banking insurance versicherung versicherungen versicherungsgesellschaft assurance services service solutions software systems"
    " system technology technologies technik digital data cloud media energy energie power health healthcare medical pharma logistics"
    " transport airlines airways motors automotive foods food retail stores store market markets telecom communications mobile network"
    " networks security capital finance financial partners partner consulting international global national american european world"
    " united first general public state city university institute foundation association society trust research labs laboratories"
    " industries industrial engineering construction materials products manufacturing the and und der die das des les von van for"
    " north south east west northern southern eastern western nordic central deutsche british great new home smart open green".split()
)
SHORTEST: Final = 4
# So long a part is looked for inside of words as well: "vestaranet".
INSIDE: Final = 5


def names_in(text: str, *, account: Account, contact: Contact | None) -> list[str]:
    """What in a text gives the customer away, as they write it themselves; nothing when it tells nobody who it is."""
    plain = _plain(text)
    return [shown for shown, sought in _telling(account, contact) if sought and _stands_in(sought, plain)]


def _telling(account: Account, contact: Contact | None) -> Iterator[tuple[str, str]]:
    yield account.name, _plain(account.name)
    for part in re.findall(r"[^\W_]+", account.name):
        sought = _plain(part)
        if len(sought) >= SHORTEST and sought not in COMMON and sought != _plain(account.name):
            yield part, sought
    host = (urlsplit(account.website if "//" in account.website else f"//{account.website}").hostname or "").removeprefix("www.")
    label = host.split(".")[0]
    if host:
        yield host, _plain(host)
    if len(label) >= SHORTEST and label not in COMMON:
        yield label, _plain(label)
    if contact is not None:
        yield contact.name, _plain(contact.name)
        yield from ((part, _plain(part)) for part in contact.name.split()[1:] if len(_plain(part)) >= SHORTEST - 1)
        yield contact.email, _plain(contact.email)


def _plain(text: str) -> str:
    """Lower case without accents; full-width letters are letters, and what nobody sees is not there."""
    return fold("".join(each for each in normalize("NFKC", text) if category(each) != "Cf"))


def _stands_in(sought: str, plain: str) -> bool:
    """Is it there, whatever stands between its words; a short one only as a word of its own."""
    pattern = r"[\s\-_.&+,/'’]*".join(re.escape(word) for word in re.findall(r"[^\W_]+", sought))
    if not pattern:
        return False
    if len(sought) < INSIDE and sought.isascii():
        pattern = rf"(?<![^\W_]){pattern}(?![^\W_])"
    return re.search(pattern, plain) is not None
