"""An owner says that a customer is no reference any more: the reference manager decides."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Account
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello
from goodword.notifications.queries import Scene
from goodword.people.models import User
from goodword.people.queries import manager_for
from goodword.ui.navigation import address


def _account(scene: Scene) -> Account | None:
    about = scene.entry.subjects.filter(kind="account").values("object_id")
    return Account.objects.select_related("region").filter(pk__in=about).first()


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    account, note = _account(scene), getattr(scene.entry, "note", None)
    if account is None:
        return Stale("gone")
    said = {"name": account.name, "who": scene.actor.name if scene.actor else _("Somebody")}
    lines = [_("%(who)s says that %(name)s is no longer a reference.") % said, f"“{note.text}”" if note else ""]
    lines.append(_("Nothing has changed yet: retire them on their page, or confirm the record."))
    return Letter(
        subject=_("%(name)s: no longer a reference?") % said,
        greeting=hello(reader),
        sender=scene.actor,
        paragraphs=tuple(each for each in lines if each),
        button=Button(label=_("Open the customer"), path=address("desk:account", account.pk)),
    )


def _readers(scene: Scene) -> list[User | None]:
    account = _account(scene)
    return [manager_for(account=account)] if account is not None else []


MESSAGE = Message(
    code="retire_proposed", kind=Kind.RECRUITING, label=gettext_lazy("No longer a reference?"), readers=_readers, letter=_letter
)
