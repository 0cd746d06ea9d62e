"""The short list of a request as a table: what owners think of each customer, what was said beside it, what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.comments.queries.talk import said_beside
from goodword.people.models import User
from goodword.policy.queries import InForce
from goodword.requests.kinds import KINDS, Course
from goodword.requests.models import Candidate, Opinion, ReferenceRequest
from goodword.requests.queries import may
from goodword.requests.queries.cards import Card
from goodword.requests.queries.room import room_of
from goodword.requests.queries.table import known_of, pool_url, talks_of
from goodword.requests.states import CANDIDATE_PLANNED
from goodword.ui import dates
from goodword.ui.pieces import Comment


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionLine:
    """What somebody thinks of a customer: whose it is, in which words, and the sign beside it."""

    who: str
    text: str = ""
    icon: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line of the short list."""

    card: Card
    opinion: OpinionLine
    known: tuple[str, ...]
    said: Sequence[Comment]
    may_answer: bool
    is_answered: bool
    may_take_off: bool


def short_list(row: ReferenceRequest, cards: Sequence[Card], viewer: User, *, now: InForce) -> dict[str, Any]:
    """The lines of the short list, apart from the cards of those in play, and what the reader may do with all of them."""
    if KINDS[row.kind].course is not Course.EVENT:
        return {"listed": [], "is_table": False, "in_play": cards, "pool_url": pool_url(row, viewer)}
    planned = [card for card in cards if card.candidate.state in CANDIDATE_PLANNED]
    planned.sort(key=lambda card: (card.km is None, card.km or 0))
    keys = [card.candidate.pk for card in planned]
    talks = talks_of([card.candidate.account_id for card in planned]) if planned else {}
    said = said_beside("candidate", keys, reader=viewer, at=now.at) if keys else {}
    opinions = [opinion_of(card.candidate) for card in planned]
    asked = [each for each in opinions if each is not None]
    room = room_of(row, [card.candidate.counts_as for card in cards], now.numbers)
    unasked = len(planned) - len(asked)
    return {
        "is_table": True,
        "pool_url": pool_url(row, viewer),
        "in_play": [card for card in cards if card.candidate.state not in CANDIDATE_PLANNED],
        "listed": [
            Listed(
                card=card,
                opinion=opinion_line(card.candidate, now=now),
                known=known_of(card.candidate.account, talks),
                said=said.get(card.candidate.pk, []),
                may_answer=may.can_give_opinion(viewer, card.candidate),
                is_answered=bool(opinion.answer) if opinion else False,
                may_take_off=may.can_take_off(viewer, card.candidate),
            )
            for card, opinion in zip(planned, opinions, strict=True)
        ],
        "approached": _("%(n)s of %(most)s asked") % {"n": room.approached, "most": room.most} if room.most is not None else "",
        "answered": ngettext("%(n)s of %(all)s owner answered", "%(n)s of %(all)s owners answered", len(asked))
        % {"n": sum(bool(each.answer) for each in asked), "all": len(asked)}
        if asked
        else "",
        "unasked": unasked if may.can_ask_owners(viewer, row) else 0,
        "can_agree": bool(planned) and may.can_agree_list(viewer, row),
        "agreed": _("%(who)s agreed to this list on %(day)s")
        % {"who": row.requester.name, "day": dates.day_words(row.list_agreed_at, today=now.today)}
        if row.list_agreed_at
        else "",
    }


def opinion_of(candidate: Candidate) -> Opinion | None:
    """What its owner was asked, if they were."""
    return getattr(candidate, "opinion", None)


def opinion_line(candidate: Candidate, *, now: InForce) -> OpinionLine:
    """The owner's thumb: up, down with the reason, asked since, or not asked yet."""
    owner, opinion = candidate.account.owner, opinion_of(candidate)
    if opinion is None:
        return OpinionLine(who=owner.name if owner else _("Nobody"), text=_("not asked yet"))
    if not opinion.answer:
        is_late = opinion.due_at is not None and opinion.due_at <= now.at
        said = _("asked on %(day)s, no word in time") if is_late else _("asked on %(day)s")
        text = said % {"day": dates.day_words(opinion.asked_at, today=now.today)}
        return OpinionLine(who=opinion.asked.name, text=text, icon="clock", tone="late" if is_late else "quiet")
    who = opinion.answered_by.name if opinion.answered_by else opinion.asked.name
    words = f"“{opinion.words}”" if opinion.words else ""
    if opinion.answer == Opinion.GOOD:
        return OpinionLine(who=who, text=words or _("a good idea"), icon="thumb-up", tone="ok-i")
    return OpinionLine(who=who, text=words, icon="thumb-down", tone="no-i")
