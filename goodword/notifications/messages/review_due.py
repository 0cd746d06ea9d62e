"""Whoever sees to registrations: some are due soon; the team of a customer has not answered; an accepted one comes to the manager."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.journal.models import Subject
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Line, Message, Reader, Section, Stale
from goodword.notifications.messages.phrases import hello, until
from goodword.notifications.queries import Scene, colleague
from goodword.people.models import User
from goodword.recruiting.kinds import RUN_BY, PublicProgram
from goodword.recruiting.models import Registration
from goodword.recruiting.states import REGISTRATION_OPEN, RegistrationState

MOST_NAMED = 12


def _due(scene: Scene, reader: Reader) -> Letter | Stale:
    keys = Subject.objects.filter(entry=scene.entry, kind="registration").values("object_id")
    rows = [
        each
        for each in Registration.objects.filter(pk__in=keys).select_related("account").order_by("due_on", "pk")
        if scene.reading or each.state in REGISTRATION_OPEN
    ]
    if not rows:
        return Stale()
    said = {"n": len(rows)}
    more = len(rows) - MOST_NAMED
    lines = tuple(
        Line(words=each.name or each.reference, detail=f"{each.company}, {until(each.due_on, scene)}") for each in rows[:MOST_NAMED]
    )
    tail = (_("And %(n)s more, on the page.") % {"n": more},) if more > 0 else ()
    return Letter(
        subject=ngettext("A registration waits for its answer", "%(n)s registrations wait for their answers", len(rows)) % said,
        greeting=hello(reader),
        paragraphs=(_("People who want to join the program were promised an answer. These are due soon."), *tail),
        sections=(Section(title=_("Due soon"), lines=lines),),
        sender=None,
        button=Button(label=_("Open the queue"), path=reverse("recruiting:registrations")),
    )


def _overdue(scene: Scene, reader: Reader) -> Letter | Stale:
    row, silent = scene.registration, colleague(scene.data.get("to"))
    if row is None or silent is None:
        return Stale("gone")
    owed = row.fitness.filter(asked=silent, answer="").exists()
    if not (owed and row.state in REGISTRATION_OPEN) and not scene.reading:
        return Stale()
    said = {"who": silent.name, "name": row.name, "company": row.company, "number": row.reference}
    return Letter(
        subject=_("%(number)s: no word from the team yet") % said,
        greeting=hello(reader),
        paragraphs=(
            _("%(who)s was asked, and reminded, and has not said yet whether %(name)s (%(company)s) fits.") % said,
            _("You can decide without it."),
        ),
        sender=silent,
        button=Button(label=_("Open the registration"), path=reverse("recruiting:registration", args=[row.number])),
    )


def _comes(scene: Scene, reader: Reader) -> Letter | Stale:
    row = scene.registration
    if row is None or row.account is None:
        return Stale("gone")
    if row.state != RegistrationState.ACCEPTED and not scene.reading:
        return Stale()
    said = {"name": row.name, "company": row.account.name, "number": row.reference}
    nomination = row.nomination
    path = reverse("recruiting:nomination", args=[nomination.number]) if nomination is not None else reverse("recruiting:registrations")
    return Letter(
        subject=_("%(company)s agreed in a discovery call: over to you") % said,
        greeting=hello(reader),
        paragraphs=(
            _("%(name)s of %(company)s registered on the public page, and agreed in a discovery call to take part.") % said,
            _("They got a mail that introduces you. The nomination has begun with what they wrote."),
        ),
        sender=scene.actor,
        button=Button(label=_("Open the nomination"), path=path),
    )


def _responsible(scene: Scene) -> list[User | None]:
    row = scene.registration
    return [] if row is None or row.responsible_id == scene.data.get("to") else [row.responsible]


def introduced(scene: Scene) -> User | None:
    """The reference manager to whom open source and education hand over; nobody where a reference manager accepted it anyway."""
    row = scene.registration
    if row is None or PublicProgram(row.program) not in RUN_BY:
        return None
    return colleague(scene.data.get("manager"))


DUE = Message(
    code="review_due",
    kind=Kind.RECRUITING,
    label=gettext_lazy("Registrations to answer"),
    readers=lambda scene: [colleague(scene.data.get("to"))],
    letter=_due,
)
OVERDUE = Message(
    code="fitness_overdue", kind=Kind.RECRUITING, label=gettext_lazy("No word on a registration"), readers=_responsible, letter=_overdue
)
COMES = Message(
    code="registration_comes",
    kind=Kind.RECRUITING,
    label=gettext_lazy("A registration comes to me"),
    readers=lambda scene: [introduced(scene)],
    letter=_comes,
)
