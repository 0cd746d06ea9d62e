"""What a customer set itself is not loosened behind its back: one of us does it with a reason, which stays on the timeline."""

from django.utils.translation import gettext as _

from goodword.customers.models import Contact
from goodword.customers.queries.own_word import own_words
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.refusal import Refused, refuse
from goodword.people.queries import today
from goodword.ui.dates import full_day_words


def unsaid_reason(contact: Contact | None, what: str, *, by: Actor, looser: bool, note: str) -> Refused | None:
    """Refuse a colleague who loosens what a contact set itself, and does not say why; nothing for everybody else."""
    if contact is None or not looser or note.strip() or by.kind is not ActorKind.PERSON:
        return None
    said_at = own_words([contact.pk]).get((contact.pk, what))
    if said_at is None:
        return None
    words = _("%(name)s set this on %(day)s. Say why it changes: the reason stays on the timeline.")
    return refuse("reason_of_ours", words % {"name": contact.name, "day": full_day_words(today(said_at))})
