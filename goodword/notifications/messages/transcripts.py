"""What a customer said in an interview: to them to correct, and to whoever makes the story what came back."""

from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.customers.models import Contact
from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import asks_for_peace, company, hello
from goodword.notifications.queries import Scene, contact_of
from goodword.requests.queries.letters import called, worded
from goodword.stories.models import Story, Transcript
from goodword.stories.queries.people import makers_of
from goodword.stories.states import TranscriptState

OPEN_FOR: Final = timedelta(days=90)


def _about(scene: Scene) -> Transcript | None:
    key = next((each.object_id for each in scene.entry.subjects.all() if each.kind == "transcript"), 0)
    return Transcript.objects.select_related("story__manager", "story__account", "contact").filter(pk=key).first()


def _sent(scene: Scene, reader: Reader) -> Letter | Stale:
    row = _about(scene)
    if row is None or not isinstance(reader, Contact):
        return Stale("gone")
    if (row.state != TranscriptState.SENT or row.contact_id != reader.pk or row.state_at != scene.entry.at) and not scene.reading:
        return Stale()
    keeper = row.story.manager or scene.actor
    facts = {
        "name": called(reader.name),
        "full_name": reader.name,
        "company": company(scene),
        "asker": called(keeper.name) if keeper else company(scene),
        "asker_name": keeper.name if keeper else company(scene),
    }
    made = worded("transcript_sent", reader, house=scene.program, facts=lambda: facts)
    return Letter(
        subject=made.filled.subject,
        greeting=made.filled.greeting if reader.name and made.filled.greeting else hello(reader),
        paragraphs=made.filled.paragraphs,
        closing=made.filled.closing,
        text=made.text,
        sender=keeper,
        button=Button(label=_("Read what you said"), purpose=Purpose.TRANSCRIPT, about=row, expires_at=scene.entry.at + OPEN_FOR),
        small=asks_for_peace(reader),
    )


def _makers(scene: Scene) -> list[Reader | None]:
    row = _about(scene)
    return list(makers_of(row.story, today=scene.today)) if row is not None else []


def _came_back(scene: Scene, reader: Reader) -> Letter | Stale:
    row = _about(scene)
    if row is None:
        return Stale("gone")
    approved = scene.entry.verb == "story.transcript_approved"
    if row.state != (TranscriptState.APPROVED if approved else TranscriptState.RETURNED) and not scene.reading:
        return Stale()
    corrected = int(scene.data.get("corrected", 0))
    said = {"number": row.story.reference, "who": _who(row.story, scene)}
    words = _("%(who)s sent the transcript back.")
    if approved:
        words = _("%(who)s approved the transcript: it is sealed, and writing may begin.")
    more = ngettext("There is %(n)s correction.", "There are %(n)s corrections.", corrected) % {"n": corrected} if corrected else ""
    return Letter(
        subject=(_("%(number)s: the transcript is approved") if approved else _("%(number)s: the transcript came back")) % said,
        greeting=hello(reader),
        paragraphs=tuple(each for each in (words % said, more) if each),
        sender=None,
        button=Button(label=_("Open the transcript"), path=_page(row)),
    )


def _who(row: Story, scene: Scene) -> str:
    return _("The customer") if scene.is_confidential or row.account is None else row.account.name


def _page(row: Transcript) -> str:
    return reverse("stories:transcript", args=[row.story.number, row.pk])


SENT = Message(
    code="transcript_sent",
    kind=None,
    label=gettext_lazy("Transcript, to correct and approve"),
    readers=lambda scene: [contact_of(scene)],
    letter=_sent,
    delayed=True,
)
CAME_BACK = Message(
    code="transcript_came_back",
    kind=Kind.CUSTOMER,
    label=gettext_lazy("Transcript: approved, or came back"),
    readers=_makers,
    letter=_came_back,
)
