"""Accounts, contacts, deals, campaigns, members, the controlled lists, and what happened to many of them at once."""

from goodword.customers.models.accounts import Account
from goodword.customers.models.bulk import BulkEdit, BulkRow
from goodword.customers.models.campaigns import Campaign, CampaignSpeaker
from goodword.customers.models.cities import Area, CitiesKnown, City, CityName
from goodword.customers.models.contacts import Contact
from goodword.customers.models.deals import Opportunity
from goodword.customers.models.erased import ErasedMark
from goodword.customers.models.lists import ListItem
from goodword.customers.models.members import Member, SelfLimit
from goodword.customers.models.merges import Merge
from goodword.customers.models.standing import HowEnded, StandingChange, StandingNight
from goodword.customers.models.tallies import AccountTally, TagTally

__all__ = [
    "Account",
    "AccountTally",
    "Area",
    "BulkEdit",
    "BulkRow",
    "Campaign",
    "CampaignSpeaker",
    "CitiesKnown",
    "City",
    "CityName",
    "Contact",
    "ErasedMark",
    "HowEnded",
    "ListItem",
    "Member",
    "Merge",
    "Opportunity",
    "SelfLimit",
    "StandingChange",
    "StandingNight",
    "TagTally",
]
