"""A letter to somebody at a customer: the text in force in their language, the facts in it, and what somebody changed in this one mail."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _

from goodword.customers.models import Contact
from goodword.journal.models import Entry
from goodword.links.models import Purpose
from goodword.notifications.messages.letter import Attachment, Button, Letter
from goodword.notifications.messages.phrases import asks_for_peace, hello, keeper
from goodword.notifications.queries import CANDIDATE, Scene
from goodword.requests.models import Candidate
from goodword.requests.queries.letters import facts_of, worded
from goodword.texts.kinds import KINDS
from goodword.texts.kinds.filling import paragraphs_of
from goodword.texts.models import OwnWords
from goodword.texts.queries import own_words_of

WAY_OUT_DAYS: Final = 365
FIRST_SENT_BY: Final = ("candidate.asked", "candidate.reminded")


def to_customer(
    scene: Scene,
    reader: Contact,
    kind: str,
    *,
    candidate: Candidate,
    more: Callable[[], Mapping[str, str]] = dict,
    ours: tuple[str, ...] = (),
    button: Button | None = None,
    calendar: Attachment | None = None,
    instead: str = "",
    small: bool = True,
) -> Letter:
    """Word it.

    `more` are facts that only this message knows, `ours` lines of our own below the words, `instead` a body for this mail alone.
    """
    if scene.reference_request is not None:
        candidate.reference_request = scene.reference_request
    made = worded(
        kind,
        reader,
        house=scene.program,
        facts=lambda: {**facts_of(candidate, reader, at=scene.at, due_at=candidate.answer_due_at), **more()},
    )
    own, filled = _own_words(scene, candidate), made.filled
    body = own.body if own is not None else instead
    return Letter(
        subject=own.subject if own is not None else filled.subject,
        greeting=filled.greeting if reader.name and filled.greeting else hello(reader),
        paragraphs=(*(paragraphs_of(body) if body else filled.paragraphs), *ours),
        closing=filled.closing,
        sender=keeper(scene),
        button=button,
        calendar=calendar,
        small=asks_for_peace(reader) if small else "",
        foot=way_out(scene, reader) if KINDS[kind].may_stop else None,
        text=made.text,
        added=ours,
    )


def way_out(scene: Scene, reader: Contact) -> Button:
    """The quiet button under mails that nobody asked for."""
    ends = scene.at + timedelta(days=WAY_OUT_DAYS)
    return Button(label=_("I want no more mail like this"), purpose=Purpose.STOP_MAIL, about=reader, expires_at=ends)


def _own_words(scene: Scene, candidate: Candidate) -> OwnWords | None:
    """What was changed in this mail; else a fresh link brings the words of the mail whose link it replaces."""
    own = own_words_of(scene.entry.pk)
    if own is not None or scene.entry.verb != "candidate.link_renewed":
        return own
    before = Entry.objects.filter(
        verb__in=FIRST_SENT_BY, subjects__kind=CANDIDATE, subjects__object_id=candidate.pk, at__lte=scene.entry.at
    )
    last = before.order_by("-at", "-pk").first()
    return own_words_of(last.pk) if last is not None else None
