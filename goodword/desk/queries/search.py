"""Global search: customers, their people, colleagues, deals and requests by words or numbers, forgiving typing errors.

Each group narrows what the reader may see by parts of the words; only when nothing at all has them, by likeness.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.db import models
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers import access as customers
from goodword.customers.kinds.places import country_name
from goodword.customers.models import Account, Member
from goodword.customers.queries.merges import once_named, once_numbered
from goodword.kernel import names
from goodword.kernel.references import parse_number
from goodword.kernel.sql import Fold, folded
from goodword.people import access as people
from goodword.people.models import User
from goodword.recruiting.access import nominations_visible_to
from goodword.requests import access as requests
from goodword.requests.models import ReferenceRequest
from goodword.stories.access import visible_to as stories_visible_to
from goodword.ui.navigation import address

SHORTEST: Final = 2
LONGEST: Final = 80
FEW: Final = 3

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: as typed, as a name, by whom, at most how many; `alike` forgives typing errors."""

    text: str
    name: names.Typed
    reader: User
    most: int
    alike: bool = False

    @property
    def number(self) -> int | None:
        """The number that was typed, if it is one."""
        return None if self.alike else parse_number(self.text)

    def is_no(self, prefix: str) -> bool:
        """Tell whether the number was typed for something else."""
        return self.text.strip().lower().startswith(prefix)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found: what it is called, where it is, and a second line."""

    title: str
    url: str
    detail: str = ""
    icon: str = ""
    person_id: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The hits of one kind; `more` when there are further ones than shown."""

    key: str
    label: str
    hits: tuple[Hit, ...]
    more: bool = False


def search(text: str, *, reader: User, most: int = 5, only: str = "") -> list[Group]:
    """Everything that fits, grouped, the likeliest group first; nothing for less than two letters."""
    name = names.typed(text[:LONGEST])
    letters = sum(map(len, name.words))
    if not letters or (letters < SHORTEST and name.text.isascii() and parse_number(text) is None):
        return []
    found = _groups(Sought(text, name, reader, most + 1), only)
    if not found and letters >= FEW:
        found = _groups(Sought(text, name, reader, most + 1, alike=True), only)
    return sorted(found, key=lambda group: not group.hits[0].code)


def _groups(sought: Sought, only: str) -> list[Group]:
    most = sought.most - 1
    found = [(key, label, find(sought)) for key, (label, find) in FINDERS.items() if only in ("", key)]
    return [Group(key=key, label=str(label), hits=tuple(hits[:most]), more=len(hits) > most) for key, label, hits in found if hits]


def _by_name(rows: QuerySet[Row], sought: Sought, *, also: Callable[[str], Q] | None = None) -> list[Row]:
    """Rows whose `search_name` has every word, those that begin with the text first; or those that are like it."""
    name = sought.name
    if sought.alike:
        near = names.nears(name)
        alike = rows.filter(near).annotate(alike=names.likeness(name, near)).order_by("-alike", "search_name", "pk")
        return list(alike[: sought.most])
    fits = Q()
    for word in name.words:
        fits &= names.word_in(word) | also(word) if also else names.word_in(word)
    whole = folded(name.text)
    rank = Case(
        When(search_name=whole, then=Value(0)),
        When(search_name__startswith=whole, then=Value(1)),
        When(search_name__contains=Concat(Value(" "), whole), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return list(rows.filter(fits).annotate(rank=rank).order_by("rank", "search_name", "pk")[: sought.most])


def _accounts(sought: Sought) -> list[Hit]:
    rows = customers.accounts_visible_to(sought.reader).select_related("member")
    numbered: list[Account] = []
    if sought.number is not None and not sought.is_no("req"):
        numbered = list(rows.filter(once_numbered(sought.number)))
    exact = {row.pk for row in numbered}
    found = numbered
    if not (sought.is_no("ref-") and numbered):
        found = numbered + [row for row in _by_name(rows, sought) if row.pk not in exact]
        shown = {row.pk for row in found}
        found += (
            rows.filter(pk__in=once_named(sought.name, near=sought.alike))
            .exclude(pk__in=shown)
            .order_by("search_name", "pk")[: sought.most]
        )
    return [
        Hit(
            title=row.name,
            url=address("desk:account", row.pk),
            detail=_place(row),
            icon="building",
            code=_reference_id(row) if row.pk in exact else "",
        )
        for row in found
    ]


def accounts_called(text: str, *, reader: User, most: int) -> list[Account]:
    """The customers of a name, the likeliest first; with typing errors forgiven when nothing else is found."""
    name = names.typed(text[:LONGEST])
    if sum(map(len, name.words)) < SHORTEST:
        return []
    rows = customers.accounts_visible_to(reader).select_related("owner__team", "csm__team", "region")
    return _by_name(rows, Sought(text, name, reader, most)) or _by_name(rows, Sought(text, name, reader, most, alike=True))


def _reference_id(row: Account) -> str:
    member: Member | None = getattr(row, "member", None)
    return member.reference_id if member else ""


def _place(row: Account) -> str:
    place = ", ".join(part for part in (row.city, country_name(row.country)) if part)
    return " · ".join(part for part in (_reference_id(row), place) if part)


def _contacts(sought: Sought) -> list[Hit]:
    rows = customers.contacts_visible_to(sought.reader).select_related("account")
    return [
        Hit(
            title=row.name,
            url=f"{address('desk:account', row.account_id)}#people",
            icon="user",
            detail=", ".join(part for part in (row.title, row.account.name) if part),
        )
        for row in _by_name(rows, sought, also=_mail)
    ]


def _mail(word: str) -> Q:
    return Q(email__icontains=word) if "@" in word else Q(pk=None)


def _colleagues(sought: Sought) -> list[Hit]:
    rows = people.visible_to(sought.reader).filter(is_active=True).annotate(search_name=Fold("name"))
    return [
        Hit(title=row.name, url=address("people:person", row.pk), detail=row.title, person_id=row.pk)
        for row in _by_name(rows, sought, also=lambda word: Q(email__icontains=word))
    ]


def _deals(sought: Sought) -> list[Hit]:
    rows = customers.opportunities_visible_to(sought.reader).select_related("account", "owner")
    return [
        Hit(
            title=row.name,
            url=address("desk:deal", row.pk),
            icon="briefcase",
            detail=", ".join(part for part in (row.account.name if row.account else "", row.owner.name if row.owner else "") if part),
        )
        for row in _by_name(rows, sought)
    ]


def _campaigns(sought: Sought) -> list[Hit]:
    rows = customers.campaigns_visible_to(sought.reader)
    return [
        Hit(
            title=row.name,
            url=address("desk:campaign", row.pk),
            icon="calendar-event",
            detail=", ".join(part for part in (row.city, country_name(row.country), str(row.held_on.year) if row.held_on else "") if part),
        )
        for row in _by_name(rows, sought)
    ]


def _requests(sought: Sought) -> list[Hit]:
    rows = requests.visible_to(sought.reader).select_related("requester", "opportunity")
    if sought.alike:
        return []
    by_number: list[ReferenceRequest] = []
    if sought.number is not None and not sought.is_no("ref"):
        by_number = list(rows.filter(pk=sought.number))
    fits = Q()
    for word in sought.name.words:
        fits &= names.word_in(word, "about") | names.word_in(word, "asked_by") | names.word_in(word, "deal")
    named = rows.annotate(about=Fold("prospect"), asked_by=Fold("requester__name"), deal=Fold("opportunity__name")).filter(fits)
    exact = {row.pk for row in by_number}
    found = by_number + [row for row in named.order_by("-created_at", "-pk")[: sought.most] if row.pk not in exact]
    return [
        Hit(
            title=_("%(number)s for %(whom)s")
            % {"number": row.number, "whom": row.prospect or (row.opportunity.name if row.opportunity else row.requester.name)},
            url=address("requests:request", row.pk),
            icon="list-check",
            code=row.number if row.pk in exact else "",
            detail=_("%(state)s, asked by %(name)s") % {"state": row.get_state_display(), "name": row.requester.name},
        )
        for row in found
    ]


def _nominations(sought: Sought) -> list[Hit]:
    rows = nominations_visible_to(sought.reader).select_related("account", "nominator")
    if sought.alike or sought.number is None or sought.is_no("ref") or sought.is_no("req"):
        return []
    return [
        Hit(
            title=row.account.name,
            url=address("recruiting:nomination", row.number),
            icon="user-plus",
            code=row.reference,
            detail=_("%(state)s, nominated by %(name)s") % {"state": row.get_state_display(), "name": row.nominator.name},
        )
        for row in rows.filter(number=sought.number)[: sought.most]
    ]


def _stories(sought: Sought) -> list[Hit]:
    if sought.alike or sought.is_no("ref") or sought.is_no("req"):
        return []
    rows = stories_visible_to(sought.reader).select_related("account")
    exact = Q(number=sought.number) if sought.number is not None else Q(pk__in=[])
    found = rows.filter(exact | Q(title__icontains=sought.text)).order_by("-created_at", "-pk")
    return [
        Hit(
            title=row.title,
            url=address("stories:story", row.number),
            icon="book",
            code=row.reference if row.number == sought.number else "",
            detail=f"{row.get_state_display()}, {row.account.name if row.account else row.heard_where}",
        )
        for row in found[: sought.most]
    ]


Finder = Callable[[Sought], list[Hit]]
FINDERS: Final[dict[str, tuple[Any, Finder]]] = {
    "customers": (gettext_lazy("Customers"), _accounts),
    "requests": (gettext_lazy("Requests"), _requests),
    "nominations": (gettext_lazy("Nominations"), _nominations),
    "stories": (gettext_lazy("Stories"), _stories),
    "deals": (gettext_lazy("Deals"), _deals),
    "campaigns": (gettext_lazy("Campaigns"), _campaigns),
    "contacts": (gettext_lazy("People at customers"), _contacts),
    "colleagues": (gettext_lazy("Colleagues"), _colleagues),
}
