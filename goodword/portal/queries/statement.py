"""What would be said about a customer, as the customer reads it: both versions, what they approved, and what they may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from goodword.people.queries import program
from goodword.portal.queries.guest import keeper_of
from goodword.portal.queries.names import first_name
from goodword.requests.kinds.statements import NAMED
from goodword.requests.queries.asking import favour_of
from goodword.requests.queries.by_link import Candidate
from goodword.requests.queries.hands import Hand, statement_of, words_may
from goodword.requests.queries.statements import sentences_of
from goodword.requests.states import StatementState

LONGEST: Final = 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """The sentences about one customer: what waits for their word, or what they said of it."""

    candidate: Candidate
    reader: str
    asker: str
    company: str
    account: str
    what: str
    used_on: date | None
    state: str
    words: str
    without_name: str
    only_without_name: bool
    most: int
    version: int
    usable: str
    usable_named: bool
    may_answer: bool
    may_take_back: bool
    write_to: str
    write_to_address: str
    yours_until: datetime


def words_page(candidate: Candidate, *, yours_until: datetime) -> WordsPage | None:
    """What a customer sees of the sentences about them; nothing before the owner has agreed to some."""
    statement, asked = statement_of(candidate), sentences_of(candidate)
    if statement is None or asked is None:
        return None
    approved, theirs = statement.usable, frozenset({Hand.CONTACT})
    state = StatementState(statement.state)
    with_them = state in (StatementState.CUSTOMER, StatementState.APPROVED)
    request, keeper = candidate.reference_request, keeper_of(candidate)
    return WordsPage(
        candidate=candidate,
        reader=first_name(candidate.contact.name) if candidate.contact else "",
        asker=first_name(request.requester.name),
        company=program().company_name or _("our company"),
        account=candidate.account.name,
        what=favour_of(request),
        used_on=request.needed_on,
        state=state.value,
        words=statement.words if with_them else "",
        without_name=statement.without_name if with_them else "",
        only_without_name=statement.only_without_name,
        most=asked.most,
        version=statement.version,
        usable=approved.words if approved is not None else "",
        usable_named=approved is not None and approved.use == NAMED,
        may_answer=words_may(theirs, "approve", candidate),
        may_take_back=state is StatementState.APPROVED and words_may(theirs, "decline", candidate),
        write_to=keeper.name,
        write_to_address=keeper.email,
        yours_until=yours_until,
    )


def typed_anew(candidate: Candidate, texts: Iterable[str]) -> str:
    """What a customer typed that stands nowhere yet, to be given back when it can no longer be taken here."""
    statement = statement_of(candidate)
    known = {*([statement.words, statement.without_name] if statement is not None else [])}
    return "\n\n".join(text for each in texts if (text := each.replace("\r\n", "\n").strip()) and text not in known)[:LONGEST]
