"""Several customers at once onto the short list of a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.actions import lock_account
from goodword.customers.models import Account
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.requests.actions.candidates import suggest
from goodword.requests.models import Candidate, ReferenceRequest

MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """Who is on the short list now, and why some are not."""

    candidates: tuple[Candidate, ...]
    refused: tuple[Refused, ...] = ()


@transaction.atomic
def put_on_list(reference_request: ReferenceRequest, *, accounts: Sequence[Account], by: Actor, at: datetime) -> Listed | Refused:
    """Put customers forward together: a manager onto the short list, the requester as a wish. Raises NotAllowed or WrongState."""
    if not accounts:
        return refuse("nobody", _("Nobody was chosen. Tick the customers, then press the button again."))
    if len(accounts) > MOST_AT_ONCE:
        words = ngettext("Choose at most %(n)s customer at once.", "Choose at most %(n)s customers at once.", MOST_AT_ONCE)
        return refuse("too_many", words % {"n": MOST_AT_ONCE})
    for key in sorted(account.pk for account in accounts):  # all of them before the request: the one order of locks
        lock_account(key)
    found = [suggest(reference_request, account=account, shortlisted=True, by=by, at=at) for account in accounts]
    return Listed(
        tuple(each for each in found if isinstance(each, Candidate)), tuple(each for each in found if isinstance(each, Refused))
    )
