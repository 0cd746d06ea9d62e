"""Who decides on a nomination."""

from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.people.queries import holders, manager_for
from goodword.recruiting.kinds import Purpose
from goodword.recruiting.models import Nomination


def decider_for(row: Nomination) -> User | None:
    """The reference manager whom the routing names; for an advisory board whoever runs boards there, while somebody does."""
    found = None
    if row.purpose == Purpose.ADVISORY_BOARD:
        region = row.account.region_id
        found = (holders(Role.BOARD_MANAGER, region_id=region).first() if region else None) or holders(Role.BOARD_MANAGER).first()
    return found or manager_for(account=row.account, requester=row.nominator)


def nomination_by(key: int) -> Nomination | None:
    """A nomination by its key, with everybody in it; for mails, whose readers are in it."""
    rows = Nomination.objects.select_related("account__region", "champion", "nominator__region", "manager__region")
    return rows.filter(pk=key).first()
