"""The team of a customer is asked whether somebody there who registered fits; asked once more; or asked in the place of somebody."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Line, Message, Reader, Section, Stale
from goodword.notifications.messages.phrases import hello, link_ends
from goodword.notifications.queries import Scene, colleague
from goodword.people.models import User
from goodword.recruiting.models import FitnessAnswer, FitnessAsk
from goodword.recruiting.states import REGISTRATION_OPEN


def _open(ask: FitnessAsk, scene: Scene) -> list[FitnessAnswer]:
    rows = ask.answers.select_related("registration__account").order_by("registration__due_on", "registration_id")
    return [each for each in rows if scene.reading or (not each.answer and each.registration.state in REGISTRATION_OPEN)]


def _letter(scene: Scene, reader: Reader) -> Letter | Stale:
    ask = FitnessAsk.objects.select_related("by").filter(pk=scene.data.get("ask") or 0).first()
    if ask is None or not isinstance(reader, User):
        return Stale("gone")
    rows = _open(ask, scene)
    if not rows:
        return Stale()
    said = {"n": len(rows)}
    first = ngettext(
        "Somebody at one of your customers wants to join the reference program. Do they fit?",
        "%(n)s people at your customers want to join the reference program. Do they fit?",
        len(rows),
    )
    instead = colleague(scene.data.get("away"))
    subject = ngettext("Somebody at your customer wants to join: do they fit?", "%(n)s people want to join: do they fit?", len(rows))
    return Letter(
        subject=subject % said,
        greeting=hello(reader),
        paragraphs=tuple(
            filter(
                None,
                (
                    _("You are asked in the place of %(name)s.") % {"name": instead.name} if instead is not None else "",
                    first % said,
                    _(
                        "Fits, not now, or no: one click each. Only colleagues read it."
                    ),
                ),
            )
        ),
        sections=(
            Section(
                title=_("Who wants to join"),
                lines=tuple(
                    Line(
                        words=each.registration.account.name if each.registration.account else each.registration.company,
                        detail=", ".join(filter(None, (each.registration.name, each.registration.job_title))),
                    )
                    for each in rows
                ),
            ),
        ),
        sender=ask.by,
        button=Button(
            label=_("Answer"),
            path=reverse("recruiting:my_fitness"),
            purpose=Purpose.TEAM_FITNESS,
            about=ask,
            expires_at=link_ends(scene),
        ),
        small=_("The link opens a page for you alone, without signing in."),
    )


MESSAGE = Message(
    code="fitness_question",
    kind=Kind.WORD,
    label=gettext_lazy("Do they fit who want to join?"),
    readers=lambda scene: [colleague(scene.data.get("to"))],
    letter=_letter,
    to_actor=True,
)
