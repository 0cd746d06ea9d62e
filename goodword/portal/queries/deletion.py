"""What being deleted means for one contact: what goes, what stays and why, and what it means for their company."""

from dataclasses import dataclass
from typing import Any

from goodword.erasure.queries.evidence import Evidence, evidence_of
from goodword.people.kinds import Retained
from goodword.people.queries import days_kept, manager_for, program
from goodword.portal.queries.names import first_name, masked

YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """What the pages before it say."""

    reader: str
    company: str
    account: str
    address: str
    keeper: Any
    is_the_only_one: bool
    stays: tuple[Evidence, ...]
    years: int


def deletion(contact: Any) -> Deletion:
    """Put it together."""
    others = contact.account.contacts.filter(left_on=None, do_not_contact=False).exclude(pk=contact.pk)
    return Deletion(
        reader=first_name(contact.name),
        company=program().company_name,
        account=contact.account.name,
        address=masked(contact.email),
        keeper=manager_for(account=contact.account),
        is_the_only_one=not others.exists(),
        stays=tuple(evidence_of([contact.pk])),
        years=max(1, round((days_kept()[Retained.EVIDENCE] or YEAR) / YEAR)),
    )
