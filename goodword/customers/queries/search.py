"""Searching customers by text: any part of a name, typos and accents forgiven, and the words of the controlled lists.

"audit trail for an insurer" finds phrases of the lists first (a use case, an industry); what is left over is looked for in the
names of companies and people and in places.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from goodword.customers.kinds import ListKind
from goodword.customers.models import Account, Contact, ListItem, Opportunity
from goodword.customers.queries.merges import once_known_as, once_named
from goodword.kernel import names
from goodword.kernel.sql import Fold, folded
from goodword.kernel.text import fold

SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "at",
        "by",
        "customer",
        "customers",
        "for",
        "from",
        "in",
        "like",
        "looking",
        "of",
        "on",
        "or",
        "size",
        "sized",
        "some",
        "someone",
        "somebody",
        "that",
        "the",
        "their",
        "them",
        "to",
        "uses",
        "using",
        "who",
        "with",
    ]
)
FACETS: dict[str, str] = {
    ListKind.INDUSTRY: "industry__in",
    ListKind.SEGMENT: "segment__in",
    ListKind.TIER: "tier__in",
    ListKind.USE_CASE: "use_cases__overlap",
    ListKind.COMPETITOR: "competitors_replaced__overlap",
    ListKind.TAG: "tags__overlap",
}
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_ALIKE = 0.8  # how alike two words of a list must be, so that "insurence" is "insurance" and "audio" is not "audit"
_SHORTEST_GUESS = 5
_LONGER = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text asks for: the text as typed, phrases of the lists by kind, and the words that are left over."""

    typed: str = ""
    codes: dict[str, frozenset[str]] = field(default_factory=dict)
    rest: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing is asked for."""
        return not self.typed


def facet_items() -> QuerySet[ListItem]:
    """The values of every list that a text can name."""
    return ListItem.objects.filter(kind__in=FACETS)


def read(text: str, items: Iterable[ListItem]) -> Asked:
    """Understand a text: the longest phrases that the lists know, then the words left over. Pure, given the lists."""
    typed = names.typed(text)
    words = [fold(word) for word in _WORD.findall(typed.text)]
    written = _WORD.findall(typed.text)
    phrases = _phrases(items)
    codes: dict[str, set[str]] = {}
    rest: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(4, len(words) - at), 0, -1):
            found = phrases.get(" ".join(words[at : at + length])) or (_guess(words[at], phrases) if length == 1 else None)
            if found:
                for kind, code in found:
                    codes.setdefault(kind, set()).add(code)
                at += length
                break
        else:
            rest.append(written[at])
            at += 1
    kept = tuple(word for word in rest if fold(word) not in SMALL_WORDS)
    return Asked(typed.text, {kind: frozenset(each) for kind, each in codes.items()}, kept)


def _phrases(items: Iterable[ListItem]) -> dict[str, set[tuple[str, str]]]:
    known: dict[str, set[tuple[str, str]]] = {}
    for item in items:
        if item.kind in FACETS:
            for spelling in {fold(item.label), *item.aliases}:
                known.setdefault(" ".join(_WORD.findall(spelling)), set()).add((item.kind, item.code))
    return known


def _guess(word: str, phrases: dict[str, set[tuple[str, str]]]) -> set[tuple[str, str]] | None:
    """The phrase that a misspelt word most likely means, if one is near enough."""
    if len(word) < _SHORTEST_GUESS:
        return None
    near = [(likeness, phrase) for phrase in phrases if " " not in phrase and (likeness := _likeness(word, phrase)) >= _ALIKE]
    return phrases[max(near)[1]] if near else None


def _likeness(one: str, two: str) -> float:
    if abs(len(one) - len(two)) > _LONGER or one[0] != two[0]:
        return 0.0
    return 1 - _distance(one, two) / max(len(one), len(two))


def _distance(one: str, two: str) -> int:
    """How many letters must be typed differently."""
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(two, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (letter != other))
    return row[-1]


def accounts_matching(accounts: QuerySet[Account], asked: Asked) -> QuerySet[Account]:
    """Accounts that a text asks for: the name, somebody there, or everything that the lists understood of it."""
    if asked.is_empty:
        return accounts
    name = names.typed(asked.typed)
    wanted = named(name) | Q(pk__in=_with_people(names.nears(name))) | Q(external_id__iexact=name.text)
    wanted |= Q(pk__in=once_named(name)) | Q(pk__in=once_known_as(name.text))
    if asked.codes:
        # A sentence may hold words that nobody knows; what the lists understood of it is enough.
        wanted |= _understood(asked)
    elif asked.rest:
        pieces = Q()
        for word in asked.rest:
            by_word = names.word_near(word)
            pieces &= Q(pk__in=_accounts(by_word)) | Q(pk__in=_with_people(by_word)) | Q(pk__in=_in_place(accounts, word))
        wanted |= pieces
    return accounts.filter(wanted)


def _understood(asked: Asked) -> Q:
    """The condition on accounts: everything that the lists understood of a text; nothing when they understood nothing."""
    found = Q()
    for kind, codes in asked.codes.items():
        found &= Q(**{FACETS[kind]: sorted(codes)})
    return found


def _accounts(condition: Q) -> Any:
    # A statement of its own, so that the indexes of names answer it whatever it is combined with.
    return Account.objects.filter(condition).order_by().values("pk")


def _with_people(condition: Q) -> Any:
    return Contact.objects.filter(condition, left_on=None).order_by().values("account_id")


def _in_place(accounts: QuerySet[Account], word: str) -> Any:
    city = Fold("city")
    return accounts.annotate(_city=city).filter(Q(_city__contains=folded(word)) | Q(country__iexact=word)).order_by().values("pk")


def named(name: names.Typed) -> Q:
    """The condition on accounts: the name has every word typed, or nearly."""
    return Q(pk__in=_accounts(names.nears(name)))


def by_name(accounts: QuerySet[Account], text: str) -> QuerySet[Account]:
    """Accounts by any part of their name, slips of the finger forgiven."""
    name = names.typed(text)
    return accounts.filter(named(name) | Q(pk__in=once_named(name))) if name else accounts


def nearest_first(accounts: QuerySet[Account], text: str) -> "QuerySet[Any, Account]":
    """Annotate `named` and `alike` for the order: whoever has that name first, then whoever nearly has it, then the others."""
    name = names.typed(text)
    near = named(name)
    return accounts.annotate(named=names.closeness(name, near), alike=names.likeness(name, near))


def best_match(accounts: QuerySet[Account], asked: Asked) -> "QuerySet[Any, Account]":
    """Annotate `match` and `guess` for the order of a search that is more than a name.

    The name itself comes first, then names that begin so, then everybody who truly matches (the words are in the name, or the
    lists understood them), then who was guessed (`guess` says how likely, and is 0 for all others), then the rest.
    """
    name = names.typed(asked.typed)
    near, truly = named(name), _understood(asked)
    here = Q(pk__in=_with_people(names.holds(name)))
    guessed = near & ~(names.holds(name) | truly)
    return accounts.annotate(match=names.closeness(name, near | here, also=truly), guess=names.likeness(name, guessed))


def deals_by_name(deals: QuerySet[Opportunity], text: str) -> QuerySet[Opportunity]:
    """Deals by any part of their own or their company's name, slips of the finger forgiven."""
    name = names.typed(text)
    if not name:
        return deals
    own = Opportunity.objects.filter(names.nears(name)).order_by().values("pk")
    of_company = Opportunity.objects.filter(account_id__in=_accounts(names.nears(name))).order_by().values("pk")
    return deals.filter(pk__in=own.union(of_company))  # either by its index; "or" would read all deals
