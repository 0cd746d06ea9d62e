"""A link's token is random, returned once, and stored only as a hash."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import models
from django.utils.crypto import salted_hmac

from goodword.journal.actions.record import subject_kind
from goodword.kernel.errors import NotFound
from goodword.links.models import Link, Purpose

TOKEN_BYTES = 32


def hash_token(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def issue(
    purpose: Purpose,
    *,
    about: models.Model,
    expires_at: datetime,
    at: datetime,
    contact_id: int | None = None,
    user_id: int | None = None,
    bound_to: str = "",
) -> str:
    """Make a link and return its token; called while a mail is being sent, so that it stands nowhere else."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Link.objects.create(
        purpose=purpose,
        token_hash=hash_token(token),
        subject_kind=subject_kind(about),
        subject_id=about.pk,
        contact_id=contact_id,
        user_id=user_id,
        created_at=at,
        expires_at=expires_at,
        bound_to=bound_to,
    )
    return token


def issue_beside(standing: Link, token: str, *, purpose: Purpose, about: models.Model, at: datetime) -> str:
    """The token by which whoever holds a link opens what belongs to it, as long as the link lives: the same one however often they ask.

    It is made of the token that they hold, which stands nowhere, and of our key.
    """
    beside = salted_hmac("goodword.links.beside", f"{purpose}:{token}", algorithm="sha256").hexdigest()
    made = {
        "subject_kind": subject_kind(about),
        "subject_id": about.pk,
        "contact_id": standing.contact_id,
        "user_id": standing.user_id,
        "created_at": at,
        "expires_at": standing.expires_at,
        "bound_to": standing.bound_to,
    }
    Link.objects.get_or_create(purpose=purpose, token_hash=hash_token(beside), defaults=made)
    return beside


def find(token: str, *, purposes: tuple[Purpose, ...], at: datetime) -> Link:
    """The live link of a token for one of these purposes. Raises NotFound for unknown, expired and revoked alike."""
    link = (
        Link.objects.select_related("contact", "contact__account", "user")
        .filter(token_hash=hash_token(token), purpose__in=purposes)
        .first()
    )
    if link is None or link.revoked_at is not None or link.expires_at <= at:
        raise NotFound
    return link


def find_dead(token: str, *, purposes: tuple[Purpose, ...]) -> Link | None:
    """The link of a token that worked once and does not any more: only whoever was given it can know its token."""
    return (
        Link.objects.select_related("contact", "contact__account", "user")
        .filter(token_hash=hash_token(token), purpose__in=purposes)
        .first()
    )


def mark_opened(link: Link, *, at: datetime) -> None:
    """Remember the first time the page was opened; changes nothing else."""
    Link.objects.filter(pk=link.pk, first_opened_at=None).update(first_opened_at=at)


def start(link: Link, *, at: datetime, lasts: timedelta) -> None:
    """The first use of a link that lives shortly: from now on it ends soon. Using it again changes nothing."""
    Link.objects.filter(pk=link.pk, first_opened_at=None, revoked_at=None).update(first_opened_at=at, expires_at=at + lasts)


def revoke(*, about: models.Model, purposes: tuple[Purpose, ...], at: datetime, user_id: int | None = None) -> int:
    """Revoke every live link about a row for these purposes, of one colleague when that is said; returns how many."""
    rows = Link.objects.filter(subject_kind=subject_kind(about), subject_id=about.pk, purpose__in=purposes, revoked_at=None)
    if user_id is not None:
        rows = rows.filter(user_id=user_id)
    return rows.update(revoked_at=at)


def revoke_token(token: str, *, at: datetime) -> None:
    """Revoke the link of a token that reached nobody."""
    Link.objects.filter(token_hash=hash_token(token), revoked_at=None).update(revoked_at=at)
