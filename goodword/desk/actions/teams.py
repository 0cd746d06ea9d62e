"""Take a team away, with what the policy promises it."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.kernel.refusal import Refused, refuse
from goodword.people import actions
from goodword.people.models import Team, User
from goodword.policy.actions import publish
from goodword.policy.queries import in_force


def promised_to(team: Team, *, at: datetime) -> int:
    """How many requests a quarter the policy in force promises to a team."""
    return in_force(at).numbers.commitments.get(team.code, 0)


@transaction.atomic
def remove_team(team: Team, *, into: Team | None = None, drops_promise: bool = False, by: User, at: datetime) -> Team | Refused:
    """Take a team away; what the policy promises it goes to another team, or ends, by a new version of the policy.

    Refused while somebody is in it, and while nobody said what becomes of the promise.
    """
    now = in_force(at)
    promised = now.numbers.commitments.get(team.code, 0)
    if promised and into is None and not drops_promise:
        return refuse("promised", _("Say first what becomes of the requests that the policy promises to this team."))
    removed = actions.remove_team(team.pk, by=by, at=at)
    if isinstance(removed, Refused) or not promised:
        return removed
    commitments = {code: number for code, number in now.numbers.commitments.items() if code != team.code}
    if into is not None:
        commitments[into.code] = commitments.get(into.code, 0) + promised
    total = now.numbers.commitments_total - (0 if into else promised)
    heir = into.code if into is not None else ""
    order = [heir if code == team.code else code for code in now.numbers.priority]
    priority = tuple(dict.fromkeys(code for code in order if code))
    numbers = replace(now.numbers, commitments=commitments, commitments_total=max(total, 0), priority=priority)
    published = publish(numbers=numbers, effective_from=now.today, name=_("Without the team %(name)s") % {"name": team.name}, by=by, at=at)
    if isinstance(published, Refused):
        transaction.set_rollback(True)
        return published
    return removed
