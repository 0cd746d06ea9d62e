"""By what somebody is found in other people's words: names, addresses, numbers, also those they had before."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Q

from goodword.customers.models import Account, Contact, ListItem, Merge
from goodword.customers.queries.merges import gone_into
from goodword.erasure.kinds import written
from goodword.erasure.kinds.ordinary import is_all_ordinary, is_ordinary
from goodword.journal.models import FieldChange
from goodword.people.models import Region, Team, User
from goodword.recruiting.models import Registration
from goodword.requests.models import Candidate

_SHORTEST_NAME: Final = 3
_SHORTEST_ID: Final = 8
_CALLED: Final = ((User.objects, "name"), (Team.objects, "name"), (Region.objects, "name"), (ListItem.objects, "label"))
_FIELDS: Final = {"name": "names", "email": "addresses", "phone": "phones", "external_id": "ids"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What somebody is known by, and which rows are near them.

    `names`, addresses, numbers and IDs are looked for everywhere; `shared`, names that are also something else's, and `alone`, one of their
    names without the others, only near the person.
    """

    people: list[int]
    names: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
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
        found = [*map(written.address, self.addresses), *map(written.number, self.phones), *map(written.word, self.ids)]
        return written.joined([*found, *(each for name in self.names for each in written.full_name(name))])

    @property
    def hint(self) -> str:
        """A simpler expression for what stands wherever `pattern` does: rows without it need no closer look."""
        found = [*map(written.core, self.addresses), *map(written.hint_of_number, self.phones), *map(written.core, self.ids)]
        return written.joined([*found, *(each for name in self.names for each in written.hint_of_name(name))])

    @property
    def near(self) -> str:
        """One expression for names that are looked for in rows near the person, as they are written or in capitals."""
        return written.joined([*map(written.word, self._single), *(each for name in self.shared for each in written.full_name(name))])

    @property
    def near_hint(self) -> str:
        """The same for `near`."""
        return written.joined([*map(written.core, self._single), *(each for name in self.shared for each in written.hint_of_name(name))])

    @property
    def _single(self) -> list[str]:
        return [way for each in self.alone for way in (each, each.upper())]


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
    shared = {name for name in known["names"] if is_shared(name, people=people, addresses=known["addresses"])}
    return Traces(
        people=people,
        names=sorted(known["names"] - shared),
        shared=sorted(shared),
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


def is_shared(name: str, *, people: Iterable[int], addresses: Iterable[str]) -> bool:
    """Whether a name is not theirs alone: ordinary words, a namesake's, a colleague's, or what a company, a post or a list is called."""
    if is_all_ordinary(name):
        return True
    theirs = Q(pk__in=list(people))
    for address in addresses:
        theirs |= Q(email__iexact=address)
    return (
        Contact.objects.filter(Q(name__iexact=name) | Q(title__iexact=name)).exclude(theirs).exists()
        or Account.objects.filter(name__iregex=rf"(^|\W){re.escape(name)}($|\W)").exists()
        or any(rows.filter(**{f"{column}__iexact": name}).exists() for rows, column in _CALLED)
    )


def _is_telling(own_id: str) -> bool:
    """Whether an ID of another system says who it is: one of a few digits could be any number."""
    return len(own_id) >= _SHORTEST_ID and not own_id.isdigit() and any(map(str.isdigit, own_id))


def _alone(contact: Contact, names: Iterable[str]) -> list[str]:
    """First and last names that say who it is, and that nobody else at the customer has, and none of us, nor the company itself."""
    others = [*contact.account.contacts.exclude(pk=contact.pk).values_list("name", flat=True), contact.account.name]
    others += User.objects.values_list("name", flat=True)
    taken = {word.casefold() for name in others for word in name.split()}
    words = {word.strip(".,()\"'") for name in names for word in name.split()}
    found = {word for word in words if word[:1].isupper()} | {way for name in names if name in words for way in (name, name.title())}
    return sorted(each for each in found if len(each) >= _SHORTEST_NAME and each.casefold() not in taken and not is_ordinary(each))
