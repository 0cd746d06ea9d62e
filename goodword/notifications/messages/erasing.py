"""Being deleted: the mail to the person themselves, whose link alone does it; and what those who worked with them hear afterwards."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Account, Contact
from goodword.customers.queries.own_word import bound_to
from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import company, hello
from goodword.notifications.queries import Scene, contact_of
from goodword.people.queries import manager_for
from goodword.requests.queries.letters import called, worded
from goodword.ui.navigation import address

LASTS: Final = timedelta(hours=24)


def _link(scene: Scene, reader: Reader) -> Letter | Stale:
    if not isinstance(reader, Contact):
        return Stale("gone")
    if scene.at > scene.entry.at + LASTS and not scene.reading:
        return Stale()
    keeper = manager_for(account=reader.account)
    facts = {
        "name": called(reader.name),
        "full_name": reader.name,
        "company": company(scene),
        "asker": called(keeper.name) if keeper else "",
        "asker_name": keeper.name if keeper else "",
    }
    made = worded("erase_me", reader, house=scene.program, facts=lambda: facts)
    return Letter(
        subject=made.filled.subject,
        greeting=made.filled.greeting if reader.name and made.filled.greeting else hello(reader),
        paragraphs=made.filled.paragraphs,
        closing=made.filled.closing,
        text=made.text,
        sender=keeper,
        button=Button(
            label=_("See what goes, and delete me"),
            purpose=Purpose.ERASE,
            about=reader,
            expires_at=scene.entry.at + LASTS,
            bound_to=bound_to(reader),
        ),
        small=_("The link is meant for you alone: whoever opens it can delete you."),
    )


def _account(scene: Scene) -> Account | None:
    about = scene.entry.subjects.filter(kind="account").values("object_id")
    return Account.objects.select_related("owner", "region").filter(pk__in=about).first()


def _done(scene: Scene, reader: Reader) -> Letter | Stale:
    account = _account(scene)
    if account is None:
        return Stale("gone")
    said = {"customer": account.name}
    return Letter(
        subject=_("Somebody at %(customer)s was deleted") % said,
        greeting=hello(reader),
        sender=None,
        paragraphs=(
            _("Somebody at %(customer)s asked us to delete what we have on them, and it is done. Nobody can bring it back.") % said,
            _("What was open with them has ended. How often this customer was asked still counts, so its limits hold as before."),
            _("If you keep anything of this person elsewhere (in your mail, in notes, in files), please delete it there as well."),
            _("Documents beside this customer and its requests no program looks into: please look whether they speak of this person."),
        ),
        button=Button(label=_("Open the customer"), path=address("desk:account", account.pk)),
    )


def _readers(scene: Scene) -> list[Reader | None]:
    account = _account(scene)
    return [] if account is None else [account.owner, manager_for(account=account)]


ERASE_ME = Message(
    code="erase_me",
    kind=None,
    label=gettext_lazy("Link that deletes a customer's person"),
    readers=lambda scene: [contact_of(scene)],
    letter=_link,
    asked_for=True,
)
PERSON_ERASED = Message(
    code="person_erased",
    kind=Kind.CUSTOMER,
    label=gettext_lazy("Somebody at a customer was deleted"),
    readers=_readers,
    letter=_done,
)
