"""Who may see and change customers."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from goodword.customers.models import Account, BulkEdit, Campaign, Contact, Member, Merge, Opportunity, StandingChange
from goodword.customers.states import BulkState
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import NotAllowed
from goodword.people.access import can_run_people
from goodword.people.kinds import Role
from goodword.people.models import User

Reader = User | AnonymousUser
_CREATORS = (Role.ADMINISTRATOR, Role.REFERENCE_MANAGER, Role.ACCOUNT_OWNER, Role.CSM)


def _is_colleague(user: Reader) -> bool:
    return bool(user.is_authenticated and user.is_active)


def sees_every_account(user: Reader) -> bool:
    """Tell whether `accounts_visible_to` leaves nothing out: a search through all of them need not ask about each."""
    return _is_colleague(user)


def accounts_visible_to(user: Reader) -> QuerySet[Account]:
    """Colleagues see every account."""
    return Account.objects.all() if sees_every_account(user) else Account.objects.none()


def members_visible_to(user: Reader) -> QuerySet[Member]:
    """Colleagues see every member."""
    return Member.objects.all() if _is_colleague(user) else Member.objects.none()


def standing_changes_visible_to(user: Reader) -> QuerySet[StandingChange]:
    """Colleagues see what rules did to the standing of members."""
    return StandingChange.objects.all() if _is_colleague(user) else StandingChange.objects.none()


def contacts_visible_to(user: Reader) -> QuerySet[Contact]:
    """Colleagues see every contact."""
    return Contact.objects.all() if _is_colleague(user) else Contact.objects.none()


def opportunities_visible_to(user: Reader) -> QuerySet[Opportunity]:
    """Colleagues see every deal."""
    return Opportunity.objects.all() if _is_colleague(user) else Opportunity.objects.none()


def campaigns_visible_to(user: Reader) -> QuerySet[Campaign]:
    """Colleagues see every campaign."""
    return Campaign.objects.all() if _is_colleague(user) else Campaign.objects.none()


def can_edit_campaigns(user: Reader) -> bool:
    """May write down campaigns and who spoke at them: whoever works with customers, and event managers. A campaign has no owner."""
    return isinstance(user, User) and user.is_active and user.has_role(*_CREATORS, Role.EVENT_MANAGER)


def merges_visible_to(user: Reader) -> QuerySet[Merge]:
    """Colleagues see which companies and people became one."""
    return Merge.objects.all() if _is_colleague(user) else Merge.objects.none()


def visible_to(user: Reader) -> QuerySet[Account]:
    """Colleagues see every account: the slice's first noun."""
    return accounts_visible_to(user)


def can_create_account(user: Reader) -> bool:
    """May write a new account by hand: whoever works with customers."""
    return isinstance(user, User) and user.is_active and user.has_role(*_CREATORS)


def can_edit_account(user: Reader, account: Account) -> bool:
    """May change the account, its people and its membership: owner, success manager, reference managers, administrators."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.pk in (account.owner_id, account.csm_id) or user.is_manager


def editable_by(user: User) -> Q:
    """The condition on accounts that says the same as `can_edit_account`, for many at once."""
    return ~Q(pk=None) if user.is_manager else Q(owner=user) | Q(csm=user)


def bulk_visible_to(user: Reader) -> QuerySet[BulkEdit]:
    """Changes in bulk: everybody's for those who run the program, one's own for everybody else; drafts are their maker's alone."""
    if not isinstance(user, User) or not can_create_account(user):
        return BulkEdit.objects.none()
    mine = Q(by=user)
    return BulkEdit.objects.filter(mine | ~Q(state=BulkState.DRAFT) if user.is_manager else mine)


def can_undo_bulk(user: User, bulk: BulkEdit) -> bool:
    """May put back a change in bulk: who made it, and reference managers; once it is made, and not yet put back."""
    return bulk.state == BulkState.DONE and (bulk.by_id == user.pk or user.is_manager)


def can_edit_opportunity(user: Reader, opportunity: Opportunity) -> bool:
    """May change the deal: its owner, or who may change its account."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if user.pk == opportunity.owner_id or user.is_manager:
        return True
    return opportunity.account is not None and can_edit_account(user, opportunity.account)


def person_of(by: Actor) -> User | None:
    """The active colleague behind an actor, if it is one."""
    return User.objects.filter(pk=by.person_id, is_active=True).first() if by.person_id else None


def check_edit(by: Actor, account: Account) -> None:
    """Raise NotAllowed unless this actor may change the account; the system and API tokens may."""
    if by.kind in (ActorKind.SYSTEM, ActorKind.TOKEN):
        return
    person = person_of(by)
    if person is None or not can_edit_account(person, account):
        raise NotAllowed


def check_create(by: Actor) -> None:
    """Raise NotAllowed unless this actor may write new accounts and deals."""
    if by.kind in (ActorKind.SYSTEM, ActorKind.TOKEN):
        return
    person = person_of(by)
    if person is None or not can_create_account(person):
        raise NotAllowed


def check_campaigns(by: Actor) -> None:
    """Raise NotAllowed unless this actor may write down campaigns; the system and API tokens may."""
    if by.kind in (ActorKind.SYSTEM, ActorKind.TOKEN):
        return
    person = person_of(by)
    if person is None or not can_edit_campaigns(person):
        raise NotAllowed


def check_own_or_edit(by: Actor, contact: Contact) -> None:
    """Raise NotAllowed unless the actor is this contact, or may change its account."""
    if by.kind is ActorKind.CONTACT and by.id == contact.pk:
        return
    check_edit(by, contact.account)


def check_customer_or_edit(by: Actor, account: Account) -> None:
    """Raise NotAllowed unless the actor is one of the account's present contacts, or may change the account."""
    if by.kind is ActorKind.CONTACT and Contact.objects.filter(pk=by.id or 0, account=account, left_on=None).exists():
        return
    check_edit(by, account)


def check_lists(by: Actor) -> None:
    """Raise NotAllowed unless this actor may change the controlled lists: administrators."""
    person = person_of(by)
    if person is None or not can_run_people(person):
        raise NotAllowed
