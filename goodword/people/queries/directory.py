"""Reading the directory: who is here, as what, and in which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.usersessions.models import UserSession
from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import gettext as _

from goodword.kernel import names
from goodword.kernel.sql import Fold
from goodword.kernel.text import fold
from goodword.people.kinds import Role
from goodword.people.models import Absence, Invitation, RoleAssignment, User
from goodword.ui.pieces import Badge


def active_people() -> QuerySet[User]:
    """Everybody who can sign in, by name."""
    return User.objects.filter(is_active=True).order_by("name", "pk")


def people_or(pk: int | None) -> QuerySet[User]:
    """Everybody who can sign in, and one more who perhaps cannot."""
    return User.objects.filter(Q(is_active=True) | Q(pk=pk)).order_by("name", "pk")


def search(people: QuerySet[User], *, text: str = "", role: str = "", left: bool = False) -> QuerySet[User]:
    """Narrow people by any part of name, address or title, by role, and to leavers or those who are here."""
    found = people.filter(is_active=not left).select_related("team", "region")
    for word in text.split():
        by_name = names.word_near(word, "folded")
        found = found.annotate(folded=Fold("name")).filter(by_name | Q(email__icontains=word) | Q(title__icontains=word))
    if role in Role.values:
        found = found.filter(role_set__role=role).distinct()
    return found.order_by("name", "pk")


def called(people: QuerySet[User], *, text: str) -> QuerySet[User]:
    """Those among active people whom the first letters of a name may call, the likeliest first: a title is no name."""
    found = people.filter(is_active=True).annotate(folded=Fold("name"))
    if not text.strip():
        return found.order_by("name", "pk")
    for word in text.split():
        found = found.filter(names.word_near(word, "folded") | Q(email__istartswith=word))
    typed = fold(text.strip())
    begins = Case(When(folded__startswith=typed, then=0), When(folded__contains=f" {typed}", then=1), default=2)
    return found.order_by(begins, "name", "pk")


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the directory: roles in words, and a state when there is one to tell."""

    person: User
    roles: str
    badge: Badge | None


def lines(people: Iterable[User], *, on_day: date) -> list[Line]:
    """The directory's lines for some people, in three queries whatever their number."""
    rows = list(people)
    pks = [row.pk for row in rows]
    held: dict[int, list[str]] = {pk: [] for pk in pks}
    for assignment in RoleAssignment.objects.filter(user__in=pks).select_related("region").order_by("pk"):
        held[assignment.user_id].append(role_words(assignment))
    away = {row.user_id: row for row in Absence.objects.filter(user__in=pks, from_on__lte=on_day, to_on__gt=on_day)}
    invited = set(Invitation.objects.filter(user__in=pks, accepted_at=None).values_list("user_id", flat=True))
    return [Line(row, ", ".join(held[row.pk]), _badge(row, away.get(row.pk), is_invited=row.pk in invited)) for row in rows]


def role_words(assignment: RoleAssignment) -> str:
    """A role in words: "Reference manager, EMEA"."""
    word = str(Role(assignment.role).label)
    return _("%(role)s for %(region)s") % {"role": word, "region": assignment.region.name} if assignment.region else word


def _badge(person: User, absence: Absence | None, *, is_invited: bool) -> Badge | None:
    if not person.is_active:
        return Badge(word=_("Left"), tone="ended")
    if is_invited:
        return Badge(word=_("Invited"), tone="waiting", hint=_("Has not signed in yet"))
    return Badge(word=_("Away"), tone="held") if absence else None


def assignments(person: User) -> list[str]:
    """The roles of one person, in words."""
    return [role_words(row) for row in person.role_set.select_related("region").order_by("pk")]


def open_invitation_of(person: User) -> Invitation | None:
    """The invitation that somebody has not followed yet, also when its link has expired."""
    return Invitation.objects.filter(user=person, accepted_at=None, user__is_active=True).select_related("invited_by").first()


def waits_for_invitation(person: User) -> bool:
    """Whether somebody came with a list and was never invited."""
    return person.is_active and not person.has_usable_password() and not Invitation.objects.filter(user=person).exists()


@dataclass(frozen=True, slots=True)
class Device:
    """Where somebody is signed in, in words."""

    pk: int
    words: str
    ip: str
    since: datetime
    is_this: bool


def devices(person: User, *, session_key: str) -> list[Device]:
    """Where somebody is signed in, latest first; sessions that ended are forgotten on the way."""
    found: list[UserSession] = UserSession.objects.purge_and_list(person)
    found.sort(key=lambda session: session.created_at, reverse=True)
    return [Device(s.pk, device_words(s.user_agent), s.ip, s.created_at, s.session_key == session_key) for s in found]


_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """A browser's own description of itself, in two words: "Firefox on Linux"."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Another device")


def named(ids: Iterable[int]) -> dict[int, User]:
    """People by id, in one query."""
    return User.objects.in_bulk(set(ids))
