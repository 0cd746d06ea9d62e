"""What is said of sentences about a customer: the owner's word, then the customer's, on their page or written down by one of us."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.approvals.actions import decide, delegate, escalate, mark_reminded
from goodword.approvals.queries import is_overdue, is_to_be_reminded
from goodword.approvals.states import State
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.people.actions import add_to_circle
from goodword.people.models import User
from goodword.people.queries import deputy_of, own_day, working_days_after
from goodword.people.queries import today as program_day
from goodword.requests.actions.kit import Source
from goodword.requests.actions.locks import Locked, lock_candidate, note_on
from goodword.requests.actions.owner import steps_in
from goodword.requests.actions.people import TO_ANSWER, may_change_hands
from goodword.requests.actions.statements import (
    LONGEST_REMARK,
    add_version,
    has_moved_on,
    is_with_owner,
    lock_statement,
    require_words,
    tidy,
)
from goodword.requests.kinds.statements import ANONYMOUS, NAMED, USE_WORDS
from goodword.requests.kinds.ways import ANSWER_WAYS
from goodword.requests.models import Candidate, Statement, StatementApproval, StatementVersion
from goodword.requests.queries.statements import why_not_words
from goodword.requests.states import STATEMENT_MOVES

NOTED: Final = {"approve": "words.approved", "return": "words.returned", "decline": "words.declined"}


@transaction.atomic
def pass_words(
    candidate: Candidate, *, words: str | None = None, without_name: str | None = None, seen: int | None = None, by: Actor, at: datetime
) -> Statement | Refused:
    """The owner agrees to the sentences, or corrects them, and they go to the customer. Raises NotAllowed or WrongState."""
    row, statement = lock_statement(candidate.pk)
    user = require_words(by, "pass", row)
    if has_moved_on(statement, seen):
        return _changed()
    typed = _typed(statement, words, without_name)
    problem = why_not_words(row, words=typed[0], without_name=typed[1], needs_name=not statement.only_without_name, needs_anonymous=True)
    if problem is not None:
        return problem
    corrected = typed != (statement.words, statement.without_name)
    if corrected:
        add_version(statement, words=typed[0], without_name=typed[1], by=user, at=at)
    if statement.approval is not None:
        decide(statement.approval, approved=True, by=user, at=at)
    move(statement, STATEMENT_MOVES, "pass", at=at)
    note_on("words.passed", row, by=by, at=at, contact=row.contact_id, corrected=corrected)
    return statement


@transaction.atomic
def return_words(candidate: Candidate, *, remark: str, seen: int | None = None, by: Actor, at: datetime) -> Statement | Refused:
    """The owner sends the sentences back, and says what should change. Raises NotAllowed or WrongState."""
    row, statement = lock_statement(candidate.pk)
    user = require_words(by, "return", row)
    if not is_with_owner(statement) or statement.approval is None:
        raise WrongState("return", statement.state)
    if has_moved_on(statement, seen):
        return _changed()
    said = remark.strip()[:LONGEST_REMARK]
    if not said:
        return refuse("remark", _("Say what should change; whoever wrote it reads it."))
    decide(statement.approval, approved=False, by=user, reason=said, at=at)
    move(statement, STATEMENT_MOVES, "return", at=at, remark=said, remark_by=user)
    note_on("words.returned", row, by=by, at=at, by_owner=True)
    return statement


@transaction.atomic
def answer_words(
    candidate: Candidate,
    *,
    verb: str,
    use: str = "",
    words: str | None = None,
    without_name: str | None = None,
    remark: str = "",
    seen: int | None = None,
    given: Source | None = None,
    by: Actor,
    at: datetime,
) -> Statement | Refused:
    """The customer approves the sentences (as they are or corrected, with their name or without), asks for changes, or wants none.

    Or one of us writes down what they said elsewhere (`given`). What is approved stands from now on as it is; a no ends what was
    approved before as well. Raises NotAllowed or WrongState.
    """
    row, statement = lock_statement(candidate.pk)
    user = require_words(by, verb, row)
    problem = _why_not_given(given, at=at) if user is not None else None
    if problem is not None:
        return problem
    if has_moved_on(statement, seen):
        return _changed()
    said, changes = remark.strip()[:LONGEST_REMARK], dict[str, Any]()
    data: dict[str, Any] = {"heard": given.how, "on": given.on.isoformat()} if given is not None else {}
    if verb == "return" and not said:
        return refuse("remark", _("Say what should change, so that we can change it."))
    if verb == "approve":
        made = _approve(row, statement, use=use, words=words, without_name=without_name, user=user, given=given, at=at)
        if isinstance(made, Refused):
            return made
        approved, corrected = made
        changes, data = {"usable": approved}, {**data, "use": use, "corrected": corrected}
    elif verb == "decline":
        changes = {"usable": None}
    before = move(statement, STATEMENT_MOVES, verb, at=at, remark=said, remark_by=None, **changes)
    note_on(NOTED[verb], row, by=by, at=at, contact=row.contact_id, before=before, **data)
    return statement


def _approve(
    row: Candidate,
    statement: Statement,
    *,
    use: str,
    words: str | None,
    without_name: str | None,
    user: User | None,
    given: Source | None,
    at: datetime,
) -> tuple[StatementApproval, bool] | Refused:
    """Write down what was approved, and whether it was corrected."""
    if use not in USE_WORDS or (use == NAMED and statement.only_without_name):
        return refuse("use", _("Choose whether the name may be said."))
    typed = _typed(statement, words, without_name)
    problem = why_not_words(row, words=typed[0], without_name=typed[1], needs_name=use == NAMED, needs_anonymous=use == ANONYMOUS)
    if problem is not None:
        return problem
    how = given.how if given is not None else ""
    corrected = typed != (statement.words, statement.without_name)
    if corrected:
        add_version(statement, words=typed[0], without_name=typed[1], by=user, how=how, at=at)
    owner = statement.approval
    approved = StatementApproval.objects.create(
        version=StatementVersion.objects.get(statement=statement, number=statement.version),
        use=use,
        at=at,
        said_by=row.contact.name if row.contact is not None else "",
        owner_id=owner.decided_by_id if owner is not None else None,
        owner_at=owner.state_at if owner is not None else None,
        heard_by=user,
        heard_how=how,
        heard_on=given.on if given is not None else None,
    )
    return approved, corrected


def _typed(statement: Statement, words: str | None, without_name: str | None) -> tuple[str, str]:
    """Both as they were typed; what was not touched is as it was."""
    return (
        tidy(words) if words is not None else statement.words,
        tidy(without_name) if without_name is not None else statement.without_name,
    )


def _changed() -> Refused:
    words = _("The words were changed since you opened this page. Please read them once more; what you typed is still here.")
    return refuse("version", words)


def _why_not_given(given: Source | None, *, at: datetime) -> Refused | None:
    if given is None or given.how not in ANSWER_WAYS:
        return refuse("how", _("Choose how they said it."))
    if given.on > program_day(at):
        return refuse("on", _("This day lies ahead."))
    return None


@transaction.atomic
def remind_of_words(candidate: Candidate, *, at: datetime) -> bool:
    """Remind whoever was asked for their word on the sentences, once. False when nobody is waited for."""
    _row, statement = lock_statement(candidate.pk)
    approval = statement.approval
    if approval is None or not is_with_owner(statement) or not is_to_be_reminded(approval, at):
        return False
    return mark_reminded(approval, by=Actor.system(), at=at)


@transaction.atomic
def escalate_words(candidate: Candidate, *, at: datetime) -> bool:
    """Nobody answered in time: the sentences go to the deputy, else to the manager, once. False when they cannot go on."""
    locked = lock_candidate(candidate.pk)
    statement, approval = _asked(locked)
    if statement is None or approval is None or not is_overdue(approval, at):
        return False
    to = steps_in(locked, approval, at=at)
    if to is None:
        return False
    escalate(approval, to=to, due_at=working_days_after(at, TO_ANSWER, region=to.region), at=at)
    _passed_on(locked, to, at=at)
    return True


@transaction.atomic
def pass_words_to_deputy(candidate: Candidate, *, at: datetime) -> bool:
    """Whoever was asked is away today, where they are: their deputy answers. False when nobody stands in, or it is answered."""
    locked = lock_candidate(candidate.pk)
    _statement, approval = _asked(locked)
    deputy = deputy_of(approval.approver, own_day(approval.approver, at)) if approval is not None else None
    if approval is None or deputy is None:
        return False
    due_at = max(approval.due_at, working_days_after(at, 1, region=deputy.region))
    delegate(approval, to=deputy, due_at=due_at, by=Actor.system(), at=at)
    _passed_on(locked, deputy, at=at)
    return True


@transaction.atomic
def hand_words_over(candidate: Candidate, *, leaver: User, to: User, by: Actor, at: datetime) -> bool:
    """Give a leaver's open question about sentences to a colleague, who is then in the know; False when it may not move.

    Raises NotAllowed.
    """
    locked = lock_candidate(candidate.pk)
    _statement, approval = _asked(locked)
    if not may_change_hands(locked.reference_request, to=to, by=by) or approval is None or approval.approver_id != leaver.pk:
        return False
    due_at = approval.due_at if approval.due_at > at else working_days_after(at, TO_ANSWER, region=to.region)
    delegate(approval, to=to, due_at=due_at, by=by, at=at, together=True)
    _passed_on(locked, to, at=at)
    return True


def _asked(locked: Locked) -> tuple[Statement | None, Any]:
    """The sentences of a locked candidate with the open question to their owner; nothing where none is open."""
    rows = Statement.objects.select_related("approval__approver__region")
    statement = rows.filter(candidate=locked.candidate, approval__state=State.OPEN).first()
    return (statement, statement.approval) if statement is not None and is_with_owner(statement) else (None, None)


def _passed_on(locked: Locked, to: User, *, at: datetime) -> None:
    if locked.reference_request.circle_id is not None:
        add_to_circle(locked.reference_request.circle_id, to, by=Actor.system(), at=at)
    note_on("words.delegated", locked.candidate, by=Actor.system(), at=at, to=to.pk)
