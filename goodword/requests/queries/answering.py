"""Who answers for a customer, or leads a request, when nobody was named for it: who is asked instead, and why."""

from datetime import date

from django.utils.translation import gettext as _

from goodword.customers.models import Account
from goodword.kernel.errors import NotFound
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.people.queries import HasRegion, Route, deputy_of, manager_for, route_for
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.states import CANDIDATE_ON_HOLD


def approver_of(account: Account, reference_request: ReferenceRequest, *, today: date) -> tuple[User, User | None]:
    """Who answers for an account, and whom they stand in for: its owner, their deputy, or the manager of its region."""
    owner = account.owner if account.owner is not None and account.owner.is_active else None
    answers = owner or manager_for(account=account, requester=reference_request.requester) or reference_request.manager
    if answers is None:
        raise NotFound
    deputy = deputy_of(answers, today)
    return (deputy, answers) if deputy is not None else (answers, None)


def supporter_of(account: Account, reference_request: ReferenceRequest) -> User:
    """Who says whether all is well at a customer: its success manager, else whoever leads the request."""
    if account.csm is not None and account.csm.is_active:
        return account.csm
    answers = reference_request.manager or manager_for(account=account, requester=reference_request.requester)
    if answers is None:
        raise NotFound
    return answers


def why_they_answer(candidate: Candidate | None) -> str:
    """Why somebody else than an owner answers for the customer that waits; nothing when its owner does, or their deputy."""
    if candidate is None or candidate.state not in CANDIDATE_ON_HOLD or candidate.approval is None:
        return ""
    account, approval = candidate.account, candidate.approval
    owner, asked = account.owner, approval.deputy_for or approval.approver
    if owner is not None and (owner.is_active or asked.pk == owner.pk):
        return ""
    found = route_for(account=account, requester=candidate.reference_request.requester)
    said = {"account": account.name, "who": _with_place(asked, found), "owner": owner.name if owner else ""}
    if owner is not None:
        return _("%(owner)s, who owned %(account)s, has left, so %(who)s answers.") % said
    return _("Nobody owns %(account)s yet, so %(who)s answers.") % said


def why_they_lead(row: ReferenceRequest) -> str:
    """What a manager leads a request as: for its region, or because no rule names anybody; nothing once it was handed on."""
    found = route_for(account=comes_from(row), requester=row.requester)
    if found is None or row.manager_id != found.manager.pk:
        return ""
    if found.region is not None:
        return _("for %(region)s") % {"region": found.region.name}
    if found.gets_the_rest:
        return _("for all that no other rule names")
    return _("as no rule names anybody else")


def comes_from(row: ReferenceRequest) -> HasRegion | None:
    """Whose region decides who leads a request: the one that is wished for, else that of the company it is for."""
    deal = row.opportunity
    return row if row.region_id is not None or deal is None else deal.account


def _with_place(user: User, found: Route | None) -> str:
    region = found.region if found is not None and found.manager.pk == user.pk else None
    if not user.is_manager:
        return user.name
    if not user.has_role(Role.REFERENCE_MANAGER):
        return _("%(name)s, an administrator,") % {"name": user.name}
    if region is None:
        return _("%(name)s, a reference manager,") % {"name": user.name}
    return _("%(name)s, the reference manager for %(region)s,") % {"name": user.name, "region": region.name}
