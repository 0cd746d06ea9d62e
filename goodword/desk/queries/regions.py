"""The regions with everything that stands in them."""

from collections import Counter

from django.db.models import Count

from goodword.customers.models import Account, Member
from goodword.people.models import Region, RoleAssignment, RoutingRule, User
from goodword.requests.models import ReferenceRequest


def in_region(region: Region) -> Counter[str]:
    """What stands in a region: customers, colleagues, requests, and members who named it as a territory."""
    return Counter(
        account=Account.objects.filter(region=region).count(),
        colleague=User.objects.filter(region=region).count(),
        request=ReferenceRequest.objects.filter(region=region).count(),
        territory=Member.objects.filter(territories__contains=[region.code]).count(),
    )


def names_region(region: Region) -> bool:
    """Whether a rule of the routing table or somebody's role speaks of a region."""
    return RoutingRule.objects.filter(region=region).exists() or RoleAssignment.objects.filter(region=region).exists()


def accounts_by_region() -> dict[int | None, int]:
    """How many customers each region has."""
    return dict(Account.objects.order_by().values_list("region").annotate(n=Count("pk")))
