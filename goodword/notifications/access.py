"""Who may read the outbox, and which mails of it."""

from django.db.models import Q, QuerySet

from goodword.journal.models import Entry
from goodword.kernel.actor import ActorKind
from goodword.notifications.models import Mail
from goodword.notifications.states import State
from goodword.people.models import User
from goodword.requests.access import can_override, candidates_visible_to
from goodword.requests.models import Candidate


def can_read_outbox(user: User) -> bool:
    """Administrators, and operators of the installation."""
    return user.is_active and (user.is_staff or user.is_administrator)


def visible_to(user: User) -> QuerySet[Mail]:
    """The mails this person may read: for operators, less those of circles they are not in; for others, none."""
    if not can_read_outbox(user):
        return Mail.objects.none()
    return Mail.objects.filter(Q(circle=None) | Q(circle__in=user.circles.all()))


def can_stop(user: User, mail: Mail, candidate: Candidate) -> bool:
    """May keep a mail to a customer from leaving: whoever caused it, and whoever leads the request."""
    if not candidates_visible_to(user).filter(pk=candidate.pk).exists():
        return False
    caused = Entry.objects.filter(pk=mail.context["entry"], actor_kind=ActorKind.PERSON.value, actor_id=user.pk)
    return can_override(user, candidate) or caused.exists()


def can_retry(user: User, mail: Mail) -> bool:
    """A mail that failed may be sent again."""
    return can_read_outbox(user) and mail.state == State.FAILED
