"""By what somebody is found in other people's words: names, addresses, numbers, also those they had before."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Q

from goodword.customers.models import Contact, Merge
from goodword.customers.queries.merges import gone_into
from goodword.journal.models import FieldChange
from goodword.people.models import User
from goodword.recruiting.models import Registration
from goodword.requests.models import Candidate

# What may stand between two names, in a text, an address of a page, or the name of a file.
_BETWEEN: Final = r"(?:[\s+,.;:_/-]|%20)+"
_IN_A_NUMBER: Final = r"[\s()./-]*"
_FEWEST_DIGITS: Final = 7
_FEWEST_LETTERS: Final = 5
_SHORTEST_NAME: Final = 3
_SHORTEST_ID: Final = 8
_FIELDS: Final = {"name": "names", "email": "addresses", "phone": "phones", "external_id": "ids"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What somebody is known by, and which rows are near them: there one of their names alone is enough."""

    people: list[int]
    names: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    account: int | None = None
    candidates: list[int] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)

    @property
    def pattern(self) -> str:
        """One expression for what is looked for everywhere, for the database and for Python alike; may be nothing."""
        found = [*map(_address, self.addresses), *map(_number, self.phones), *map(_whole, self.ids)]
        found += [each for name in self.names for each in _names(name)]
        return "|".join(sorted({each for each in found if each}, key=lambda each: (-len(each), each)))

    @property
    def near(self) -> str:
        """One expression for names that are looked for in rows near the person, as they are written."""
        return "|".join(_whole(each) for each in self.alone)


def _spellings(text: str) -> set[str]:
    """As it is, without accents, and in other cases: a database with the simplest rules knows no capital of a letter with an accent."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return {shape for each in (text, plain) for shape in (each, each.upper(), each.lower(), each.title())}


def _whole(text: str) -> str:
    return rf"(?<!\w){re.escape(text)}(?!\w)" if text else ""


def _names(name: str) -> Iterator[str]:
    words = name.split()
    if len(words) < 2 or sum(map(len, words)) < _FEWEST_LETTERS:  # noqa: PLR2004 (one word alone may be a word of the language)
        return
    for shape in sorted(_spellings(" ".join(words))):
        parts = [re.escape(each) for each in shape.split()]
        orders = [parts, [parts[-1], *parts[:-1]], [parts[0], parts[-1]], [re.escape(shape[0]), parts[-1]]]
        yield from (rf"(?<!\w){_BETWEEN.join(each)}(?!\w)" for each in orders)


def _address(text: str) -> str:
    known = re.escape(text).replace("@", "(?:@|%40)")
    return rf"(?<![\w.+-]){known}(?![\w-])" if "@" in text else ""


def _number(text: str) -> str:
    digits = [each for each in text if each.isascii() and each.isdigit()]
    return rf"(?<!\d)\+?{_IN_A_NUMBER.join(digits)}(?!\d)" if len(digits) >= _FEWEST_DIGITS else ""


def traces_of(contact: Contact) -> Traces:
    """What this person is and was known by, here and in rows that became this one."""
    people = [contact.pk, *gone_into(Merge.CONTACT, [contact.pk])]
    known: dict[str, set[str]] = {kind: set() for kind in _FIELDS.values()}
    for row in _as_it_was(contact, people):
        for column, kind in _FIELDS.items():
            known[kind] |= {text for text in (str(row.get(column) or "").strip(),) if text}
    theirs = Q(contact__in=people)
    for address in known["addresses"]:
        theirs |= Q(email__iexact=address)
    typed = Registration.objects.filter(theirs).exclude(confirmed_at=None).values_list("name", flat=True)
    known["names"] |= {name for name in typed if any(_is_called(name, own) for own in known["names"])}
    candidacies = Candidate.objects.filter(contact__in=people).values_list("pk", "reference_request_id")
    return Traces(
        people=people,
        names=sorted(known["names"]),
        addresses=sorted(known["addresses"]),
        phones=sorted(known["phones"]),
        ids=sorted(filter(_is_telling, known["ids"])),
        alone=_alone(contact, known["names"]),
        account=contact.account_id,
        candidates=sorted(pk for pk, _request in candidacies),
        requests=sorted({request for _pk, request in candidacies}),
    )


def _is_called(typed: str, known: str) -> bool:
    """Whether a name that was typed on the public page is theirs, with more or fewer words: any other two words could stand anywhere."""
    first, second = ({word.casefold() for word in name.split()} for name in (typed, known))
    return len(first & second) > 1 and (first <= second or second <= first)


def _as_it_was(contact: Contact, people: Iterable[int]) -> Iterator[Mapping[str, Any]]:
    yield {column: getattr(contact, column) for column in _FIELDS}
    for merge in Merge.objects.filter(kind=Merge.CONTACT).filter(Q(gone_id__in=people) | Q(now_id__in=people) | Q(kept_id__in=people)):
        yield merge.was
        yield merge.changed
        yield {"name": merge.name, "email": merge.email, "external_id": merge.external_id}
    for change in FieldChange.objects.filter(kind="contact", object_id__in=people, field__in=_FIELDS):
        yield {change.field: change.before}
        yield {change.field: change.after}


def _is_telling(own_id: str) -> bool:
    """Whether an ID of another system says who it is: one of a few digits could be any number."""
    return len(own_id) >= _SHORTEST_ID and not own_id.isdigit() and any(map(str.isdigit, own_id))


def _alone(contact: Contact, names: Iterable[str]) -> list[str]:
    """First and last names that nobody else at the customer has, and none of us, nor the company itself."""
    others = [*contact.account.contacts.exclude(pk=contact.pk).values_list("name", flat=True), contact.account.name]
    others += User.objects.values_list("name", flat=True)
    taken = {word.casefold() for name in others for word in name.split()}
    words = {word.strip(".,()\"'") for name in names for word in name.split()}
    return sorted(word for word in words if len(word) >= _SHORTEST_NAME and word[:1].isupper() and word.casefold() not in taken)
