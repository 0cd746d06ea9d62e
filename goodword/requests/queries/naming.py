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
# Of a domain: what stands before the country's ending, what stands before the name, and whose address is everybody's.
SECOND_LEVEL: Final = frozenset("co com org net gov edu ac gob gouv or ne".split())
SUBDOMAINS: Final = frozenset("shop blog mail info help support docs portal intranet".split())
FREE_MAIL: Final = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com aol.com gmx.de gmx.net web.de proton.me"
    " protonmail.com mail.com qq.com 163.com naver.com mail.ru yandex.ru orange.fr free.fr t-online.de".split()
)
# Marks that join a letter, signs of control and of format, and letters that are drawn as nothing.
UNSEEN_SORTS: Final = frozenset({"Cf", "Cc", "Mn", "Me"})
FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
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
    hosts = [_host_of(account.website)]
    if contact is not None and contact.email.rpartition("@")[2].lower() not in FREE_MAIL:
        hosts.append(contact.email.rpartition("@")[2].lower())
    for host in filter(None, hosts):
        yield from ((each, _plain(each)) for each in _domains(host))
    if contact is not None:
        yield contact.name, _plain(contact.name)
        yield from ((part, _plain(part)) for part in contact.name.split()[1:] if len(_plain(part)) >= SHORTEST - 1)
        yield contact.email, _plain(contact.email)


def _host_of(website: str) -> str:
    try:
        return (urlsplit(website if "//" in website else f"//{website}").hostname or "").removeprefix("www.")
    except ValueError:  # no address at all, so it names nobody
        return ""


def _domains(host: str) -> Iterator[str]:
    """A host and the domain that it belongs to, with and without what it ends with: "shop.vestara.co.uk" is of "vestara.co.uk"."""
    labels = host.split(".")
    yield host
    for start in range(len(labels) - 1):
        if labels[start] in SECOND_LEVEL:
            break
        if labels[start] in SUBDOMAINS:
            continue
        yield ".".join(labels[start:])
        if len(labels[start]) >= SHORTEST and labels[start] not in COMMON:
            yield labels[start]


def _plain(text: str) -> str:
    """Lower case without accents; full-width letters are letters, and what nobody sees is not there."""
    return fold("".join(each for each in normalize("NFKC", text) if _is_seen(each)))


def _is_seen(letter: str) -> bool:
    return letter in "\n\r\t" or not (category(letter) in UNSEEN_SORTS or letter in FILLERS)


def _stands_in(sought: str, plain: str) -> bool:
    """Is it there, whatever stands between its words; a short one only as a word of its own."""
    pattern = r"[\s\-_.&+,/'’]*".join(re.escape(word) for word in re.findall(r"[^\W_]+", sought))
    if not pattern:
        return False
    if len(sought) < INSIDE and sought.isascii():
        pattern = rf"(?<![^\W_]){pattern}(?![^\W_])"
    return re.search(pattern, plain) is not None
