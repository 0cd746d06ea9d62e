"""A forgotten password: somebody asks, the mail that leaves brings the link."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.people.models import User


@transaction.atomic
def request_password_reset(person: User, *, at: datetime) -> None:
    """Record that somebody asked for a new password of this person; nobody learns whether the address is known."""
    record("user.password_reset_asked", by=Actor.system(), at=at, about=[person])


def password_reset_path(person: User) -> str:
    """Make the link, while its mail is being sent; it dies with the next sign-in or password."""
    if not person.is_active:
        raise NotFound
    key = default_token_generator.make_token(person)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
