"""The page of one registration: whose turn it is, what is known of them, what they agreed to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from goodword.comments.queries import Talk, talk
from goodword.customers.kinds.places import country_name
from goodword.customers.queries import timeline_items
from goodword.journal.queries import about
from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.recruiting import access
from goodword.recruiting.kinds import RUN_BY, PublicProgram
from goodword.recruiting.kinds.page import OFFERS, answered
from goodword.recruiting.kinds.registration_sentences import SENTENCES
from goodword.recruiting.kinds.sentences import SENTENCES as OF_NOMINATIONS
from goodword.recruiting.queries.reviewing import twins_of
from goodword.recruiting.states import REGISTRATION_OPEN, RegistrationState
from goodword.ui.pieces import BallLine, Person, TimelineItem

# What the one button of the page is for.
ASK, PLAN, CALL, HELD, ACCEPT, MATCH, NOTHING = "ask", "plan", "call", "held", "accept", "match", ""


def page_of(row: Any, *, reader: User, today: date, at: datetime) -> dict[str, Any]:
    """Everything that the page says."""
    may_review = access.can_review_registration(reader, row) and row.state in REGISTRATION_OPEN
    answers = list(row.fitness.all())
    offers = OFFERS[PublicProgram(row.program)]
    twins = twins_of(row, reader=reader)
    step = ACCEPT if twins.member is not None and row.state in REGISTRATION_OPEN else next_step(row, answers, at=at, today=today)
    said: Talk = talk("registration", row.pk, reader=reader, at=at)
    return {
        "row": row,
        "country": country_name(row.country),
        "program": PublicProgram(row.program).label,
        "by_call": PublicProgram(row.program) in RUN_BY,
        "said": answered(row.program, row.answers),
        "offered": [str(offers.get(code) or code) for code in row.offered],
        "answers": [(each, access.can_answer_fitness(reader, each, today=today)) for each in answers],
        "twins": twins,
        "may_review": may_review,
        "is_open": row.state in REGISTRATION_OPEN,
        "can_reopen": access.can_review_registration(reader, row)
        and row.state in (RegistrationState.DECLINED, RegistrationState.DISCARDED)
        and row.words_gone_at is None,
        "step": step if may_review else NOTHING,
        "ball": ball_of(row, answers, step, reader=reader),
        "timeline": history(row, reader=reader, today=today),
        "talk": said,
    }


def next_step(row: Any, answers: list[Any], *, at: datetime, today: date) -> str:
    """The one thing to do next."""
    if row.state not in REGISTRATION_OPEN or (row.later_on is not None and row.later_on > today):
        return NOTHING
    if row.account is None and not answers and PublicProgram(row.program) not in RUN_BY:
        return MATCH
    if row.account is not None and not answers and (row.account.owner_id or row.account.csm_id):
        return ASK
    if PublicProgram(row.program) in RUN_BY and not row.has_agreed:
        if row.call_at is None and row.call_held_on is None:
            return PLAN
        return CALL if row.call_at is not None and row.call_at > at else HELD
    return ACCEPT


def ball_of(row: Any, answers: list[Any], step: str, *, reader: User) -> BallLine:
    """Whose turn it is, in a sentence."""
    if row.state not in REGISTRATION_OPEN:
        return BallLine(title=_("This is answered: %(state)s.") % {"state": row.get_state_display().lower()}, icon="check")
    owed = [each for each in answers if not each.answer]
    if owed and step != MATCH:
        who = owed[0].asked
        title = _("Your turn: does %(name)s fit?") if who.pk == reader.pk else _("Waiting for %(who)s: does %(name)s fit?")
        said = {"name": row.name, "who": who.name}
        return BallLine(title=title % said, who=Person(name=who.name, id=who.pk), mine=who.pk == reader.pk, due=owed[0].due_at)
    words = {
        ASK: _("ask the team of the customer"),
        PLAN: _("plan the discovery call"),
        CALL: _("hold the discovery call"),
        HELD: _("say what came of the discovery call"),
        ACCEPT: _("decide"),
        MATCH: _("say which customer it is"),
        NOTHING: _("wait until the day that was chosen"),
    }
    who = row.responsible
    if who is None:
        return BallLine(title=_("Nobody sees to this yet: %(what)s") % {"what": words[step]}, icon="help-circle", due=row.due_on)
    mine = who.pk == reader.pk
    said = {"what": words[step], "who": who.name}
    title = (_("Your turn: %(what)s") if mine else _("Waiting for %(who)s to %(what)s")) % said
    return BallLine(title=title, who=Person(name=who.name, id=who.pk), mine=mine, due=row.call_at if step == CALL else row.due_on)


def history(row: Any, *, reader: User, today: date) -> list[TimelineItem]:
    """What happened, newest first."""
    entries = about("registration", row.pk, circle_ids=circles_of(reader))
    return timeline_items(list(entries), {**OF_NOMINATIONS, **SENTENCES}, today=today)
