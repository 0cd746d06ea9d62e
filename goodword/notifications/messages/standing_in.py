"""Being away and standing in: the deputy is told, whoever is away when somebody else noted it, and who need not answer any more."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.approvals.states import State
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import (
    customer,
    hello,
    number,
    open_request,
    said_before,
    the_approver,
    the_manager,
    the_requester,
    until,
)
from goodword.notifications.queries import Scene, colleague
from goodword.people.models import Absence


def _absence(scene: Scene) -> Absence | None:
    """The absence as it was noted then; nothing once it was changed, taken back or is over."""
    found = Absence.objects.select_related("user", "deputy").filter(pk=scene.data.get("absence", 0)).first()
    if found is None or found.to_on.isoformat() != scene.data["to_on"] or found.from_on.isoformat() != scene.data["from_on"]:
        return None
    return found if found.deputy_id == scene.data["deputy"] and (found.to_on > scene.today or scene.reading) else None


def _days(scene: Scene) -> dict[str, str]:
    first, back = (date.fromisoformat(scene.data[name]) for name in ("from_on", "to_on"))
    return {"from": until(first, scene), "to": until(back - timedelta(days=1), scene)}


def _stands_in(scene: Scene, reader: Reader) -> Letter | Stale:
    absence = _absence(scene)
    if absence is None or absence.deputy_id != reader.pk:
        return Stale()
    said = {"name": absence.user.name, **_days(scene)}
    return Letter(
        subject=_("You stand in for %(name)s") % said,
        greeting=hello(reader),
        sender=absence.user,
        paragraphs=(
            (_("%(name)s is away on %(from)s") if said["from"] == said["to"] else _("%(name)s is away from %(from)s to %(to)s")) % said
            + _(", and what must be answered comes to you."),
            _("Of a confidential request you are let know when its answer is yours. What is still open afterwards you may both answer."),
        ),
        button=Button(label=_("See when"), path=reverse("people:person", args=[absence.user_id])),
    )


def _noted(scene: Scene, reader: Reader) -> Letter | Stale:
    absence = _absence(scene)
    if absence is None:
        return Stale()
    said = {"who": scene.actor.name if scene.actor else _("A colleague"), **_days(scene)}
    said["deputy"] = absence.deputy.name if absence.deputy else ""
    first = _("%(who)s noted that you are away from %(from)s to %(to)s.") % said
    second = _("%(deputy)s stands in: what must be answered goes there.") % said if absence.deputy else _("Nobody stands in.")
    return Letter(
        subject=_("Your absence is noted"),
        greeting=hello(reader),
        sender=scene.actor,
        paragraphs=(f"{first} {second}", _("It is not so? Change it, or take it back.")),
        button=Button(label=_("Open your settings"), path=reverse("people:settings")),
    )


def _answered(scene: Scene, reader: Reader) -> Letter | Stale:
    approval, candidate = scene.approval, scene.candidate
    if approval is None or candidate is None:
        return Stale("gone")
    if approval.state not in (State.APPROVED, State.DECLINED) and not scene.reading:
        return Stale()
    said = {"number": number(scene), "who": scene.actor.name if scene.actor else _("Somebody else"), "customer": customer(scene)}
    line = (
        _("%(who)s said yes: %(customer)s may be asked.") if approval.state == State.APPROVED else _("%(who)s said no about %(customer)s.")
    )
    return Letter(
        subject=_("%(number)s: you need not answer any more") % said,
        greeting=hello(reader),
        sender=scene.actor,
        paragraphs=(line % said, _("You were asked as well; the first answer counts, so there is nothing for you to do.")),
        button=open_request(scene),
    )


def _both_asked(scene: Scene) -> list[Reader | None]:
    """Whoever was asked and whose place it was; who hears of the answer anyway is not told twice.

    Nobody where the owner had said it before: nobody was asked.
    """
    if said_before(scene):
        return []
    hear_anyway = [the_manager(scene), the_requester(scene) if scene.entry.verb == "candidate.owner_declined" else None]
    asked = [the_approver(scene), scene.approval.deputy_for if scene.approval else None]
    return [each for each in asked if each not in hear_anyway]


STANDS_IN = Message(
    code="stands_in",
    kind=Kind.STAND_IN,
    label=gettext_lazy("Standing in for a colleague"),
    readers=lambda scene: [] if scene.data.get("together") else [colleague(scene.data.get("deputy"))],
    letter=_stands_in,
)
ABSENCE_NOTED = Message(
    code="absence_noted",
    kind=Kind.STAND_IN,
    label=gettext_lazy("An absence noted by somebody else"),
    readers=lambda scene: [colleague(scene.data.get("person"))] if scene.data.get("together") != scene.data.get("person") else [],
    letter=_noted,
)
ANSWERED = Message(
    code="answered_already", kind=Kind.STAND_IN, label=gettext_lazy("Somebody else answered"), readers=_both_asked, letter=_answered
)
