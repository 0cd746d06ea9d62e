"""A mail to a customer could not be delivered: the manager is told, who can reach them another way."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer, hello, number, open_request, the_manager, the_owner, the_requester
from goodword.notifications.messages.reasons import REASONS
from goodword.notifications.queries import Scene, mail_of


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    request, mail = scene.reference_request, mail_of(scene)
    if request is None or mail is None or scene.candidate is None:
        return Stale("gone")
    lines = [_("Our mail to %(customer)s could not be delivered.") % {"customer": customer(scene)}]
    if mail.error in REASONS:
        lines[0] += f" {REASONS[mail.error]}"
    elif mail.error:
        lines.append(_("The mail server said: %(error)s") % {"error": mail.error})
    contact = scene.candidate.contact
    if contact is not None and contact.bounced_at is not None:
        lines.append(_("Nobody writes to this address until it is changed: please put the right one on the customer's page."))
    return Letter(
        subject=_("%(number)s: a mail to the customer did not arrive") % {"number": number(scene)},
        greeting=hello(reader),
        sender=request.manager,
        paragraphs=(*lines, _("Perhaps you can reach them another way, and note it on the request.")),
        button=open_request(scene),
    )


MESSAGE = Message(
    code="not_delivered",
    kind=Kind.TROUBLE,
    label=gettext_lazy("Mail to a customer did not leave"),
    readers=lambda scene: [the_manager(scene) or the_requester(scene), the_owner(scene)],
    letter=_letter,
)
