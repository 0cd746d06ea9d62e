"""The list of possible doubles as a file."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from goodword.customers.models import Account
from goodword.merges.queries.doubles import Pair
from goodword.ui.exports import Sheet


def doubles_sheet(pairs: Sequence[Pair]) -> Sheet:
    """Each pair as one line: either company with what tells them apart, and why they may be one."""
    first = (_("Customer"), _("Reference ID"), _("Website"), _("Account owner"))
    second = (_("Other customer"), _("Its reference ID"), _("Its website"), _("Its account owner"))
    return Sheet(
        name=_("Possible doubles"),
        heads=(*first, *second, _("Why")),
        total=len(pairs),
        rows=lambda: ((*_side(pair.first), *_side(pair.second), pair.why) for pair in pairs),
    )


def _side(account: Account) -> Iterator[Any]:
    member = getattr(account, "member", None)
    yield account.name
    yield member.reference_id if member else ""
    yield account.website
    yield account.owner.name if account.owner else ""
