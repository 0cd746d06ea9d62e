"""The daily mail in words: what waits for its reader, what happened, whose outcome is missing. Made from rows as they are now.

A notice that was set aside says what it would say in a mail of its own, and nothing once it has passed. What waits is read from the
requests themselves, so that a question that was answered meanwhile is not asked again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.links.models import Purpose
from goodword.notifications import queries
from goodword.notifications.kinds import Kind
from goodword.notifications.messages import MESSAGES
from goodword.notifications.messages.letter import Button, Letter, Line, Section, Stale
from goodword.notifications.messages.phrases import hello
from goodword.notifications.models import Mail
from goodword.people.models import User
from goodword.requests.access import visible_to
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.ball import Step, Turn
from goodword.requests.queries.words import request_url
from goodword.requests.queries.work import about_it, act_on, asked_by, in_place_words, turns_of, what_i_do
from goodword.ui.dates import day_words, due_words, local_day

MOST: Final = 12
ANSWER_DAYS, OUTCOME_DAYS = timedelta(days=14), timedelta(days=60)
# What these ask for stands among the turns while it is still asked.
ASKS: Final = (Kind.WORD, Kind.OUTCOME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What there is to tell somebody; `was_asked`: a notice that was set aside stands among the turns."""

    waiting: tuple[tuple[ReferenceRequest, Turn], ...]
    outcomes: tuple[tuple[ReferenceRequest, Turn], ...]
    happened: tuple[Letter, ...]
    was_asked: bool

    @property
    def is_empty(self) -> bool:
        """Is there nothing at all."""
        return not (self.waiting or self.outcomes or self.happened)

    def is_news(self, *, since: date | None, today: date) -> bool:
        """Is it worth a mail: something was set aside and still holds, or something fell due since the last day that was looked at."""
        after = since or today - timedelta(days=1)
        due = [local_day(turn.due) for _row, turn in (*self.waiting, *self.outcomes) if turn.due is not None]
        return bool(self.happened) or self.was_asked or any(after < day <= today for day in due)


def gather(reader: User, notices: Iterable[Mail], *, at: datetime, beside: User | None = None, reading: bool = False) -> Gathered:
    """Read it in the active language and zone; with somebody `beside` the reader, only what both may know."""
    mine = [(row, turn) for row, turn in turns_of(reader, at=at) if turn.step is not Step.FINISH]
    if beside is not None:
        known = set(visible_to(beside).filter(pk__in=[row.pk for row, _turn in mine]).values_list("pk", flat=True))
        mine = [(row, turn) for row, turn in mine if row.pk in known]
    happened, was_asked = dict[str, Letter](), False
    for notice in notices:
        letter = _still_said(notice, reader, at=at, beside=beside, reading=reading)
        if isinstance(letter, Stale):
            continue
        if MESSAGES[notice.message].kind in ASKS:
            was_asked = was_asked or bool(mine)
        else:
            happened[letter.subject] = letter
    return Gathered(
        waiting=tuple(each for each in mine if each[1].step is not Step.OUTCOME),
        outcomes=tuple(each for each in mine if each[1].step is Step.OUTCOME),
        happened=tuple(happened.values()),
        was_asked=was_asked,
    )


def _still_said(notice: Mail, reader: User, *, at: datetime, beside: User | None, reading: bool) -> Letter | Stale:
    """What a notice says now; nothing to whoever is no longer in the know."""
    knows = all(queries.in_circle(notice.circle_id, each) for each in (reader, beside) if each is not None)
    if notice.message not in MESSAGES or not knows:
        return Stale("not_in_circle")
    return MESSAGES[notice.message].letter(queries.scene(notice.context["entry"], at=at, reading=reading), reader)


def daily_letter(reader: User, gathered: Gathered, *, at: datetime) -> Letter | Stale:
    """The mail; stale when there is nothing to tell any more."""
    if gathered.is_empty:
        return Stale()
    today = local_day(at)
    number, day = len(gathered.waiting), day_words(today, today=today)
    sections = (
        Section(title=_("Waiting for you"), lines=_turns(gathered.waiting, reader, at=at), pressing=True),
        Section(title=_("What happened"), lines=_happened(gathered.happened)),
        Section(title=_("Did it help?"), lines=_turns(gathered.outcomes, reader, at=at), pressing=True),
    )
    if number:
        subject = ngettext("%(day)s: %(n)s thing waits for you", "%(day)s: %(n)s things wait for you", number) % {"day": day, "n": number}
    else:
        subject = _("%(day)s: what happened") % {"day": day}
        if not gathered.happened:
            subject = _("%(day)s: did it help?") % {"day": day}
    return Letter(
        subject=subject,
        greeting=hello(reader),
        paragraphs=(_lead(gathered),),
        sender=None,
        sections=tuple(section for section in sections if section.lines),
        small=_("You get this once a day, on working days, and only when there is something to say."),
        foot=Button(label=_("Choose how you are told"), path=reverse("notifications:wishes")),
    )


def _lead(gathered: Gathered) -> str:
    number = len(gathered.waiting)
    if not number:
        return _("Nothing waits for you but a word about what came of it.") if gathered.outcomes else _("Nothing waits for you.")
    return ngettext("%(n)s thing waits for you.", "%(n)s things wait for you, the most urgent first.", number) % {"n": number}


def _happened(letters: tuple[Letter, ...]) -> tuple[Line, ...]:
    """The latest first: each with its first sentence and the way to its page; links for one purpose stay in mails of their own."""
    latest = letters[::-1]
    lines = [
        Line(words=letter.subject, detail=letter.paragraphs[0], button=letter.button if letter.button and letter.button.path else None)
        for letter in latest[:MOST]
    ]
    more = len(latest) - MOST
    if more > 0:
        words = ngettext("%(n)s thing more", "%(n)s things more", more) % {"n": more}
        lines.append(Line(words=words, button=Button(label=_("Open your requests"), path=reverse("requests:list"))))
    return tuple(lines)


def _turns(turns: tuple[tuple[ReferenceRequest, Turn], ...], reader: User, *, at: datetime) -> tuple[Line, ...]:
    lines = [
        Line(words=_words(row, turn), detail=_detail(row, turn, reader, at=at), button=_button(row, turn, reader, at=at))
        for row, turn in turns[:MOST]
    ]
    more = len(turns) - MOST
    if more > 0:
        words = ngettext("%(n)s thing more", "%(n)s things more", more) % {"n": more}
        lines.append(Line(words=words, button=Button(label=_("See all of them"), path=reverse("desk:home"))))
    return tuple(lines)


def _words(row: ReferenceRequest, turn: Turn) -> str:
    """What is to be done; of something confidential only its number, because mail is read over shoulders."""
    if row.circle_id is None:
        return what_i_do(row, turn)
    words = {Step.APPROVE: _("%(number)s: your yes or no is needed"), Step.OUTCOME: _("%(number)s: did it help?")}
    return words.get(turn.step, _("%(number)s: the next step is yours")) % {"number": row.number}


def _detail(row: ReferenceRequest, turn: Turn, reader: User, *, at: datetime) -> str:
    parts = [_("Confidential.")] if row.circle_id is not None else [about_it(row, turn, today=local_day(at)), asked_by(row, reader)]
    parts.append(in_place_words(turn, reader))
    if turn.due is not None:
        due = due_words(turn.due, at=at)
        parts.append(_("Due by %(day)s.") % {"day": due.words} if not due.tone else f"{due.words}.")
    return " ".join(part for part in parts if part)


def _button(row: ReferenceRequest, turn: Turn, reader: User, *, at: datetime) -> Button:
    """What answers with one click gets a link that works without signing in; everything else opens its page."""
    page, candidate = request_url(row), turn.candidate
    approval = candidate.approval if candidate is not None else None
    if turn.step is Step.APPROVE and approval is not None and approval.approver_id == reader.pk:
        ends = max(at, approval.due_at) + ANSWER_DAYS
        return Button(label=_("Say yes or no"), path=page, purpose=Purpose.OWNER_ANSWER, about=approval, expires_at=ends)
    if turn.step is Step.OUTCOME and candidate is not None and row.requester_id == reader.pk:
        return Button(
            label=_("Say how it went"), path=page, purpose=Purpose.REQUESTER_OUTCOME, about=candidate, expires_at=at + OUTCOME_DAYS
        )
    if turn.step is Step.OPINION and candidate is not None and turn.who is not None and turn.who.pk == reader.pk:
        label = _("Say what you think")
        return Button(label=label, path=page, purpose=Purpose.OWNER_OPINIONS, about=candidate, expires_at=at + ANSWER_DAYS)
    return Button(label=act_on(row, turn).label if turn.step is not Step.APPROVE else _("Say yes or no"), path=page)
