"""Who may see which figures: everybody who is here sees Insight, and in it only what they may know of.

Requests come from `requests.access.visible_to`. An ask of a circle that the reader is not in is "place used": its day and family, as
every page that considers the customer shows them, and nothing else; where figures are about answers, kinds or people it is left out.
"""

from django.db.models import Q, QuerySet

from goodword.ledger.models import LedgerEntry
from goodword.people.models import User
from goodword.people.queries import circles_of


def can_see(user: User) -> bool:
    """May read figures: every active colleague."""
    return user.is_active


def can_compare_deals(user: User) -> bool:
    """May compare deals with and without a request: who sees all requests but those of others' circles."""
    return user.is_active and user.is_manager


def known_to(user: User) -> Q:
    """The condition on ledger entries, decisions and journal entries that leaves out the circles somebody is not in."""
    return Q(circle=None) | Q(circle__in=circles_of(user))


def visible_to(user: User) -> QuerySet[LedgerEntry]:
    """The asks that somebody may know the answers of."""
    return asked().filter(known_to(user)) if user.is_active else LedgerEntry.objects.none()


def asked() -> QuerySet[LedgerEntry]:
    """Every ask that reached its customer, as places used: for days and families only."""
    return LedgerEntry.objects.filter(kind=LedgerEntry.ASK, unsent=False)
