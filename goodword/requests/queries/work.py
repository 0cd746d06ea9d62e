"""What waits for somebody, and whom they wait for: the rows of the home page."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.people.models import User
from goodword.people.queries import today
from goodword.policy.queries import in_force
from goodword.requests.kinds import KINDS
from goodword.requests.kinds.preparing import Todo
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries import part_words
from goodword.requests.queries.ball import Step, Turn, turn_among
from goodword.requests.queries.lists import turns_in, with_ball
from goodword.requests.queries.queue import Queue, queue_of, waiting_for
from goodword.requests.queries.statements import words_url
from goodword.requests.queries.words import (
    ball_line,
    candidate_url,
    name_of,
    names_of,
    reminder,
    request_url,
    review_url,
    title_of,
    what_they_do,
)
from goodword.ui.dates import day_words
from goodword.ui.pieces import Action, Person, WorkItem

ICONS = {
    Step.FINISH: "pencil",
    Step.DECIDE: "scale",
    Step.SETTLE: "message",
    Step.REVIEW: "scale",
    Step.CHOOSE: "users",
    Step.PICK: "users",
    Step.OPINION: "thumb-up",
    Step.APPROVE: "circle-check",
    Step.VOUCH: "heart-handshake",
    Step.ASK: "mail-forward",
    Step.AGREE: "calendar-plus",
    Step.PREPARE: "calendar-event",
    Step.CONFIRM: "phone",
    Step.OUTCOME: "message",
}
NAMES_THE_PROSPECT = (Step.DECIDE, Step.CHOOSE, Step.PICK, Step.OPINION)
TO_CONFIRM = (Step.APPROVE, Step.OPINION)
OF_WORDS = {Todo.WRITE_WORDS: gettext_lazy("Write"), Todo.OWNER_WORDS: gettext_lazy("Read"), Todo.MEND_WORDS: gettext_lazy("Change")}
# A request by key, the day it is due, and whether it is the reader's; then loaded, with its turn.
Found = tuple[int, date | None, bool]
Drawn = tuple[ReferenceRequest, Turn]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Both sides of the home page, each most urgent first: what is drawn, and of everything the day it is due, or nothing."""

    mine: list[WorkItem]
    others: list[WorkItem]
    mine_due: list[date | None]
    others_due: list[date | None]
    to_confirm: int


def waiting(user: User, *, at: datetime, most_mine: int | None = None, most_others: int | None = None) -> Waiting:
    """What this person must do (also in the place of colleagues), and what they asked for or lead and somebody else must do."""
    queue = queue_of(user, at=at)
    found = waiting_for(queue)
    mine, others = ([each for each in found if each[2] is is_mine] for is_mine in (True, False))
    drawn_mine, drawn_others = _drawn(queue, mine[:most_mine], others[:most_others])
    asks = in_force(at).numbers.ask_attempts if any(turn.step is Step.ANSWER for _row, turn in drawn_others) else 0
    return Waiting(
        [_my_item(row, turn, user, at=at) for row, turn in drawn_mine],
        [_their_item(row, turn, user, at=at, asks=asks) for row, turn in drawn_others],
        [due for _key, due, _mine in mine],
        [due for _key, due, _mine in others],
        sum(turn.among for _row, turn in drawn_mine if turn.step in TO_CONFIRM or turn.todo is Todo.OWNER_WORDS),
    )


def turns_of(user: User, *, at: datetime) -> list[tuple[ReferenceRequest, Turn]]:
    """The turns of this person, and of colleagues in whose place they are, the most urgent first."""
    queue = queue_of(user, at=at)
    keys = [key for key, _due, is_mine in waiting_for(queue) if is_mine]
    found = _turns(keys, people=queue.people, at=at)
    return [found[key] for key in keys if key in found and _is_for(queue, found[key][1])]


def my_turns(user: User, *, at: datetime) -> list[int]:
    """The requests in which this person, or a colleague in whose place they are, has the ball; the most urgent first."""
    return [key for key, _due, is_mine in waiting_for(queue_of(user, at=at)) if is_mine]


def _drawn(queue: Queue, mine: list[Found], others: list[Found]) -> tuple[list[Drawn], list[Drawn]]:
    """The requests of both sides with their turns, without those in which somebody took a step since they were found."""
    shown = _turns([key for key, _due, _mine in [*mine, *others]], people=queue.people, at=queue.at)
    drawn = [[shown[key] for key, _due, _mine in side if key in shown] for side in (mine, others)]
    return (
        [(row, turn) for row, turn in drawn[0] if _is_for(queue, turn)],
        [(row, turn) for row, turn in drawn[1] if not _is_for(queue, turn) and turn.step is not Step.NOTHING],
    )


def _is_for(queue: Queue, turn: Turn) -> bool:
    """Does it wait for the reader, for a colleague in whose place they are, or for somebody who answers in theirs."""
    return (turn.who is not None and turn.who.pk in queue.people) or answered_for(turn) == queue.user.pk


def _turns(keys: list[int], *, people: frozenset[int], at: datetime) -> dict[int, tuple[ReferenceRequest, Turn]]:
    rows = with_ball(ReferenceRequest.objects.filter(pk__in=keys), ended=False) if keys else []
    return {row.pk: (row, _turn_for(turns_in(row, at=at), people)) for row in rows}


def _turn_for(turns: list[Turn], people: frozenset[int]) -> Turn:
    """Of everything that is waited for what waits for one of these people, else what everybody looks at."""
    return turn_among([turn for turn in turns if turn.who is not None and turn.who.pk in people] or turns)


def answered_for(turn: Turn) -> int | None:
    """In whose place the owner's or a reviewer's word is asked of somebody else, by id."""
    return turn.approval.deputy_for_id if turn.approval is not None else None


def _my_item(row: ReferenceRequest, turn: Turn, user: User, *, at: datetime) -> WorkItem:
    mine = turn.who is not None and turn.who.pk == user.pk
    for_whom = "" if mine or turn.who is None else in_place_words(turn, user)
    about = about_it(row, turn, today=today(at))
    detail = " ".join(part for part in (about, asked_by(row, user), for_whom) if part)
    return WorkItem(
        title=what_i_do(row, turn),
        url=request_url(row),
        detail=detail,
        icon=part_words.ICONS[turn.todo] if turn.todo is not None else ICONS[turn.step],
        due=turn.due,
        action=act_on(row, turn),
    )


def about_it(row: ReferenceRequest, turn: Turn, *, today: date) -> str:
    """What it is for, unless the step names that already: then by when."""
    names_it = turn.step is Step.REVIEW or (turn.step in NAMES_THE_PROSPECT and name_of(row))
    return _needed_by(row, today=today) if names_it else title_of(row) + "."


def in_place_words(turn: Turn, user: User) -> str:
    """Whose turn it really is, said to whoever may answer as well."""
    if turn.who is None or turn.who.pk == user.pk:
        return ""
    if answered_for(turn) == user.pk:
        return _("%(name)s was asked in your place; the first answer counts.") % {"name": turn.who.name}
    return _("In the place of %(name)s.") % {"name": turn.who.name}


def asked_by(row: ReferenceRequest, user: User) -> str:
    """Who asked, said to anybody else."""
    return "" if row.requester_id == user.pk else _("Asked by %(name)s.") % {"name": row.requester.name}


def _needed_by(row: ReferenceRequest, *, today: date) -> str:
    return _("Needed by %(day)s.") % {"day": day_words(row.needed_on, today=today)} if row.needed_on else ""


def what_i_do(row: ReferenceRequest, turn: Turn) -> str:
    """What somebody must do, said to them."""
    candidate = turn.candidate
    if turn.todo is not None:
        return part_words.task(turn.todo, names_of(row, turn))
    if turn.step.value in KINDS[row.kind].step_words:
        return str(KINDS[row.kind].step_words[turn.step.value].task) % names_of(row, turn)
    names = {
        "account": candidate.account.name if candidate else "",
        "contact": candidate.contact.name if candidate and candidate.contact else (candidate.account.name if candidate else ""),
        "prospect": name_of(row) or row.number,
        "thing": str(KINDS[row.kind].thing),
        "title": title_of(row),
        "n": turn.among,
    }
    words = {
        Step.FINISH: _("Finish your draft"),
        Step.DECIDE: _("May the request for %(prospect)s go on?"),
        Step.SETTLE: _("Answer the request: %(prospect)s"),
        Step.REVIEW: _("Do we make an exception for %(title)s?"),
        Step.CHOOSE: _("Choose whom to ask for %(prospect)s"),
        Step.PICK: _("Pick a customer for %(prospect)s"),
        Step.OPINION: ngettext(
            "Is %(account)s a good idea for %(prospect)s?", "Are %(n)s customers of yours a good idea for %(prospect)s?", turn.among
        ),
        Step.APPROVE: _("May we ask %(account)s?"),
        Step.VOUCH: _("Is all well at %(account)s?"),
        Step.ASK: _("Ask %(contact)s at %(account)s"),
        Step.AGREE: _("Agree on a time with %(contact)s at %(account)s"),
        Step.PREPARE: _("Prepare the %(thing)s with %(contact)s"),
        Step.CONFIRM: _("Did the %(thing)s with %(contact)s take place?"),
        Step.OUTCOME: _("Did the %(thing)s with %(contact)s help?"),
    }
    return words[turn.step] % names


def act_on(row: ReferenceRequest, turn: Turn) -> Action:
    """The button for it."""
    candidate = turn.candidate
    if candidate is not None and turn.step is Step.APPROVE:
        return Action(label=_("Approve"), url=candidate_url(candidate, "owner_approve"), method="post", style="soft")
    labels = {
        Step.FINISH: _("Go on"),
        Step.DECIDE: _("Decide"),
        Step.REVIEW: _("Decide"),
        Step.CHOOSE: _("Choose"),
        Step.SETTLE: _("Answer"),
        Step.PICK: _("Pick"),
        Step.OPINION: _("Answer"),
        Step.VOUCH: _("Answer"),
        Step.ASK: _("Ask"),
        Step.AGREE: _("Agree"),
        Step.CONFIRM: _("Answer"),
        Step.OUTCOME: _("Answer"),
    }
    if turn.todo in OF_WORDS and candidate is not None:
        return Action(label=str(OF_WORDS[turn.todo]), url=words_url(candidate), style="soft")
    url = review_url(row) if turn.step is Step.REVIEW else request_url(row)
    if turn.step is Step.OPINION and candidate is not None:
        url = f"{reverse('requests:confirm')}#opinion-{candidate.pk}"
    return Action(label=labels.get(turn.step, _("Open")), url=url, style="soft")


def _their_item(row: ReferenceRequest, turn: Turn, user: User, *, at: datetime, asks: int) -> WorkItem:
    line = ball_line(row, turn, user, at=at, asks=asks)
    who = line.who or Person(name=row.requester.name, id=row.requester.pk)
    detail = " ".join(part for part in (f"{title_of(row)}.", line.detail) if part)
    act = reminder(turn, user, asks=asks)
    return WorkItem(title=what_they_do(row, turn, user), url=request_url(row), detail=detail, who=who, due=turn.due, action=act)
