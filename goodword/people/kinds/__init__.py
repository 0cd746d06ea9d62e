"""The roles that a colleague can hold, and the regions an empty installation begins with."""

from goodword.people.kinds.places import FIRST_REGIONS, FirstRegion
from goodword.people.kinds.retention import KEEPINGS, LENGTHS, Keeping, Retained
from goodword.people.kinds.roles import Role

__all__ = ["FIRST_REGIONS", "KEEPINGS", "LENGTHS", "FirstRegion", "Keeping", "Retained", "Role"]
