"""Which customer somebody who registers belongs to, and how we know."""

import re
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Reverse, Upper

from goodword.customers.models import Account, Contact
from goodword.customers.queries import by_name, nearest_first
from goodword.kernel import names
from goodword.kernel.text import fold
from goodword.recruiting.kinds import Match
from goodword.recruiting.kinds.free_mail import is_free_mail

# How alike two names must be (0 to 2) to be proposed unasked.
ALIKE: Final = 1.3
MOST: Final = 50
SHORT: Final = 2
# Second labels under which a country lets people register: .co.uk, .com.au, .ac.jp
_SHARED: Final = frozenset({"co", "com", "ac", "edu", "gov", "gob", "gouv", "org", "net", "or", "ne", "go", "gv"})
_LEGAL: Final = re.compile(
    r"[\s,.&+/()-]+(incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|plc|gmbh|mbh|ag|kg|se|sa|sas|sarl|srl|spa|bv|nv|ab|as|"
    r"asa|oy|oyj|aps|pty|pte|kk|e\.?v)\.?$"
)


@dataclass(frozen=True, slots=True)
class Matched:
    """The customer, by what it was found, and the person when we know them there."""

    account: Account | None = None
    by: str = ""
    contact: Contact | None = None


def match_of(*, email: str, company: str, website: str = "") -> Matched:
    """The customer of somebody: by their address, its domain, their website, the company's name, one nearly like it, or none."""
    contact = contact_by_address(email)
    if contact is not None:
        return Matched(contact.account, Match.ADDRESS, contact)
    domain = email.rpartition("@")[2].lower()
    for host, by in ((domain, Match.DOMAIN), (host_of(website), Match.WEBSITE)):
        account = of_domain(host) if host and not is_free_mail(host) else None
        if account is not None:
            return Matched(account, by)
    return _by_name(company)


def contact_by_address(email: str, account: Account | None = None) -> Contact | None:
    """The person whom we know by an address, at one customer where it is given."""
    rows = Contact.objects.select_related("account").filter(email__iexact=email, left_on=None) if email else Contact.objects.none()
    return (rows.filter(account=account) if account is not None else rows).order_by("pk").first()


def host_of(website: str) -> str:
    """The host of a website, without what every host has in front."""
    return re.sub(r"[/:?#].*$", "", website.strip().lower().partition("://")[2] or website.strip().lower()).removeprefix("www.")


def of_domain(domain: str) -> Account | None:
    """The customer whose website is of a domain; else the only one whose people are."""
    own = _own_part(domain)
    sites = [
        each for each in Account.objects.filter(website__icontains=own).order_by("pk")[:MOST] if _own_part(host_of(each.website)) == own
    ]
    if sites:
        return next((each for each in sites if host_of(each.website) == domain), None) or next(
            (each for each in sites if each.parent_id is None), sites[0]
        )
    # Read from the end, as the index is.
    people = Contact.objects.annotate(ending=Reverse(Upper("email"))).filter(
        Q(ending__startswith=f"@{own}".upper()[::-1]) | Q(ending__startswith=f".{own}".upper()[::-1]), left_on=None
    )
    counted = people.order_by().values("account").annotate(n=Count("pk")).order_by("-n", "account")[:2]
    return Account.objects.get(pk=counted[0]["account"]) if len(counted) == 1 else None


def _own_part(host: str) -> str:
    """What somebody registered of a host: mail.acme.co.uk is acme.co.uk, www.acme.com is acme.com."""
    labels = host.split(".")
    is_long = len(labels) > SHORT and len(labels[-1]) == SHORT and labels[-2] in _SHARED
    return ".".join(labels[-3:] if is_long else labels[-2:])


def likely(company: str, *, most: int = 8, among: QuerySet[Account] | None = None) -> "QuerySet[Any, Account]":
    """Customers that may be meant by a name, likeliest first; `among` says which may be."""
    bare = bare_name(company)
    return nearest_first(by_name(Account.objects.all() if among is None else among, bare), bare).order_by(
        "named", "-alike", "search_name", "pk"
    )[:most]


def bare_name(company: str) -> str:
    """A company's name without its legal form."""
    return _LEGAL.sub("", fold(company)).strip() or company.strip()


def _by_name(company: str) -> Matched:
    if not company.strip():
        return Matched()
    same = Account.objects.filter(Q(search_name=fold(company)) | Q(search_name=bare_name(company))).order_by("pk")[:2]
    if len(same) == 1:
        return Matched(same[0], Match.NAME)
    if len(bare_name(company)) < names.SHORTEST_SLIP + 1:
        return Matched()
    best: Any = likely(company, most=1).first()
    if best is None:
        return Matched()
    if bare_name(best.name) == bare_name(company):
        return Matched(best, Match.NAME)
    return Matched(best, Match.NEAR_NAME) if best.alike >= ALIKE or best.named <= names.BEGINS else Matched()
