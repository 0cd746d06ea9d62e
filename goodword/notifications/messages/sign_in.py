"""Mails about signing in: an invitation, and a forgotten password. Their links are made when they leave."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import company, hello
from goodword.notifications.queries import Scene
from goodword.people.actions import invitation_path, password_reset_path
from goodword.people.models import User


def _invited(scene: Scene, reader: Reader) -> Letter | Stale:
    if not isinstance(reader, User):
        return Stale("gone")
    if reader.has_usable_password() and not scene.reading:
        return Stale()
    who = scene.actor.name if scene.actor else company(scene)
    return Letter(
        subject=_("%(who)s invites you to Goodword") % {"who": who},
        greeting=hello(reader),
        sender=scene.actor,
        paragraphs=(
            _(
                "%(who)s invites you to the reference program of %(company)s: there you ask for a customer who puts in a good word, "
                "and answer for those you look after."
            )
            % {"who": who, "company": company(scene)},
            _("The link below lets you choose a password. It works for a week."),
        ),
        button=Button(label=_("Choose a password"), make_path=partial(invitation_path, reader, at=scene.at)),
        small=_("You did not expect this? Then leave it, and nothing happens."),
    )


def _forgotten(scene: Scene, reader: Reader) -> Letter | Stale:
    if not isinstance(reader, User) or not scene.person:
        return Stale("gone")
    return Letter(
        subject=_("Your new password for Goodword"),
        greeting=hello(reader),
        sender=None,
        paragraphs=(_("Somebody, probably you, asked for a new password. The link below lets you choose one."),),
        button=Button(label=_("Choose a new password"), make_path=partial(password_reset_path, reader)),
        small=_("It was not you? Then leave it: your password stays as it is."),
    )


INVITED = Message(
    code="invited",
    kind=Kind.ACCESS,
    label=gettext_lazy("Invitation to sign in"),
    readers=lambda scene: [scene.person],
    letter=_invited,
    to_actor=True,
)
FORGOTTEN = Message(
    code="password_reset",
    kind=Kind.ACCESS,
    label=gettext_lazy("New password"),
    readers=lambda scene: [scene.person],
    letter=_forgotten,
    to_actor=True,
)
