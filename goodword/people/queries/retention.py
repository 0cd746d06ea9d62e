"""How long the program keeps what."""

from goodword.people.kinds import KEEPINGS, Retained
from goodword.people.models import Retention


def days_kept() -> dict[Retained, int | None]:
    """Each kind and its days; none for what is kept for ever."""
    said = dict(Retention.objects.values_list("kind", "days"))
    return {kind: said.get(kind, keeping.days) for kind, keeping in KEEPINGS.items()}
