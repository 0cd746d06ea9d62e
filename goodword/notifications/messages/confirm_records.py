"""An owner is asked whether what is known of their customers is still right: one mail for all of theirs."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Line, Message, Reader, Section, Stale
from goodword.notifications.messages.phrases import hello, link_ends
from goodword.notifications.queries import Scene, colleague
from goodword.people.models import User
from goodword.policy.queries import in_force
from goodword.policy.queries.verifying import to_confirm
from goodword.ui.dates import day_words
from goodword.ui.navigation import address

DAYS, MOST_NAMED = 30, 30


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    if not isinstance(reader, User):
        return Stale("gone")
    members = list(to_confirm(reader, in_force(scene.at)))
    if not members and not scene.reading:
        return Stale()
    count = len(members)
    return Letter(
        subject=ngettext(
            "Is what we know of a customer of yours still right?",
            "Is what we know of %(n)s customers of yours still right?",
            count,
        )
        % {"n": count},
        greeting=hello(reader),
        sender=None,
        paragraphs=(_("Nobody has confirmed them for a while. One click each: still right, with changes, or no longer a reference."),),
        sections=(
            Section(
                title=_("To confirm"),
                lines=tuple(
                    Line(
                        words=each.account.name,
                        detail=_("Last confirmed %(day)s") % {"day": day_words(each.verified_on or each.joined_on, today=scene.today)},
                    )
                    for each in members[:MOST_NAMED]
                ),
            ),
        ),
        button=Button(
            label=_("Look at them"),
            path=address("desk:confirm_records"),
            purpose=Purpose.OWNER_RECORDS,
            about=reader,
            expires_at=link_ends(scene, days=DAYS),
        ),
        small=_("The link opens a page for you alone, without signing in."),
    )


def _readers(scene: Scene) -> list[User | None]:
    return [colleague(scene.data.get("to"))]


MESSAGE = Message(
    code="confirm_records",
    kind=Kind.RECRUITING,
    label=gettext_lazy("Records of my customers to confirm"),
    readers=_readers,
    letter=_letter,
)
