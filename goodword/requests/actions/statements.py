"""Sentences about a customer: opened with the yes, written, handed to the owner, changed; what was approved is never lost by that."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.approvals.actions import open_approval
from goodword.approvals.actions import withdraw as withdraw_approval
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import can_move, move
from goodword.people.actions import add_to_circle
from goodword.people.models import User
from goodword.people.queries import working_days_after
from goodword.policy.queries import in_force
from goodword.requests.actions.locks import lock_candidate, note_on, person
from goodword.requests.kinds import KINDS
from goodword.requests.models import Candidate, Statement, StatementVersion
from goodword.requests.queries import hands
from goodword.requests.queries.answering import approver_of
from goodword.requests.queries.statements import why_not_words
from goodword.requests.states import STATEMENT_MOVES, StatementState

# What the owner is asked.
WORDS_QUESTION: Final = "words"
LONGEST_REMARK: Final = 2000


def open_statement(candidate: Candidate, *, only_without_name: bool = False, at: datetime) -> Statement | None:
    """With the yes of a locked candidate: sentences are to be written, where the kind asks for some and nobody began."""
    row = candidate.reference_request
    if KINDS[row.kind].sentences is None or Statement.objects.filter(candidate=candidate).exists():
        return None
    candidate.statement = Statement.objects.create(candidate=candidate, state_at=at, opened_at=at, only_without_name=only_without_name)
    note_on("words.opened", candidate, by=Actor.system(), at=at, requester=row.requester_id, without_name=only_without_name)
    return candidate.statement


def end_statement(candidate: Candidate, *, withdrawn: bool, at: datetime) -> None:
    """A locked candidate is let go, or (`withdrawn`) took the yes back: nobody is asked any more; in that case nothing may be used."""
    statement = Statement.objects.select_related("approval").filter(candidate=candidate).first()
    if statement is None:
        return
    withdraw_approval(statement.approval, at=at)
    if withdrawn and statement.usable_id is not None:
        statement.usable = None
        statement.save(update_fields=["usable"])


def lock_statement(candidate_id: int) -> tuple[Candidate, Statement]:
    """Lock a candidate in the order of the house; who has that lock has the sentences about it too. Raises NotFound."""
    row = lock_candidate(candidate_id).candidate
    statement = Statement.objects.select_related("approval__approver", "usable__version").filter(candidate=row).first()
    if statement is None:
        raise NotFound
    row.statement = statement
    return row, statement


def require_words(by: Actor, verb: str, candidate: Candidate) -> User | None:
    """Check who acts on the sentences, then their state; returns the colleague, if it is one. Raises NotAllowed or WrongState."""
    user = None if by.kind is ActorKind.CONTACT else person(by)
    if user is not None:
        stands = hands.hands_on_words(user, candidate)
    else:
        stands = frozenset({hands.Hand.CONTACT}) if by.id is not None and by.id == candidate.contact_id else frozenset()
    if not stands & hands.STATEMENT_VERBS[verb]:
        raise NotAllowed
    if not hands.words_may(stands, verb, candidate):
        raise WrongState(verb, candidate.statement.state)
    return user


def tidy(text: str) -> str:
    """Sentences as they are kept: one kind of line break, no blanks around."""
    return text.replace("\r\n", "\n").strip()


def has_moved_on(statement: Statement, seen: int | None) -> bool:
    """Did somebody write since the reader opened the page."""
    return seen is not None and seen != statement.version


def add_version(statement: Statement, *, words: str, without_name: str, by: User | None, how: str = "", at: datetime) -> None:
    """The sentences of a locked statement are these from now on; what they were stays in their history."""
    statement.words, statement.without_name = words, without_name
    statement.version += 1
    statement.save(update_fields=["words", "without_name", "version"])
    StatementVersion.objects.create(
        statement=statement, number=statement.version, words=words, without_name=without_name, by=by, heard_how=how, at=at
    )


@transaction.atomic
def write_words(
    candidate: Candidate,
    *,
    words: str,
    without_name: str,
    only_without_name: bool = False,
    hands_in: bool = False,
    seen: int | None = None,
    by: Actor,
    at: datetime,
) -> Statement | Refused:
    """Keep the sentences as a draft, and with `hands_in` give them to the owner. What was given already begins anew with a change.

    `seen` is the version that the writer saw: what somebody else wrote since is not written over. Raises NotAllowed or WrongState.
    """
    row, statement = lock_statement(candidate.pk)
    user = _require_writer(by, row)
    typed = (tidy(words), tidy(without_name))
    is_new = (*typed, only_without_name) != (statement.words, statement.without_name, statement.only_without_name)
    if is_new and has_moved_on(statement, seen):
        theirs = _("Somebody else changed the words in the meantime. Yours are still here: keep them again to put them instead.")
        return refuse("version", theirs)
    problem = why_not_words(
        row, words=typed[0], without_name=typed[1], needs_name=hands_in and not only_without_name, needs_anonymous=hands_in
    )
    if problem is not None:
        return problem
    begun = can_move(STATEMENT_MOVES, "hand_in", statement.state)
    if not is_new and not (hands_in and (begun or statement.state == StatementState.DECLINED)):
        return statement  # pressed twice
    if not begun:
        withdraw_approval(statement.approval, at=at)
        before = move(statement, STATEMENT_MOVES, "reopen", at=at, remark="", remark_by=None)
        note_on("words.reopened", row, by=by, at=at, before=before)
    if is_new:
        statement.only_without_name = only_without_name
        statement.save(update_fields=["only_without_name"])
        add_version(statement, words=typed[0], without_name=typed[1], by=user, at=at)
    if hands_in:
        _ask_owner(row, statement, by=by, at=at)
    elif begun:
        note_on("words.written", row, by=by, at=at)
    return statement


def _require_writer(by: Actor, candidate: Candidate) -> User:
    user = person(by)
    if not hands.hands_on_words(user, candidate) & hands.STATEMENT_VERBS["hand_in"]:
        raise NotAllowed
    if not hands.can_write_words(user, candidate):
        raise WrongState("hand_in", candidate.statement.state)
    return user


def _ask_owner(row: Candidate, statement: Statement, *, by: Actor, at: datetime) -> None:
    request, now = row.reference_request, in_force(at)
    approver, deputy_for = approver_of(row.account, request, today=now.today)
    region = approver.region or row.account.region
    approval = open_approval(
        WORDS_QUESTION,
        about=row,
        approver=approver,
        deputy_for=deputy_for,
        account_id=row.account_id,
        circle_id=request.circle_id,
        remind_at=working_days_after(at, now.numbers.owner_reminder_working_days, region=region, home=now.zone),
        due_at=working_days_after(at, now.numbers.owner_escalation_working_days, region=region, home=now.zone),
        at=at,
    )
    if request.circle_id is not None:
        add_to_circle(request.circle_id, approver, by=Actor.system(), at=at)
    move(statement, STATEMENT_MOVES, "hand_in", at=at, approval=approval, remark="", remark_by=None)
    data: dict[str, Any] = {"approval": approval.pk, "to": approver.pk}
    note_on("words.handed_in", row, by=by, at=at, **data)


@transaction.atomic
def keep_approved_words(candidate: Candidate, *, by: Actor, at: datetime) -> Statement:
    """No change after all: the sentences are again those that were approved. Raises NotAllowed or WrongState."""
    row, statement = lock_statement(candidate.pk)
    user = require_words(by, "keep", row)
    approved = statement.usable
    if approved is None:
        raise WrongState("keep", statement.state)
    withdraw_approval(statement.approval, at=at)
    move(statement, STATEMENT_MOVES, "keep", at=at, remark="", remark_by=None)
    kept = approved.version
    if (kept.words, kept.without_name) != (statement.words, statement.without_name):
        add_version(statement, words=kept.words, without_name=kept.without_name, by=user, at=at)
    note_on("words.kept", row, by=by, at=at)
    return statement


def is_with_owner(statement: Statement) -> bool:
    """Does the owner have them."""
    return statement.state == StatementState.OWNER and statement.approval is not None
