"""Sentences about customers as colleagues read them: on the page of the request, and on a page of their own with all that they were."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from goodword.people.models import User
from goodword.requests.kinds.statements import ANONYMOUS, NAMED, USE_WORDS
from goodword.requests.kinds.ways import HOW_WORDS
from goodword.requests.models import Candidate, ReferenceRequest, Statement, StatementApproval, StatementVersion
from goodword.requests.queries import hands
from goodword.requests.queries.parts import PartTurn, part_turns
from goodword.requests.queries.preparing import opens
from goodword.requests.queries.statements import approvals_of, versions_of, words_url
from goodword.requests.queries.words import candidate_url
from goodword.requests.states import CANDIDATE_WON, CandidateState, StatementState
from goodword.ui.pieces import Action, Badge, BadgeTone, Person

S = StatementState
SHOWN: Final = (*CANDIDATE_WON, CandidateState.MISSED, CandidateState.DONE)
TONES: Final[dict[str, BadgeTone]] = {
    S.DRAFT: "", S.OWNER: "waiting", S.CHANGES: "held", S.CUSTOMER: "waiting", S.APPROVED: "done", S.DECLINED: "ended",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Usable:
    """What may be used, word for word, and on whose word."""

    text: str
    use: str
    said: str
    approval: StatementApproval


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The sentences about one customer as they stand: `usable` may be copied, what is `open` may not."""

    candidate: Candidate
    statement: Statement
    badge: Badge
    usable: Usable | None
    is_open: bool
    remark: str
    remark_from: str
    who: Person | None
    due: date | None
    url: str
    action: Action
    more: tuple[Action, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Was:
    """One version: who made it so, what it was, and what was approved of it."""

    version: StatementVersion
    who: str
    how: str
    approved: tuple[Usable, ...]


def badge_of(statement: Statement) -> Badge:
    """How far they are, in a word."""
    state = S(statement.state)
    return Badge(word=str(state.label), tone=TONES[state])


def usable_of(candidate: Candidate) -> Usable | None:
    """What may be used of the sentences; nothing once the customer was let go, or the words were erased."""
    statement = hands.statement_of(candidate)
    approved = statement.usable if statement is not None else None
    if approved is None or candidate.state not in SHOWN or not approved.words:
        return None
    return _read(approved)


def _read(approval: StatementApproval) -> Usable:
    return Usable(text=approval.words, use=str(USE_WORDS[approval.use]), said=approval_words(approval), approval=approval)


def statements_for(row: ReferenceRequest, candidates: list[Candidate], viewer: User) -> list[Shown]:
    """What the page of the request shows below its customers."""
    return [shown_of(row, each, viewer) for each in candidates if each.state in SHOWN and hands.statement_of(each) is not None]


def shown_of(row: ReferenceRequest, candidate: Candidate, viewer: User) -> Shown:
    """The sentences about one customer, for one reader."""
    statement, turn = candidate.statement, next(iter(part_turns(row, candidate)), None)
    stands = hands.hands_on_words(viewer, candidate)
    mine = turn is not None and turn.who is not None and turn.who.pk == viewer.pk
    labels = {S.DRAFT: _("Write them"), S.CHANGES: _("Change them")} if hands.can_write_words(viewer, candidate) else {}
    if hands.words_may(stands, "pass", candidate):
        labels = {**labels, S.OWNER: _("Read them")}
    return Shown(
        candidate=candidate,
        statement=statement,
        badge=badge_of(statement),
        usable=usable_of(candidate),
        is_open=statement.state != S.APPROVED and bool(statement.words or statement.without_name),
        remark=statement.remark,
        remark_from=_whose_remark(candidate),
        who=_who(turn),
        due=turn.due if turn is not None else None,
        url=words_url(candidate),
        action=Action(label=labels.get(S(statement.state), _("Open")), url=words_url(candidate), style="primary" if mine else ""),
        more=tuple(_more(candidate, stands)),
    )


def _who(turn: PartTurn | None) -> Person | None:
    someone = (turn.who or turn.contact) if turn is not None else None
    return Person(name=someone.name, id=someone.pk) if someone is not None else None


def _whose_remark(candidate: Candidate) -> str:
    statement = candidate.statement
    if statement.remark_by is not None:
        return statement.remark_by.name
    return candidate.contact.name if candidate.contact is not None else candidate.account.name


def _more(candidate: Candidate, stands: frozenset[hands.Hand]) -> list[Action]:
    """What they said elsewhere is written down, and a change is given up."""
    taken_back = candidate.statement.state == S.APPROVED
    labels = {
        "approve": _("They approved the words"),
        "return": _("They want other words"),
        "decline": _("They take back what they approved") if taken_back else _("They want no words"),
    }
    found = [
        Action(label=label, url=opens(candidate, f"words_{verb}"))
        for verb, label in labels.items()
        if hands.words_may(stands - {hands.OWNS}, verb, candidate)
    ]
    if hands.words_may(stands, "keep", candidate):
        found.append(Action(label=_("Keep what was approved"), url=candidate_url(candidate, "words_keep"), method="post"))
    return found


def history_of(statement: Statement, candidate: Candidate) -> list[Was]:
    """Everything that the sentences ever were, the newest first, and what was approved of it."""
    approvals, customer = approvals_of(statement), candidate.contact.name if candidate.contact is not None else candidate.account.name
    return [
        Was(
            version=each,
            who=each.by.name if each.by is not None else customer,
            how=_("as the customer said %(how)s") % {"how": HOW_WORDS[each.heard_how]} if each.heard_how in HOW_WORDS else "",
            approved=tuple(_read(approval) for approval in approvals if approval.version_id == each.pk),
        )
        for each in versions_of(statement)
    ]


def approval_words(approval: StatementApproval) -> str:
    """Who approved it, and how one may use it, in a sentence."""
    said = {"who": approval.said_by or _("The customer"), "how": HOW_WORDS.get(approval.heard_how, "")}
    heard = {**said, "by": approval.heard_by.name if approval.heard_by is not None else ""}
    known = {
        (NAMED, False): _("%(who)s approved it on their page, with their name."),
        (ANONYMOUS, False): _("%(who)s approved it on their page, without their name."),
        (NAMED, True): _("%(who)s approved it %(how)s, with their name; %(by)s wrote it down."),
        (ANONYMOUS, True): _("%(who)s approved it %(how)s, without their name; %(by)s wrote it down."),
    }
    return known[approval.use, approval.heard_by is not None] % heard
