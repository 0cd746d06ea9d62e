"""Where the reader of a customer's pages is."""

from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.customers.models import Account, Member
from goodword.customers.queries.rows import ancestors
from goodword.ui.pieces import Crumb


def crumbs(account: Account, member: Member | None) -> list[Crumb]:
    """Where the reader is: the parents stand between, and the reference ID at the end."""
    above = [Crumb(label=each.name, url=reverse("desk:account", args=[each.pk])) for each in reversed(ancestors(account))]
    last = [Crumb(label=member.reference_id)] if member else []
    return [Crumb(label=_("Customers"), url=reverse("customers:list")), *above, *last]


def crumbs_below(account: Account, page: str) -> list[Crumb]:
    """The same on a page below the one of the customer."""
    return [*crumbs(account, None), Crumb(label=account.name, url=reverse("desk:account", args=[account.pk])), Crumb(label=page)]
