"""What waits for somebody, and whom they wait for: the rows of the home page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import Q
from django.utils.translation import gettext as _

from goodword.people.models import User
from goodword.people.queries import stands_in_for, today
from goodword.policy.queries import in_force
from goodword.requests.access import visible_to
from goodword.requests.kinds import KINDS
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.ball import Step, Turn
from goodword.requests.queries.lists import turn_in, with_ball
from goodword.requests.queries.words import ball_line, candidate_url, name_of, reminder, request_url, title_of, what_they_do
from goodword.requests.states import REQUEST_OPEN, RequestState
from goodword.ui.dates import day_words
from goodword.ui.pieces import Action, Person, WorkItem

NEVER = datetime.max.replace(tzinfo=UTC)
IN_PLAY = (RequestState.DRAFT, *REQUEST_OPEN, RequestState.COMPLETED)
ICONS = {
    Step.FINISH: "pencil",
    Step.DECIDE: "scale",
    Step.CHOOSE: "users",
    Step.PICK: "users",
    Step.APPROVE: "circle-check",
    Step.ASK: "mail-forward",
    Step.AGREE: "calendar-plus",
    Step.CONFIRM: "phone",
    Step.OUTCOME: "message",
}
NAMES_THE_PROSPECT = (Step.DECIDE, Step.CHOOSE, Step.PICK)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Both sides of the home page, each most urgent first."""

    mine: list[WorkItem]
    others: list[WorkItem]


def waiting(user: User, *, at: datetime) -> Waiting:
    """What this person must do (also in the place of colleagues), and what they asked for or lead and somebody else must do."""
    stands_in = {colleague.pk for colleague in stands_in_for(user, today(at))}
    turns = sorted(_turns(user, at=at, colleagues=stands_in), key=lambda each: _urgency(*each))
    mine = [(row, turn) for row, turn in turns if _is_for(turn, user, stands_in)]
    others = [
        (row, turn)
        for row, turn in turns
        if user.pk in (row.requester_id, row.manager_id) and turn.step is not Step.NOTHING and not _is_for(turn, user, stands_in)
    ]
    asks = in_force(at).numbers.ask_attempts if any(turn.step is Step.ANSWER for _row, turn in others) else 0
    return Waiting(
        [_my_item(row, turn, user, at=at) for row, turn in mine],
        [_their_item(row, turn, user, at=at, asks=asks) for row, turn in others],
    )


def turns_of(user: User, *, at: datetime) -> list[tuple[ReferenceRequest, Turn]]:
    """The turns of this person, and of colleagues in whose place they are, the most urgent first."""
    stands_in = {colleague.pk for colleague in stands_in_for(user, today(at))}
    found = [each for each in _turns(user, at=at, colleagues=stands_in) if _is_for(each[1], user, stands_in)]
    return sorted(found, key=lambda each: _urgency(*each))


def my_turns(user: User, *, at: datetime) -> list[int]:
    """The requests in which this person, or a colleague in whose place they are, has the ball."""
    return [row.pk for row, _turn in turns_of(user, at=at)]


def _turns(user: User, *, at: datetime, colleagues: set[int]) -> Iterable[tuple[ReferenceRequest, Turn]]:
    people = {user.pk, *colleagues}
    asked_now = Q(approval__approver__in=people) | Q(approval__deputy_for=user)
    asked = Candidate.objects.filter(asked_now, approval__state="open").values("reference_request_id")
    concerned = Q(requester__in=people) | Q(manager__in=people) | Q(pk__in=asked)
    rows = with_ball(visible_to(user).filter(concerned, state__in=IN_PLAY))
    return [(row, turn_in(row, at=at)) for row in rows]


def _is_for(turn: Turn, user: User, stands_in: set[int]) -> bool:
    """Theirs, a colleague's in whose place they are, or a question that somebody answers in theirs: the first answer counts."""
    if turn.who is None:
        return False
    return turn.who.pk == user.pk or turn.who.pk in stands_in or answered_for(turn) == user.pk


def answered_for(turn: Turn) -> int | None:
    """In whose place the owner's word is asked of somebody else, by id."""
    approval = turn.candidate.approval if turn.step is Step.APPROVE and turn.candidate is not None else None
    return approval.deputy_for_id if approval is not None else None


def _urgency(row: ReferenceRequest, turn: Turn) -> tuple[datetime, int, int]:
    return _moment(turn.due), row.pk, turn.candidate.pk if turn.candidate else 0


def _moment(due: date | datetime | None) -> datetime:
    if due is None:
        return NEVER
    return due if isinstance(due, datetime) else datetime.combine(due, time.max, tzinfo=UTC)


def _my_item(row: ReferenceRequest, turn: Turn, user: User, *, at: datetime) -> WorkItem:
    mine = turn.who is not None and turn.who.pk == user.pk
    for_whom = "" if mine or turn.who is None else in_place_words(turn, user)
    about = about_it(row, turn, today=today(at))
    detail = " ".join(part for part in (about, asked_by(row, user), for_whom) if part)
    return WorkItem(
        title=what_i_do(row, turn), url=request_url(row), detail=detail, icon=ICONS[turn.step], due=turn.due, action=act_on(row, turn)
    )


def about_it(row: ReferenceRequest, turn: Turn, *, today: date) -> str:
    """What it is for, unless the step names that already: then by when."""
    return _needed_by(row, today=today) if turn.step in NAMES_THE_PROSPECT and name_of(row) else title_of(row) + "."


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
    names = {
        "account": candidate.account.name if candidate else "",
        "contact": candidate.contact.name if candidate and candidate.contact else (candidate.account.name if candidate else ""),
        "prospect": name_of(row) or row.number,
        "thing": str(KINDS[row.kind].thing),
    }
    words = {
        Step.FINISH: _("Finish your draft"),
        Step.DECIDE: _("May the request for %(prospect)s go on?"),
        Step.SETTLE: _("Answer the request: %(prospect)s"),
        Step.CHOOSE: _("Choose whom to ask for %(prospect)s"),
        Step.PICK: _("Pick a customer for %(prospect)s"),
        Step.APPROVE: _("May we ask %(account)s?"),
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
        Step.CHOOSE: _("Choose"),
        Step.SETTLE: _("Answer"),
        Step.PICK: _("Pick"),
        Step.ASK: _("Ask"),
        Step.AGREE: _("Agree"),
        Step.CONFIRM: _("Say"),
        Step.OUTCOME: _("Say"),
    }
    return Action(label=labels.get(turn.step, _("Open")), url=request_url(row), style="soft")


def _their_item(row: ReferenceRequest, turn: Turn, user: User, *, at: datetime, asks: int) -> WorkItem:
    line = ball_line(row, turn, user, at=at, asks=asks)
    who = line.who or Person(name=row.requester.name, id=row.requester.pk)
    detail = " ".join(part for part in (f"{title_of(row)}.", line.detail) if part)
    act = reminder(turn, user, asks=asks)
    return WorkItem(title=what_they_do(row, turn, user), url=request_url(row), detail=detail, who=who, due=turn.due, action=act)
