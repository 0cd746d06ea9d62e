"""What the form of a request offers to choose from."""

from collections.abc import Mapping

from django.db.models import F, Func, Q, QuerySet

from goodword.customers.kinds import ListKind
from goodword.customers.kinds.places import country_name, language_name
from goodword.customers.models import Campaign, Contact, ListItem, Opportunity
from goodword.people.models import Region, User
from goodword.policy.models import PoolMember

MOST_DEALS = 200
MOST_STAGES = 200
ALWAYS_OFFERED = ("en", "de", "fr", "es")
Option = tuple[str, str]


def listed_values() -> Mapping[str, list[Option]]:
    """The values of every controlled list, by kind, in their order."""
    found: dict[str, list[Option]] = {}
    for kind, code, label in ListItem.objects.order_by("position", "label").values_list("kind", "code", "label"):
        found.setdefault(kind, []).append((code, label))
    return found


def regions() -> QuerySet[Region]:
    """The regions."""
    return Region.objects.all()


def countries() -> list[Option]:
    """The countries of the regions, by name."""
    codes = {code for region in Region.objects.all() for code in region.countries}
    return sorted(((code, country_name(code)) for code in codes), key=lambda each: each[1])


def languages() -> list[Option]:
    """The languages that somebody at a member speaks, by name."""
    spoken = (
        Contact.objects.filter(account__member__isnull=False)
        .exclude(languages=[])
        .order_by()
        .values_list("languages", flat=True)
        .distinct()[:500]
    )
    codes = {code for each in spoken for code in each} | set(ALWAYS_OFFERED)
    return sorted(((code, language_name(code)) for code in codes), key=lambda each: each[1])


def stages() -> list[Option]:
    """The stages of the product that some member uses, by name."""
    used = PoolMember.objects.annotate(stage=Func(F("stages_used"), function="unnest")).order_by().values_list("stage", flat=True)
    return [(each, each) for each in sorted(used.distinct()[:MOST_STAGES], key=str.casefold)]


def deals_of(user: User, *, also: Opportunity | None = None) -> QuerySet[Opportunity]:
    """The open deals of somebody, latest closing first, and the one that they came from."""
    closed = ListItem.objects.filter(Q(is_won=True) | Q(is_lost=True), kind=ListKind.DEAL_STAGE).values("code")
    own = Opportunity.objects.filter(owner=user).exclude(stage__in=closed).order_by("-close_on", "pk")
    known = Opportunity.objects.filter(Q(pk__in=own.values("pk")[:MOST_DEALS]) | Q(pk=also.pk if also else None))
    return known.select_related("account").order_by("-close_on", "pk")


def campaigns() -> QuerySet[Campaign]:
    """The campaigns that a request may belong to, latest first."""
    latest = Campaign.objects.order_by("-held_on", "-pk").values("pk")[:MOST_DEALS]
    return Campaign.objects.filter(pk__in=latest).order_by("-held_on", "-pk")
