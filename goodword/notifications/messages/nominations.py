"""What is told about nominations: to whoever decides, to whoever nominated, and to the champion who is in."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.kernel.text import Words
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import company, hello
from goodword.notifications.messages.to_customer import way_out
from goodword.notifications.queries import Scene, contact_of
from goodword.people.models import User
from goodword.recruiting.models import Nomination
from goodword.recruiting.queries.deciding import nomination_by
from goodword.recruiting.queries.welcome import is_stopped, why_no_letter
from goodword.recruiting.states import NominationState
from goodword.requests.queries.letters import called, worded
from goodword.texts.kinds.filling import paragraphs_of
from goodword.texts.queries import own_words_of

_S = NominationState
OPEN_IT: Words = gettext_lazy("Open it")
Say = Callable[[Nomination, Scene], tuple[str, tuple[str, ...]]]


def _about(scene: Scene) -> Nomination | None:
    keys = [each.object_id for each in scene.entry.subjects.all() if each.kind == "nomination"]
    return nomination_by(keys[0]) if keys else None


def _note(scene: Scene) -> str:
    note = getattr(scene.entry, "note", None)
    return note.text if note is not None else ""


def _message(
    code: str, label: Words, say: Say, *, to_decider: bool, while_in: tuple[str, ...] = (), label_of_button: Words = OPEN_IT
) -> Message:
    def letter(scene: Scene, reader: Reader) -> Letter | Stale:
        row = _about(scene)
        if row is None:
            return Stale("gone")
        if while_in and row.state not in while_in and not scene.reading:
            return Stale()
        subject, paragraphs = say(row, scene)
        return Letter(
            subject=subject,
            greeting=hello(reader),
            paragraphs=tuple(each for each in paragraphs if each),
            sender=scene.actor,
            button=Button(label=str(label_of_button), path=reverse("recruiting:nomination", args=[row.number])),
        )

    def readers(scene: Scene) -> list[User | None]:
        row = _about(scene)
        return [(row.manager if to_decider else row.nominator) if row is not None else None]

    return Message(code=code, kind=Kind.LEAD if to_decider else Kind.MOVES, label=label, readers=readers, letter=letter)


def _said(row: Nomination) -> dict[str, str]:
    return {"number": row.reference, "who": row.nominator.name, "account": row.account.name}


def _submitted(row: Nomination, _scene: Scene) -> tuple[str, tuple[str, ...]]:
    board = row.purpose == "advisory_board"
    subject = (
        _("%(number)s: %(who)s nominates %(account)s for the advisory board") if board else _("%(number)s: %(who)s nominates %(account)s")
    )
    first = _("%(who)s thinks that %(account)s should be on the advisory board. You decide first.")
    second = _("%(who)s thinks that %(account)s would put in a good word for us.")
    champion = _("Champion: %(name)s") % {"name": row.champion.name} if row.champion is not None else ""
    return subject % _said(row), ((first if board else second) % _said(row), champion)


def _asked_back(row: Nomination, scene: Scene) -> tuple[str, tuple[str, ...]]:
    subject = _("%(number)s: one more thing about %(account)s") % _said(row)
    first = _("Thank you for nominating %(account)s. Before anything is decided, one more thing:") % _said(row)
    return subject, (first, _note(scene) or row.asked_back)


def _answered(row: Nomination, scene: Scene) -> tuple[str, tuple[str, ...]]:
    return _("%(number)s: %(who)s answered about %(account)s") % _said(row), (_("You asked for more. The answer:"), _note(scene))


def _approved(row: Nomination, _scene: Scene) -> tuple[str, tuple[str, ...]]:
    if row.purpose == "advisory_board":
        return _("%(number)s: yes to %(account)s on the advisory board") % _said(row), (
            _("%(account)s is welcome on the advisory board. Thank you for putting them forward.") % _said(row),
        )
    return _("%(number)s: %(account)s is in") % _said(row), (
        _("%(account)s joined the reference program. Thank you: without you we would not have thought of them.") % _said(row),
    )


def _turned_down(row: Nomination, scene: Scene) -> tuple[str, tuple[str, ...]]:
    return _("%(number)s: not this time for %(account)s") % _said(row), (
        _("Thank you for nominating %(account)s. It was looked at with care, and it is not the time for it:") % _said(row),
        _note(scene) or row.reason,
        _("That is no no for ever. If things change, it can be opened again."),
    )


def _withdrawn(row: Nomination, scene: Scene) -> tuple[str, tuple[str, ...]]:
    return _("%(number)s: %(account)s is withdrawn") % _said(row), (
        _("%(who)s took the nomination of %(account)s back. There is nothing left to decide.") % _said(row),
        _note(scene),
    )


SUBMITTED = _message(
    "nomination_submitted", gettext_lazy("New nomination"), _submitted, to_decider=True, while_in=(_S.SUBMITTED, _S.IN_REVIEW)
)
ASKED_BACK = _message(
    "nomination_asked_back",
    gettext_lazy("More about a nomination"),
    _asked_back,
    to_decider=False,
    while_in=(_S.NEEDS_INFORMATION,),
    label_of_button=gettext_lazy("Answer"),
)
ANSWERED = _message(
    "nomination_answered", gettext_lazy("Nomination answered"), _answered, to_decider=True, while_in=(_S.SUBMITTED, _S.IN_REVIEW)
)
APPROVED = _message("nomination_approved", gettext_lazy("Nomination approved"), _approved, to_decider=False)
TURNED_DOWN = _message("nomination_turned_down", gettext_lazy("Nomination not approved"), _turned_down, to_decider=False)
WITHDRAWN = _message("nomination_withdrawn", gettext_lazy("Nomination withdrawn"), _withdrawn, to_decider=True)


def _welcome(scene: Scene, reader: Reader) -> Letter | Stale:
    row = _about(scene)
    if row is None or not isinstance(reader, Contact) or row.champion_id != reader.pk:
        return Stale("gone")
    if (is_stopped(scene.entry) or why_no_letter(row, at=scene.at) is not None) and not scene.reading:
        return Stale()
    writer = scene.actor
    facts = {
        "name": called(reader.name),
        "full_name": reader.name,
        "company": company(scene),
        "asker": called(writer.name) if writer else "",
        "asker_name": writer.name if writer else "",
    }
    made, own = worded("welcome", reader, house=scene.program, facts=lambda: facts), own_words_of(scene.entry.pk)
    return Letter(
        subject=own.subject if own is not None else made.filled.subject,
        greeting=made.filled.greeting if reader.name and made.filled.greeting else hello(reader),
        paragraphs=paragraphs_of(own.body) if own is not None else made.filled.paragraphs,
        closing=made.filled.closing,
        text=made.text,
        sender=writer,
        button=Button(label=_("Your own page"), path=reverse("portal:me")),
        foot=way_out(scene, reader),
    )


WELCOME = Message(
    code="welcome",
    kind=None,
    label=gettext_lazy("Welcome letter"),
    readers=lambda scene: [contact_of(scene)],
    letter=_welcome,
    delayed=True,
)
