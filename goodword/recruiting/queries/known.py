"""What we have of a customer already, for whoever is about to nominate it: said before anything is typed.

Whoever comes to know another way in which a customer may be known adds its function to `_WAYS`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.customers.models import Account, Member
from goodword.people.models import User
from goodword.recruiting.access import nominations_visible_to, registrations_visible_to
from goodword.recruiting.kinds import Purpose
from goodword.recruiting.models import Nomination, Registration
from goodword.recruiting.states import NOMINATION_OPEN, REGISTRATION_OPEN, NominationState
from goodword.ui.navigation import address

Tone = Literal["", "good", "care", "stop"]
MEMBER: Final = "member"
NOMINATED: Final = "nominated"
DRAFT: Final = "draft"
REGISTERED: Final = "registered"
CLOSED: Final = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One thing that is known: its code, the words, where to look; `stops` a nomination for the program, or for the board as well."""

    code: str
    words: str
    url: str = ""
    tone: Tone = "care"
    purpose: str = ""
    stops: bool = False


def known_already(account: Account, *, reader: User) -> tuple[Known, ...]:
    """What is known of one customer."""
    return known_of([account], reader=reader).get(account.pk, ())


def known_of(accounts: Iterable[Account], *, reader: User) -> dict[int, tuple[Known, ...]]:
    """The same of several, in a fixed number of statements."""
    rows = {each.pk: each for each in accounts}
    found: dict[int, list[Known]] = defaultdict(list)
    for way in _WAYS:
        for key, known in way(rows, reader):
            found[key].append(known)
    return {key: tuple(each) for key, each in found.items()}


Way = Callable[[dict[int, Account], User], Iterable[tuple[int, Known]]]


def _closed(rows: dict[int, Account], _reader: User) -> Iterable[tuple[int, Known]]:
    words = _("Nobody of this company may be contacted, so it cannot be nominated.")
    for key, row in rows.items():
        if row.do_not_contact:
            yield key, Known(code=CLOSED, words=words, url=reverse_account(key), tone="stop", stops=True)


def _members(rows: dict[int, Account], _reader: User) -> Iterable[tuple[int, Known]]:
    for member in Member.objects.filter(account__in=rows):
        said = {"number": member.reference_id, "standing": member.get_standing_display().lower()}
        words = _("A member already: %(number)s, %(standing)s.") % said
        yield (
            member.account_id,
            Known(code=MEMBER, words=words, url=reverse_account(member.account_id), tone="good", purpose=Purpose.PROGRAM, stops=True),
        )


def _nominated(rows: dict[int, Account], reader: User) -> Iterable[tuple[int, Known]]:
    seen = nominations_visible_to(reader).filter(account__in=rows, state__in=(*NOMINATION_OPEN, NominationState.DRAFT))
    for row in seen.select_related("nominator").order_by("pk"):
        yield row.account_id, _of_nomination(row, reader)


def _of_nomination(row: Nomination, reader: User) -> Known:
    said = {"number": row.reference, "who": row.nominator.name, "state": row.get_state_display().lower()}
    url, is_draft = reverse("recruiting:nomination", args=[row.number]), row.state == NominationState.DRAFT
    if is_draft:
        words = _("You began a nomination: %(number)s. It goes on where you stopped.") % said
    elif row.nominator_id == reader.pk:
        words = _("You nominated it already: %(number)s, %(state)s.") % said
    elif row.purpose == Purpose.ADVISORY_BOARD:
        words = _("Nominated for the advisory board by %(who)s: %(number)s, %(state)s.") % said
    else:
        words = _("Nominated already by %(who)s: %(number)s, %(state)s.") % said
    return Known(code=DRAFT if is_draft else NOMINATED, words=words, url=url, tone="", purpose=row.purpose, stops=not is_draft)


def _registered(rows: dict[int, Account], reader: User) -> Iterable[tuple[int, Known]]:
    waiting = Registration.objects.filter(account__in=rows, state__in=REGISTRATION_OPEN).exclude(confirmed_at=None)
    seen = set(registrations_visible_to(reader).filter(account__in=rows).values_list("pk", flat=True))
    for row in waiting.order_by("pk"):
        if row.account_id is not None:
            words = _("Registered by itself: %(number)s, %(state)s.") % {"number": row.reference, "state": row.get_state_display().lower()}
            url = address("recruiting:registration", row.number) if row.pk in seen else ""
            yield row.account_id, Known(code=REGISTERED, words=words, url=url, tone="care")


def reverse_account(pk: int) -> str:
    """The page of a customer, which the desk draws."""
    return address("desk:account", pk)


_WAYS: Final[tuple[Way, ...]] = (_closed, _members, _nominated, _registered)
