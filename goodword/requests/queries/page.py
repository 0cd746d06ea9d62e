"""Everything that the page of one request shows to one reader."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings

from goodword.comments.queries import talk
from goodword.comments.queries.talk import SHOWN
from goodword.files.kinds import ACCEPT
from goodword.journal import queries as journal
from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.policy.queries import InForce, in_force
from goodword.requests import access
from goodword.requests.kinds import KINDS
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.answering import why_they_answer, why_they_lead
from goodword.requests.queries.ball import Step, Turn, turn_among, turns_of
from goodword.requests.queries.cards import Card, cards_of
from goodword.requests.queries.choosing import choosing
from goodword.requests.queries.earlier import earlier_speakers
from goodword.requests.queries.facts import needed
from goodword.requests.queries.head import head_of, with_steps
from goodword.requests.queries.judging import labels
from goodword.requests.queries.know import knowers
from goodword.requests.queries.many import progress_of
from goodword.requests.queries.preparing import prepared_for
from goodword.requests.queries.reviewing import why_held
from goodword.requests.queries.shortlist import short_list
from goodword.requests.queries.speakers import is_event
from goodword.requests.queries.statement_page import statements_for
from goodword.requests.queries.timeline import lines
from goodword.requests.queries.timing import plan_shown
from goodword.requests.queries.travel import travel_missing
from goodword.requests.queries.words import ball_line, open_words, request_badge, request_url, title_of
from goodword.requests.states import RequestState
from goodword.ui import dates
from goodword.ui.pieces import BallLine, Person, TimelineItem

MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as one reader sees it: whose turn it is, the candidates, and the rest as the template names it."""

    turn: Turn
    cards: list[Card]
    context: dict[str, Any]


def seen_by(viewer: User, row: ReferenceRequest, *, at: datetime, looks_for: str | None = None, said: int = SHOWN) -> Seen:
    """Read a request loaded by `with_ball` for one reader; `looks_for` are the words of a search for customers, if one is open.

    `said` is how many comments are shown.
    """
    now, candidates = in_force(at), list(row.candidates.all())
    for each in candidates:
        each.reference_request = row
    turns = turns_of(row, candidates, at=at)
    turn = turn_among([each for each in turns if each.who is not None and each.who.pk == viewer.pk] or turns)
    names = labels()
    cards = with_steps(row, turns, turn, cards_of(row, candidates, viewer, now=now, names=names), viewer, now=now)
    choices = choosing(row, viewer, turn, words=looks_for, now=now)
    context = {
        "row": row,
        "title": title_of(row),
        "badge": request_badge(row, turn),
        "ball": _with_reason(ball_line(row, turn, viewer, at=at, asks=now.numbers.ask_attempts), row, turn, now=now),
        "cards": cards,
        "has_customers": KINDS[row.kind].has_customers,
        "head": head_of(row, turn, cards, viewer, now=now, offered=[*choices["free"], *choices["blocked"]]),
        "prepared": prepared_for(row, candidates, viewer, now=now),
        "statements": statements_for(row, candidates, viewer),
        "knowers": knowers(row),
        "earlier": earlier_speakers(row, viewer),
        "can_share": access.can_share(viewer, row),
        "can_suggest": access.can_suggest(viewer, row),
        "facts": needed(row, names, leads_as=why_they_lead(row)),
        "url": request_url(row),
        "progress": progress_of(row, candidates, viewer),
        "plan": plan_shown(row, candidates, now=now),
        "plan_on_top": is_event(row),
        "timeline": _timeline(row, viewer, turn, at=at),
        **conversation(row, viewer, at=at, most=said),
        **choices,
        **short_list(row, cards, viewer, now=now),
    }
    return Seen(turn, cards, context)


def _with_reason(line: BallLine, row: ReferenceRequest, turn: Turn, *, now: InForce) -> BallLine:
    """Say in the second line why it is held, why somebody else than an owner is asked, and what is missing before a customer is."""
    if turn.step is Step.DECIDE:
        return replace(line, detail=why_held(row, now=now))
    reason = why_they_answer(turn.candidate) if turn.step is Step.APPROVE else ""
    if turn.step is Step.ASK and turn.candidate is not None:
        missing = travel_missing(turn.candidate.reference_request, now=now)
        reason = missing.words if missing is not None else ""
    return replace(line, detail=f"{reason} {line.detail}".strip()) if reason else line


def conversation(row: ReferenceRequest, viewer: User, *, at: datetime, most: int) -> dict[str, Any]:
    """What was said about a request that they see, who says the next word, and the files beside it."""
    read = talk("referencerequest", row.pk, reader=viewer, at=at, most=most)
    return {
        "talk": read,
        "comments": read.comments,
        "files": read.files,
        "accept": ACCEPT,
        "file_mb": settings.FILE_MEGABYTES,
        "me": Person(name=viewer.name, id=viewer.pk),
        "can_comment": row.state != RequestState.DRAFT,
    }


def _timeline(row: ReferenceRequest, viewer: User, turn: Turn, *, at: datetime) -> list[TimelineItem]:
    entries = journal.about("referencerequest", row.pk, circle_ids=circles_of(viewer))
    # Another entry says this better: who was named.
    entries = entries.exclude(verb="candidate.declined", data__code="colleague")
    return lines(entries[:MOST_LINES], open_step=open_words(row, turn), due=turn.due, today=dates.local_day(at))
