"""A contact changed what we may ask them, on their own page: the reference manager and the account owner read what."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.customers.kinds.sentences import SENTENCES
from goodword.customers.queries.own_word import told_in_step
from goodword.customers.queries.timeline import timeline_items
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello
from goodword.notifications.queries import Scene, contact_of
from goodword.people.queries import manager_for
from goodword.requests.actions.own_page import LEFT
from goodword.ui.navigation import address


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    contact = contact_of(scene)
    if contact is None:
        return Stale("gone")
    said = {"name": contact.name, "customer": contact.account.name}
    told = [f"{item.text}." for item in timeline_items(told_in_step(scene.entry), SENTENCES, today=scene.today)]
    lines = [_("%(name)s at %(customer)s changed on their own page what we may ask them:") % said, "\n".join(told)]
    if scene.data.get("undoes"):
        lines[0] = _("%(name)s at %(customer)s took back a change on their own page. It stands like this now:") % said
    ended = int(scene.data.get("ended") or 0)
    if ended:
        lines.append(
            ngettext(
                "It ended %(n)s question that was open; whoever waited for it knows.",
                "It ended %(n)s questions that were open; whoever waited for them knows.",
                ended,
            )
            % {"n": ended}
        )
    lines.append(_("It counts from now on, and there is nothing you have to do."))
    return Letter(
        subject=_("%(name)s at %(customer)s changed what we may ask") % said,
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=None,
        button=Button(label=_("Open the customer"), path=address("desk:account", contact.account_id)),
    )


def _readers(scene: Scene) -> list[Reader | None]:
    contact = contact_of(scene)
    if contact is None or (scene.data.get("what") == LEFT and not scene.data.get("undoes")):
        return []  # that they left is told in words of its own (contact_stopped)
    return [manager_for(account=contact.account), contact.account.owner]


MESSAGE = Message(
    code="own_page_changed",
    kind=Kind.CUSTOMER,
    label=gettext_lazy("A customer changed what we may ask"),
    readers=_readers,
    letter=_letter,
)
