"""Who works on a story."""

from datetime import date

from django.db.models import Q

from goodword.people.models import User
from goodword.stories.kinds import Part
from goodword.stories.models import Story


def makers_of(row: Story, *, today: date) -> list[User]:
    """Who leads and who writes it; who proposed it while nobody does."""
    people = row.people.select_related("user").filter(Q(until_on=None) | Q(until_on__gte=today), part=Part.WRITER)
    found = [each for each in (row.manager, *(each.user for each in people)) if each is not None]
    return list(dict.fromkeys(found)) or [row.proposed_by]
