"""What can be brought in: one file per kind of list, its fields as data."""

from goodword.imports.kinds.accounts import ACCOUNTS
from goodword.imports.kinds.asks import ASKS
from goodword.imports.kinds.campaigns import CAMPAIGNS
from goodword.imports.kinds.contacts import CONTACTS
from goodword.imports.kinds.field import Field, Kind, Reads
from goodword.imports.kinds.health import HEALTH
from goodword.imports.kinds.members import MEMBERS
from goodword.imports.kinds.opportunities import OPPORTUNITIES
from goodword.imports.kinds.people import PEOPLE

KINDS = {kind.name: kind for kind in (ACCOUNTS, CONTACTS, OPPORTUNITIES, MEMBERS, HEALTH, ASKS, CAMPAIGNS, PEOPLE)}

__all__ = ["KINDS", "Field", "Kind", "Reads"]
