"""A customer wants no more mail from us: who answers for it, and who leads its region, hear it from here."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.journal.models import Note
from goodword.kernel.actor import ActorKind
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello
from goodword.notifications.queries import Scene
from goodword.people.queries import manager_for
from goodword.ui.navigation import address


def _contact(scene: Scene) -> Contact | None:
    about = scene.entry.subjects.filter(kind="contact").values("object_id")
    return Contact.objects.select_related("account__owner", "account__region").filter(pk__in=about).first()


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    contact = _contact(scene)
    if contact is None:
        return Stale("gone")
    if not contact.do_not_contact and not scene.reading:
        return Stale()
    said = {"name": contact.name, "customer": contact.account.name}
    if scene.data.get("left"):
        return _left(scene, contact, reader)
    return Letter(
        subject=_("%(name)s at %(customer)s wants no more mail") % said,
        greeting=hello(reader),
        sender=None,
        paragraphs=(
            _("%(name)s at %(customer)s asked us to write no more. Nobody here asks them again, and what was open has ended.") % said,
            _("What they agreed to before stands. If you meet them, a kind word may help; please do not ask them why in a mail."),
        ),
        button=Button(label=_("Open the customer"), path=address("desk:account", contact.account_id)),
    )


def _left(scene: Scene, contact: Contact, reader: Reader) -> Letter:
    """They left on their own page: why, if they said so, and what it means for their company."""
    said = {"name": contact.name, "customer": contact.account.name}
    note = Note.objects.filter(entry=scene.entry.pk).values_list("text", flat=True).first()
    others = contact.account.contacts.filter(left_on=None, do_not_contact=False).exclude(pk=contact.pk).exists()
    lines = [_("%(name)s at %(customer)s left the program. Nobody asks them any more, and what was open has ended.") % said]
    if note:
        lines.append(_("They wrote: “%(words)s”") % {"words": note})
    if not others:
        lines.append(_("We know nobody else there whom we may ask: nobody at %(customer)s is asked until somebody is written down.") % said)
    elif contact.is_champion:
        lines.append(_("They were our champion there. Their colleagues may still be asked; please find out who speaks for them now."))
    lines.append(_("They can take it back on their page for a day. If you meet them, a thank you is in place; please do not ask them why."))
    return Letter(
        subject=_("%(name)s at %(customer)s left the program") % said,
        greeting=hello(reader),
        sender=None,
        paragraphs=tuple(lines),
        button=Button(label=_("Open the customer"), path=address("desk:account", contact.account_id)),
    )


def _readers(scene: Scene) -> list[Reader | None]:
    """Nobody when one of us wrote it down."""
    contact = _contact(scene)
    if contact is None or scene.entry.actor_kind != ActorKind.CONTACT.value:
        return []
    return [contact.account.owner, manager_for(account=contact.account)]


MESSAGE = Message(
    code="contact_stopped",
    kind=Kind.CUSTOMER,
    label=gettext_lazy("Customer wants no more mail"),
    readers=_readers,
    letter=_letter,
)
