"""A call taken to the point where somebody with a link has the word, by the verbs of the product."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.urls import reverse

from goodword.customers.actions import ensure_lists
from goodword.customers.models import Account, Contact
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.links.actions import Purpose, issue
from goodword.people.actions import ensure_program
from goodword.people.models import Program, User
from goodword.policy.actions import ensure_first_version
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from tests.factories.customers import a_contact, a_deal, a_member, an_account
from tests.factories.people import a_manager, a_person


@dataclass
class Call:
    """The people and rows around one call."""

    requester: User
    owner: User
    manager: User
    account: Account
    contact: Contact
    request: ReferenceRequest
    candidate: Candidate
    at: datetime

    def now(self) -> Candidate:
        """The candidate as it is in the database."""
        return Candidate.objects.select_related("reference_request", "approval", "contact").get(pk=self.candidate.pk)

    def link(self, purpose: Purpose, *, days: int = 7, at: datetime | None = None) -> str:
        """The address of a page by link, as a mail would carry it."""
        contact = purpose in (Purpose.ANSWER_ASK, Purpose.CUSTOMER_OUTCOME)
        user = {Purpose.OWNER_ANSWER: self.owner, Purpose.REQUESTER_OUTCOME: self.requester}.get(purpose)
        about = self.now().approval if purpose == Purpose.OWNER_ANSWER else self.candidate
        assert about is not None
        made = at or self.at
        token = issue(
            purpose,
            about=about,
            expires_at=made + timedelta(days=days),
            at=made,
            contact_id=self.contact.pk if contact else None,
            user_id=user.pk if user else None,
        )
        page = {Purpose.ANSWER_ASK: "answer", Purpose.OWNER_ANSWER: "owner"}.get(purpose, "outcome")
        return reverse(f"portal:{page}", args=[token])


def a_call(
    *,
    until: str = "asked",
    contact: str = "Ingrid Solberg",
    account: str = "Vestara Insurance",
    topic: str = "How you proved the audit trail.",
    zone: str = "Europe/Oslo",
    country: str = "NO",
    confidential: bool = False,
) -> Call:
    """Take a call until it is `held`, `asked`, `accepted`, `scheduled` or `done`."""
    at = clock.now() - timedelta(minutes=5)
    ensure_program()
    ensure_lists()
    ensure_first_version()
    Program.objects.update(company_name="Harrowgate", time_zone="Europe/Berlin", mail_delay_seconds=0, colour="#3b3a8c")
    requester, manager = a_person(name="Sven Aalto", time_zone="Europe/Berlin"), a_manager(name="Mara Lindqvist")
    owner = a_person("account_owner", name="Priya Nair")
    house = an_account(account, owner=owner, country=country, health="good")
    person = a_contact(house, contact, time_zone=zone, is_champion=True)
    a_member(house)
    deal = a_deal(an_account("Halden Freight", segment="enterprise"), owner=requester)
    asked = {"opportunity": deal, "prospect": "Halden Freight", "topic": topic, "is_confidential": confidential}
    draft = actions.start_draft(once=uuid4(), asked=asked, by=Actor.person(requester), at=at)
    request = actions.submit(draft, by=Actor.person(requester), at=at)
    assert isinstance(request, ReferenceRequest), request
    candidate = actions.suggest(request, account=house, shortlisted=True, by=Actor.person(manager), at=at)
    assert isinstance(candidate, Candidate), candidate
    held = actions.hold(candidate, by=Actor.person(manager), at=at)
    assert isinstance(held, actions.Held), held
    call = Call(requester, owner, manager, house, person, request, held.candidate, at)
    for step in ("asked", "accepted", "scheduled", "done"):
        if until in ("held", "owner_approved"):
            break
        _take(call, step)
        if step == until:
            break
    return call


def _take(call: Call, step: str) -> None:
    by_manager, by_customer = Actor.person(call.manager), Actor.contact(call.contact)
    if step == "asked":
        actions.owner_approve(call.now(), by=Actor.person(call.owner), at=call.at)
        assert isinstance(actions.ask(call.now(), by=by_manager, at=call.at), Candidate)
    elif step == "accepted":
        assert isinstance(actions.accept(call.now(), times=[call.at + timedelta(days=4)], by=by_customer, at=call.at), Candidate)
    elif step == "scheduled":
        actions.schedule(call.now(), starts_at=call.at + timedelta(days=4), by=Actor.person(call.requester), at=call.at)
    else:
        actions.complete(call.now(), by=Actor.person(call.requester), at=call.at)
