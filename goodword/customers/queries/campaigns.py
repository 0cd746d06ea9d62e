"""Campaigns and who spoke at them."""

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from goodword.customers.models import Account, Campaign, CampaignSpeaker, Contact
from goodword.customers.queries.rows import account_named
from goodword.kernel import names
from goodword.kernel.references import parse_number
from goodword.kernel.sql import folded
from goodword.kernel.text import fold


def campaigns_by_name(campaigns: QuerySet[Campaign], text: str) -> QuerySet[Campaign]:
    """Campaigns by any part of their name, or of the name of a company that spoke; slips of the finger forgiven."""
    name = names.typed(text)
    if not name:
        return campaigns
    own = Campaign.objects.filter(names.nears(name)).order_by().values("pk")
    theirs = Account.objects.filter(names.nears(name)).order_by().values("pk")
    of_theirs = CampaignSpeaker.objects.filter(account__in=theirs).values("campaign_id")
    return campaigns.filter(Q(pk__in=own) | Q(pk__in=of_theirs))


def how_many_spoke() -> Coalesce:
    """For a list of campaigns: how many customers spoke at each."""
    spoke = CampaignSpeaker.objects.filter(campaign=OuterRef("pk")).order_by().values("campaign")
    counted = spoke.annotate(n=Count("account", distinct=True)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def speakers_of(campaign: Campaign) -> QuerySet[CampaignSpeaker]:
    """Who spoke at a campaign, by company."""
    rows = campaign.speakers.select_related("account__member", "contact")
    return rows.order_by("account__search_name", "contact__name", "pk")


def talks_of(account: Account) -> QuerySet[CampaignSpeaker]:
    """Where a customer spoke, the latest first."""
    rows = account.spoke_at.select_related("campaign", "contact")
    return rows.order_by(F("campaign__held_on").desc(nulls_last=True), "-campaign_id", "pk")


def account_called(text: str, *, among: QuerySet[Account]) -> tuple[Account | None, list[Account]]:
    """The one account of this name or reference ID and, when there is none or several, the nearest names."""
    number = parse_number(text) if fold(text).startswith("ref") else None
    if number is not None and (found := among.filter(member__number=number).first()) is not None:
        return found, []
    return account_named(text, among=among)


def contact_called(text: str, *, at: Account) -> list[Contact]:
    """The people at an account who have exactly this name, or this mail address."""
    people = at.contacts.all()
    return list(people.filter(search_name=folded(text))[:2] or people.filter(email__iexact=text)[:2])


def campaign_called(text: str, *, among: QuerySet[Campaign]) -> tuple[Campaign | None, list[Campaign]]:
    """The one campaign of this ID in the other system or of this name and, when there is none or several, the nearest names."""
    exact = list(among.filter(external_id=text)[:2]) or list(among.filter(search_name=folded(text))[:2])
    if len(exact) == 1:
        return exact[0], []
    return None, exact or list(campaigns_by_name(among, text).order_by(F("held_on").desc(nulls_last=True), "pk")[:3])
