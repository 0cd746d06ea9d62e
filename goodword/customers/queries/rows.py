"""Reading customers: lists, labels, people who may be asked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Value
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from goodword.customers.kinds import ListKind
from goodword.customers.kinds.activities import pace_words
from goodword.customers.models import Account, ListItem, Member, Opportunity, SelfLimit
from goodword.customers.queries.search import by_name, nearest_first
from goodword.kernel import names
from goodword.kernel.sql import folded
from goodword.people.models import Region
from goodword.people.queries import WhileSettled

Labels = dict[str, dict[str, str]]


def list_items(kind: str) -> QuerySet[ListItem]:
    """The values of one controlled list, in their order."""
    return ListItem.objects.filter(kind=kind).order_by("position", "label")


def listed() -> QuerySet[ListItem]:
    """The values of every controlled list; they are nobody's secret."""
    return ListItem.objects.all()


def labels_of(items: Iterable[ListItem]) -> Labels:
    """The label of every code of these values of lists."""
    found: Labels = defaultdict(dict)
    for item in items:
        found[item.kind][item.code] = item.label
    return found


# The values of every controlled list, each list in its order: in one query, or none on a page that changes nothing.
all_values = WhileSettled(lambda: tuple(ListItem.objects.order_by("kind", "position", "label")))


def labels() -> Labels:
    """The label of every code of every controlled list."""
    return labels_of(all_values())


@dataclass(frozen=True, slots=True)
class Place:
    """A region by its key, code and name."""

    pk: int
    code: str
    name: str


def labels_and_regions() -> tuple[Labels, list[Place]]:
    """The labels of every list, and the regions in their order, in one query at most: the list of customers needs both."""
    return _labels_and_regions()


def _read_labels_and_regions() -> tuple[Labels, list[Place]]:
    found: Labels = defaultdict(dict)
    regions: list[Place] = []
    items = ListItem.objects.order_by().values_list("kind", "code", "label", "position", "pk")
    places = Region.objects.order_by().values_list(Value(_REGION), "code", "name", "position", "pk")
    for kind, code, label, _position, pk in items.union(places, all=True).order_by("kind", "position", "label"):
        if kind == _REGION:
            regions.append(Place(pk, code, label))
        else:
            found[kind][code] = label
    return found, regions


_labels_and_regions = WhileSettled(_read_labels_and_regions)
_REGION = "a region"


def label_of(found: Labels, kind: ListKind, code: str) -> str:
    """The label of a code, or the code itself made readable when the list does not know it (any more)."""
    return found.get(kind, {}).get(code) or code.replace("_", " ").capitalize()


def comfort_words(member: Member) -> str:
    """What the customer said it is comfortable with: in its words, else the pace that was written down."""
    if member.comfort or member.comfort_days is None:
        return member.comfort
    return _("One thing %(pace)s") % {"pace": pace_words(member.comfort_days)}


def own_limits(account: Account) -> QuerySet[SelfLimit]:
    """The limits that the customer set for itself, whole account first."""
    return SelfLimit.objects.filter(member__account=account).select_related("contact").order_by("contact__name", "family")


def ancestors(account: Account, *, most: int = 10) -> list[Account]:
    """The parents of an account, nearest first; stops at a circle."""
    found: list[Account] = []
    seen = {account.pk}
    parent = account.parent
    while parent is not None and parent.pk not in seen and len(found) < most:
        found.append(parent)
        seen.add(parent.pk)
        parent = parent.parent
    return found


_FAMILY = """
with recursive up (id, hops) as (
  select %s::bigint, 0
  union select a.parent_id, up.hops + 1 from up join goodword_account a on a.id = up.id where a.parent_id is not null and up.hops < 10
), family (id, hops) as (
  (select id, 0 from up order by hops desc limit 1)
  union select a.id, f.hops + 1 from goodword_account a join family f on a.parent_id = f.id where f.hops < 10
)
select distinct id from family
"""


def family_of(account: Account) -> QuerySet[Account]:
    """Every company of an account's family: the top one and all below it."""
    return Account.objects.filter(pk__in=RawSQL(_FAMILY, [account.pk]))  # noqa: S611 - a constant, with one parameter


def open_opportunities(account: Account) -> QuerySet[Opportunity]:
    """The deals with this account, latest first."""
    return account.opportunities.select_related("owner").order_by("-close_on", "pk")


def account_named(text: str, *, among: QuerySet[Account]) -> tuple[Account | None, list[Account]]:
    """The one account of this name (case and accents do not matter) and, when there is none or several, the nearest names."""
    name = names.typed(text)
    exact = list(among.filter(search_name=folded(name.text))[:2])
    if len(exact) == 1:
        return exact[0], []
    nearest = nearest_first(by_name(among, text), text).order_by("named", "-alike", "search_name", "pk")
    return None, exact or list(nearest[:3])
