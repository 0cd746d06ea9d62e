"""What somebody considers asking for: the request's side of every verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Func, Q, TextField, Value
from django.db.models.fields import BooleanField

from goodword.customers.kinds import ACTIVITY_FAMILY, ActivityType
from goodword.customers.models import Account
from goodword.kernel.globe import Spot
from goodword.kernel.sql import Fold
from goodword.policy.facts import RequestFacts


@dataclass(frozen=True, slots=True)
class Prospect:
    """The company that the reference is for: a row when it is known here, else only its name."""

    name: str = ""
    account_id: int | None = None
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """An activity type, the day on which the customer would be asked, and what rules look at besides."""

    activity_type: str
    ask_on: date
    kind: str = ""
    region: str = ""
    is_confidential: bool = False
    prospect: Prospect | None = None
    # Where it takes place, when that matters.
    near: Spot | None = None

    @property
    def family(self) -> str:
        """The family of the activity type."""
        return str(ACTIVITY_FAMILY[ActivityType(self.activity_type)])

    def facts(self) -> RequestFacts:
        """Return these as facts of a request."""
        return RequestFacts(
            activity_type=self.activity_type,
            family=self.family,
            kind=self.kind,
            region=self.region,
            is_confidential=self.is_confidential,
        )


def prospect_of(*, account: Account | None, name: str = "") -> Prospect | None:
    """Return the prospect from a deal's account, or from a name that somebody typed."""
    if account is not None:
        return Prospect(account.name, account.pk, account.parent_id)
    return Prospect(name) if name.strip() else None


class Listed(Func):
    """Is a name on an array of names, whatever case and accents? `Listed(array, Value(name))`."""

    template = "(exists (select 1 from unnest(%(expressions)s)))"
    arg_joiner = ") as listed (name) where goodword_fold(listed.name) = goodword_fold("
    output_field = BooleanField()


def is_prospect(inquiry: Inquiry) -> Q:
    """Return the condition on accounts: it is the prospect, its parent, its child, or has the same parent."""
    prospect = inquiry.prospect
    if prospect is None:
        return Q(pk__in=[])
    if prospect.account_id is None:
        return Q(search_name=Fold(Value(prospect.name, output_field=TextField())))
    same = Q(pk=prospect.account_id) | Q(parent_id=prospect.account_id)
    if prospect.parent_id is not None:
        same |= Q(pk=prospect.parent_id) | Q(parent_id=prospect.parent_id)
    return same


def blocks_prospect(inquiry: Inquiry) -> Q:
    """Return the condition on accounts: the prospect's name is on the account's list of those it does not speak to."""
    if inquiry.prospect is None or not inquiry.prospect.name:
        return Q(pk__in=[])
    name = Value(inquiry.prospect.name, output_field=TextField())
    return Q(blocked_prospects__len__gt=0) & Q(Listed(F("blocked_prospects"), name))
