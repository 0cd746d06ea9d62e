"""A customer named a colleague who knows it better: they are written down, and put forward as a second ask."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.actions import add_contact
from goodword.customers.models import Account, Contact
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.policy.queries import in_force
from goodword.requests import access
from goodword.requests.actions.candidates import suggest
from goodword.requests.actions.locks import lock_candidate, person
from goodword.requests.models import Candidate
from goodword.requests.queries.judging import judge_one


@transaction.atomic
def put_colleague_forward(candidate: Candidate, *, name: str, email: str, by: Actor, at: datetime) -> Candidate | Refused:
    """Write the named colleague down at the customer, and put the customer forward once more with them.

    Nobody is asked yet: holding judges the second ask like every other. Raises NotAllowed or WrongState.
    """
    locked = lock_candidate(candidate.pk)
    row, account = locked.candidate, locked.account
    if not access.can_put_colleague_forward(person(by), row):
        raise NotAllowed
    contact = _known(account, email) or add_contact(account, name=name.strip(), email=email.strip(), by=by, at=at)
    if isinstance(contact, Refused):
        return contact
    judged = judge_one(locked.reference_request, account, now=in_force(at))
    if contact.pk == row.contact_id or not judged.may_ask(contact.pk):
        return refuse(
            "not_them", _("%(name)s may not be asked: look at what stands beside them on the customer's page.") % {"name": contact.name}
        )
    return suggest(locked.reference_request, account=account, contact=contact, shortlisted=True, by=by, at=at)


def _known(account: Account, email: str) -> Contact | None:
    return account.contacts.filter(email__iexact=email.strip()).first() if email.strip() else None
