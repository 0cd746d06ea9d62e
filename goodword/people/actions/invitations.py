"""Invite somebody, make the link, accept it. A token is random, handed out once and kept as a hash only."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.people import access
from goodword.people.models import Invitation, Region, RoleAssignment, Team, User

VALID_FOR: Final = timedelta(days=7)
_TOKEN_BYTES: Final = 32


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _unknown_hash() -> str:
    return _hash(secrets.token_urlsafe(_TOKEN_BYTES))


def _locked(person_id: int) -> User:
    """The person first, then their invitation, in every verb: there may be no invitation to lock yet."""
    return User.objects.select_for_update(of=("self",), no_key=True).get(pk=person_id)


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    by: User,
    at: datetime,
    title: str = "",
    roles: Iterable[tuple[str, Region | None]] = (),
    region: Region | None = None,
    team: Team | None = None,
) -> User | Refused:
    """Make a person who may sign in once they have followed the link that the mail brings; refuses a known address."""
    if not access.can_run_people(by):
        raise NotAllowed
    known = refuse("known", _("Somebody with this address is here already."))
    if User.objects.filter(email__iexact=email).exists():
        return known
    try:
        with transaction.atomic():
            person = User.objects.create_user(email, None, name=name, title=title, region=region, team=team)
    except IntegrityError:  # pressed twice: the other press was faster
        return known
    RoleAssignment.objects.bulk_create(RoleAssignment(user=person, role=role, region=where) for role, where in set(roles))
    Invitation.objects.create(user=person, invited_by=by, token_hash=_unknown_hash(), expires_at=at + VALID_FOR)
    record("user.invited", by=Actor.person(by), at=at, about=[person])
    return person


@transaction.atomic
def invite_again(person: User, *, by: User, at: datetime) -> Refused | None:
    """Send a new link; the old one no longer works. Refuses once the person has joined."""
    if not access.can_run_people(by):
        raise NotAllowed
    person = _locked(person.pk)
    invitation = Invitation.objects.select_for_update(of=("self",)).filter(user=person).first()
    if not person.is_active or (invitation is None and person.has_usable_password()):
        return refuse("joined", _("They can sign in already."))
    if invitation is None:
        invitation = Invitation(user=person)
    if invitation.accepted_at is not None:
        return refuse("joined", _("They can sign in already."))
    invitation.invited_by, invitation.token_hash, invitation.expires_at = by, _unknown_hash(), at + VALID_FOR
    invitation.save()
    record("user.invited_again", by=Actor.person(by), at=at, about=[person])
    return None


@transaction.atomic
def invitation_path(person: User, *, at: datetime) -> str:
    """Make the link of an open invitation, while its mail is being sent; an earlier link stops working. NotFound when none is open."""
    person = _locked(person.pk)
    invitation = Invitation.objects.select_for_update(of=("self",)).filter(user=person, accepted_at=None, expires_at__gt=at).first()
    if invitation is None or not person.is_active:
        raise NotFound
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    invitation.token_hash = _hash(token)
    invitation.save(update_fields=["token_hash"])
    return reverse("people:accept", args=[token])


@transaction.atomic
def hand_over_invitation(person: User, *, by: User, at: datetime) -> str:
    """Make the link for an administrator who hands it over, where no mail leaves the house; on record."""
    if not access.can_run_people(by):
        raise NotAllowed
    path = invitation_path(person, at=at)
    record("user.invitation_handed_over", by=Actor.person(by), at=at, about=[person])
    return path


def open_invitation(token: str, *, at: datetime) -> Invitation:
    """The invitation of a token; NotFound for unknown, used, expired and withdrawn alike."""
    found = Invitation.objects.select_related("user", "invited_by").filter(token_hash=_hash(token)).first()
    if found is None or found.accepted_at is not None or found.expires_at <= at or not found.user.is_active:
        raise NotFound
    return found


@transaction.atomic
def accept_invitation(token: str, *, name: str, password: str, at: datetime) -> User:
    """Set the password, once. Raises NotFound when the link is not good (any more)."""
    person = _locked(open_invitation(token, at=at).user_id)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(user=person)
    if invitation.accepted_at is not None or invitation.token_hash != _hash(token) or not person.is_active:
        raise NotFound
    person.name = name
    person.set_password(password)
    person.save(update_fields=["name", "password"])
    invitation.accepted_at, invitation.token_hash = at, _unknown_hash()
    invitation.save(update_fields=["accepted_at", "token_hash"])
    record("user.joined", by=Actor.person(person), at=at, about=[person])
    return person
