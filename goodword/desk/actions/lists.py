"""Take a value off its list wherever it is spoken of: customers, deals, requests, policy, and what imports were told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.actions import lock_list, take_away_value
from goodword.customers.models import ListItem
from goodword.customers.queries import uses_words
from goodword.desk.queries.lists import counted_by_policy
from goodword.imports.actions.unknown import follow_value
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import User
from goodword.requests.actions.vocabulary import wish_for
from goodword.requests.queries.wishes import wishes


@transaction.atomic
def take_away(item: ListItem, *, into: ListItem | None, by: User, at: datetime) -> int | Refused:
    """Take a value away, and let everything that stands at it stand at another; returns how many customers, people and deals moved."""
    lock_list(item.kind)
    if counted_by_policy(item, at=at):
        return refuse("policy", _("The policy counts by it. Publish one that does not, then take it away here."))
    wished = wishes(item.kind)[item.code]
    if wished and into is None:
        return refuse("used", _("Used by %(what)s. Say first what they become.") % {"what": uses_words({"request": wished})})
    old, kind = item.code, item.kind
    moved = take_away_value(item.pk, into=into, by=Actor.person(by), at=at)
    if not isinstance(moved, Refused):
        if into is not None:
            wish_for(kind, old=old, new=into.code)
        follow_value(vocabulary=kind, old=old, new=into.code if into else "")
    return moved
