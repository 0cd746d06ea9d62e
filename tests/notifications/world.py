"""A request that waits for its owner, or for its customer, and the jobs that follow."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from goodword.approvals.actions import open_approval
from goodword.approvals.models import Approval
from goodword.customers.models import Contact
from goodword.journal.actions import record
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.people.models import Program, User
from goodword.requests.models import Candidate, ReferenceRequest
from tests.factories.customers import a_contact, a_member, an_account
from tests.factories.people import a_manager, a_person

AT = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
# The worker in these tests also runs the sweeps, by the real clock: nothing of ours may fall due.
FAR_AHEAD = datetime(2099, 1, 1, tzinfo=UTC)


@dataclass
class World:
    """The people around one request."""

    requester: User
    owner: User
    manager: User
    contact: Contact
    request: ReferenceRequest
    candidate: Candidate
    approval: Approval

    def record(self, verb: str, *, by: Actor | None = None, at: datetime = AT, **data: Any) -> Entry:
        """Write an entry about the candidate, as its verbs do."""
        about = [self.candidate, self.request, self.candidate.account]
        return record(verb, by=by or Actor.system(), at=at, about=about, circle_id=self.request.circle_id, **data)

    def move(self, state: str, **fields: Any) -> None:
        """Put the candidate into a state."""
        Candidate.objects.filter(pk=self.candidate.pk).update(state=state, **fields)
        self.candidate.refresh_from_db()


def a_world(
    *,
    state: str = "held",
    contact: str = "Ingrid Solberg",
    topic: str = "How the audit trail was proved.",
    prospect: str = "Halden Freight",
    **fields: Any,
) -> World:
    """Make a request with one candidate."""
    Program.objects.update_or_create(pk=1, defaults={"company_name": "Harrowgate", "time_zone": "Europe/Oslo", "mail_delay_seconds": 0})
    requester, owner, manager = a_person(name="Sven Aalto"), a_person("account_owner", name="Priya Nair"), a_manager(name="Mara Lindqvist")
    account = an_account("Vestara Insurance", owner=owner, country="NO")
    person = a_contact(account, contact, time_zone="Europe/Oslo")
    a_member(account)
    request = ReferenceRequest.objects.create(
        state="sourcing",
        state_at=AT,
        requester=requester,
        manager=manager,
        prospect=prospect,
        topic=topic,
        once=uuid4(),
        created_at=AT,
        saved_at=AT,
        **fields,
    )
    candidate = Candidate.objects.create(reference_request=request, account=account, contact=person, state=state, state_at=AT)
    approval = open_approval(
        "may_we_ask",
        about=candidate,
        approver=owner,
        remind_at=None,
        due_at=FAR_AHEAD,
        at=AT,
        account_id=account.pk,
        circle_id=request.circle_id,
    )
    candidate.approval = approval
    candidate.save()
    return World(requester, owner, manager, person, request, candidate, approval)
