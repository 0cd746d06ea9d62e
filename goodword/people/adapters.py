"""What our house asks of the sign-in library: nobody signs up, and mails go through the outbox."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goodword.kernel import clock
from goodword.people import queries
from goodword.people.actions import request_password_reset
from goodword.people.models import User


class SignsIn(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Who is signed in, read together with the roles they hold and the program: every page asks for all three."""

    def get_user(self, user_id: int) -> User | None:
        """Return the person of a session, unless they were deactivated meanwhile."""
        return queries.signed_in(user_id)


SAID_BY_THE_PAGE = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in for people who were invited."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Address and password do not fit together. What you typed as address was kept."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, or set a new password by mail."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are invited; nobody signs up."""
        del request
        return False

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any) -> None:
        """Say what happened, but not that somebody is in or out: they see it."""
        if message_template not in SAID_BY_THE_PAGE:
            super().add_message(request, level, message_template, *args, **kwargs)

    def post_login(self, request: HttpRequest, user: User, *, redirect_url: str | None = None, **how: Any) -> Any:
        """Lead the first administrator of a new installation to where it is set up; whoever came for another page goes there."""
        if redirect_url in (None, "", "/") and user.is_administrator and not queries.program().company_name:
            redirect_url = reverse("people:begin")
        return super().post_login(request, user, redirect_url=redirect_url, **how)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Record that somebody asked; the reaction writes the mail, and the link is made when it leaves."""
        del email, context
        request_password_reset(user, at=clock.now())

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords count for where they come from, so that a stranger cannot lock somebody out."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{self.get_client_ip(request)}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The library itself sends nothing: every mail of ours is a row in the outbox."""
        del template_prefix, email, context


def tried_address(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The address somebody tries to sign in with, as the throttle counts it."""
    tried = (credentials or {}).get("email") or request.POST.get("login", "")
    return str(tried).strip().lower()[:254]
