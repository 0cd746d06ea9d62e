"""Propose a story."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.actions.locks import lock_account
from goodword.customers.models import Account, Contact
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.people.actions import open_circle
from goodword.people.queries import manager_for
from goodword.stories import access
from goodword.stories.actions.locks import person
from goodword.stories.kinds import KINDS, Part
from goodword.stories.models import Story, StoryPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a story is to be, as somebody proposes it. `once` comes with the form: sent twice, it makes one story."""

    kind: str
    title: str
    once: UUID
    account: Account | None = None
    contact: Contact | None = None
    parent: Story | None = None
    heard_where: str = ""
    shows: str = ""
    audience: str = ""
    why_now: str = ""
    drivers: tuple[str, ...] = field(default=())
    use_cases: tuple[str, ...] = field(default=())
    is_confidential: bool = False


@transaction.atomic
def propose(wanted: Proposal, *, by: Actor, at: datetime) -> Story | Refused:
    """Write a story down as proposed; the manager of the customer's region leads it. Refuses what cannot be one, in words."""
    proposer = person(by)
    if not access.can_propose(proposer):
        raise NotAllowed
    account = lock_account(wanted.account.pk) if wanted.account is not None else None
    before = Story.objects.filter(once=wanted.once).first()
    if before is not None:
        return before
    refused = _why_not(wanted, account)
    if refused is not None:
        return refused
    manager = proposer if proposer.is_manager else manager_for(account=account, requester=proposer)
    circle = open_circle({proposer, *([manager] if manager is not None else [])}) if wanted.is_confidential else None
    row = Story.objects.create(
        kind=wanted.kind,
        title=wanted.title.strip(),
        once=wanted.once,
        account=account,
        contact=wanted.contact,
        parent=wanted.parent,
        heard_where=wanted.heard_where.strip(),
        circle=circle,
        is_attributable=KINDS[wanted.kind].is_attributable,
        manager=manager,
        proposed_by=proposer,
        shows=wanted.shows.strip(),
        audience=wanted.audience.strip(),
        why_now=wanted.why_now.strip(),
        drivers=list(wanted.drivers),
        use_cases=list(wanted.use_cases) or (list(account.use_cases) if account is not None else []),
        state_at=at,
        stage_at=at,
        created_at=at,
        edited_at=at,
    )
    if manager is not None:
        StoryPerson.objects.create(story=row, part=Part.MANAGER, user=manager)
    about = [row] if account is None else [row, account]
    record("story.proposed", by=by, at=at, about=about, circle_id=row.circle_id, kind=row.kind, to=row.manager_id)
    return row


def _why_not(wanted: Proposal, account: Account | None) -> Refused | None:
    kind = KINDS.get(wanted.kind)
    if kind is None:
        return refuse("kind", _("Choose what it is to be."))
    if not wanted.title.strip():
        return refuse("title", _("Give it a title to work with; it may change."))
    if account is None and not (kind.may_be_nobodys and wanted.heard_where.strip()):
        if kind.may_be_nobodys:
            return refuse("heard_where", _("Choose the customer, or say where it was heard: the occasion, or a public link."))
        return refuse("account", _("Choose the customer whose story it is."))
    if wanted.contact is not None and (account is None or wanted.contact.account_id != account.pk):
        return refuse("contact", _("%(name)s is not with this customer. Choose somebody who is.") % {"name": wanted.contact.name})
    if kind.needs_parent and wanted.parent is None:
        return refuse("parent", _("Say which story it is about."))
    if account is not None and account.do_not_contact:
        return refuse("closed", _("Nobody of this company may be contacted any more, so there is no new story with them."))
    return None
