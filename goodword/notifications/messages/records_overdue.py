"""Records wait for too long for their owners' word: whoever runs the program for these customers is told, once in a while."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.customers.models import Member
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Line, Message, Reader, Section, Stale
from goodword.notifications.messages.phrases import hello
from goodword.notifications.queries import Scene, colleague
from goodword.policy.queries import in_force
from goodword.policy.queries.verifying import overdue_of
from goodword.ui.dates import day_words
from goodword.ui.navigation import address

MOST_NAMED = 30


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    members = overdue_of(scene.data.get("manager"), in_force(scene.at))
    if not members and not scene.reading:
        return Stale()
    count = {"n": len(members)}
    return Letter(
        subject=ngettext(
            "%(n)s record waits for its owner's word for too long", "%(n)s records wait for their owners' word for too long", len(members)
        )
        % count,
        greeting=hello(reader),
        sender=None,
        paragraphs=(
            _("Their owners were asked to confirm them, and have not answered; or they have no owner whom one could ask."),
            _("Speak with the owner, give the customer to somebody else, or confirm the record yourself."),
        ),
        sections=(Section(title=_("Not confirmed"), lines=tuple(_line(each, scene) for each in members[:MOST_NAMED])),),
        button=Button(label=_("Look at them"), path=f"{address('desk:standing')}?why=overdue"),
    )


def _line(member: Member, scene: Scene) -> Line:
    owner, asked = member.account.owner, member.verify_asked_on
    if owner is None or not owner.is_active or asked is None:
        return Line(words=member.account.name, detail=_("Nobody owns it"))
    said = {"owner": owner.name, "day": day_words(asked, today=scene.today)}
    return Line(words=member.account.name, detail=_("%(owner)s, asked %(day)s") % said)


MESSAGE = Message(
    code="records_overdue",
    kind=Kind.RECRUITING,
    label=gettext_lazy("Records that wait for their owners for too long"),
    readers=lambda scene: [colleague(scene.data.get("to"))],
    letter=_letter,
)
