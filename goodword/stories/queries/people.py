"""Who works on a story."""

from datetime import date

from django.db.models import Q

from goodword.people.models import User
from goodword.stories import access
from goodword.stories.kinds import Part
from goodword.stories.models import Story


def makers_of(row: Story, *, today: date) -> list[User]:
    """Who leads and who writes it; who proposed it while nobody does."""
    people = row.people.select_related("user").filter(Q(until_on=None) | Q(until_on__gte=today), part=Part.WRITER)
    found = [each for each in (row.manager, *(each.user for each in people)) if each is not None]
    return list(dict.fromkeys(found)) or [row.proposed_by]


def seekers_of(row: Story) -> list[User]:
    """Who is asked to find a figure: owner and success manager of its customer, as far as they may know of the story."""
    if row.account is None:
        return []
    known = {each.pk: each for each in access.readers_of(row).filter(pk__in=[row.account.owner_id or 0, row.account.csm_id or 0])}
    found = [known.get(pk or 0) for pk in (row.account.owner_id, row.account.csm_id)]
    return list(dict.fromkeys(each for each in found if each is not None))
