"""What somebody must confirm: every open question about their customers, with all that a yes or a no wants to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from goodword.approvals.states import State
from goodword.customers.kinds import Family
from goodword.ledger.queries import standing
from goodword.people.models import User
from goodword.people.queries import day_there
from goodword.policy.explain import explain
from goodword.policy.queries import FourFacts, InForce, four_facts, in_force
from goodword.requests.access import candidates_visible_to
from goodword.requests.kinds import KINDS, Course
from goodword.requests.models import Candidate, Opinion, ReferenceRequest
from goodword.requests.queries.asking import favour_of, when_and_where
from goodword.requests.queries.ball import owner_due
from goodword.requests.queries.cards import facts_of, place_of, seen_since, strips_of, without_own
from goodword.requests.queries.judging import family_of, judge_many
from goodword.requests.queries.lists import with_ball
from goodword.requests.queries.may import owed
from goodword.requests.queries.statements import words_url
from goodword.requests.queries.words import title_of
from goodword.requests.states import CandidateState, StatementState
from goodword.ui.pieces import Fact, VerdictLine
from goodword.ui.strip import YearStrip

# Each is judged by itself; the next ones come when these are answered.
MOST_SHOWN: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """May we ask this customer: everything to decide it by."""

    candidate: Candidate
    place: str
    favour: str
    when: str
    minutes: int
    due_on: date | None
    in_place: str
    facts: tuple[Fact, ...]
    strip: YearStrip | None
    verdict: VerdictLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionAsked:
    """Is this customer of a short list a good idea."""

    candidate: Candidate
    place: str
    title: str
    when: str
    due_on: date | None
    in_place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRead:
    """May we say this about this customer."""

    candidate: Candidate
    place: str
    title: str
    due_on: date | None
    in_place: str
    url: str


@dataclass(frozen=True, slots=True)
class Questions:
    """Those that are shown, the most urgent first, and how many there are; then the same of customers on short lists."""

    shown: list[Question]
    total: int
    opinions: list[OpinionAsked]
    opinions_total: int
    words: list[ToRead]
    words_total: int

    @property
    def all_total(self) -> int:
        """How many customers wait for a word."""
        return self.total + self.opinions_total + self.words_total


def open_questions(user: User) -> QuerySet[Candidate]:
    """The candidates about whom somebody is asked, or somebody else in their place, the most urgent first."""
    asked = Q(approval__approver=user) | Q(approval__deputy_for=user)
    rows = candidates_visible_to(user).filter(asked, approval__state=State.OPEN, state=CandidateState.HELD)
    return rows.order_by("approval__due_at", "pk")


def to_confirm(user: User, *, at: datetime) -> Questions:
    """Everything that somebody must confirm."""
    found, now = list(open_questions(user).values_list("pk", "reference_request_id")), in_force(at)
    first = found[:MOST_SHOWN]
    rows = with_ball(ReferenceRequest.objects.filter(pk__in={row for _key, row in first}), to_judge=True, ended=False)
    known = {each.pk: each for row in rows for each in row.candidates.all()}
    candidates = [known[key] for key, _row in first if key in known]
    keys = [each.account_id for each in candidates]
    entries = standing(keys, since=seen_since(now))
    facts = four_facts(keys, now, members=[each.account.member for each in candidates if hasattr(each.account, "member")], entries=entries)
    strips = {
        family: strips_of(keys, entries, now=now, family=family) for family in {family_of(each.reference_request) for each in candidates}
    }
    opinions, opinions_total = opinions_asked(user, now=now)
    shown = [_question(each, user, facts=facts, strips=strips, now=now) for each in candidates]
    return Questions(shown, len(found), opinions, opinions_total, *to_read(user))


def opinions_owed_by(user: User) -> QuerySet[Candidate]:
    """The customers on short lists of whom somebody is asked what they think, or somebody else in their place, the most urgent first."""
    asked = Opinion.objects.filter(owed(), Q(asked=user) | Q(deputy_for=user))
    return candidates_visible_to(user).filter(opinion__in=asked).order_by(F("opinion__due_at").asc(nulls_last=True), "pk")


def opinions_asked(user: User, *, now: InForce) -> tuple[list[OpinionAsked], int]:
    """The first of them as they are shown, and how many there are."""
    rows = opinions_owed_by(user)
    beside = ("account", "opinion__asked__region", "opinion__deputy_for", "reference_request__requester")
    shown = rows.select_related(*beside, "reference_request__opportunity__account")[:MOST_SHOWN]
    found = [_opinion(each, user, now=now) for each in shown]
    return found, len(found) if len(found) < MOST_SHOWN else rows.count()


def _opinion(candidate: Candidate, user: User, *, now: InForce) -> OpinionAsked:
    opinion, row = candidate.opinion, candidate.reference_request
    return OpinionAsked(
        candidate=candidate,
        place=place_of(candidate),
        title=title_of(row),
        when=when_and_where(row, today=now.today),
        due_on=day_there(opinion.due_at, region=opinion.asked.region) if opinion.due_at is not None else None,
        in_place=_in_place_of(opinion.asked, opinion.deputy_for, user),
    )


def to_read(user: User) -> tuple[list[ToRead], int]:
    """The first words about customers that wait for somebody's word, and how many there are."""
    asked = Q(statement__approval__approver=user) | Q(statement__approval__deputy_for=user)
    rows = candidates_visible_to(user).filter(asked, statement__approval__state=State.OPEN, statement__state=StatementState.OWNER)
    beside = ("account", "statement__approval__approver__region", "statement__approval__deputy_for", "reference_request__requester")
    rows = rows.select_related(*beside, "reference_request__opportunity__account").order_by("statement__approval__due_at", "pk")
    found = [_to_read(each, user) for each in rows[:MOST_SHOWN]]
    return found, len(found) if len(found) < MOST_SHOWN else rows.count()


def _to_read(candidate: Candidate, user: User) -> ToRead:
    approval = candidate.statement.approval
    return ToRead(
        candidate=candidate,
        place=place_of(candidate),
        title=title_of(candidate.reference_request),
        due_on=day_there(approval.due_at, region=approval.approver.region) if approval is not None else None,
        in_place=_in_place_of(approval.approver, approval.deputy_for, user) if approval is not None else "",
        url=words_url(candidate),
    )


def _question(
    candidate: Candidate, user: User, *, facts: Mapping[int, FourFacts], strips: Mapping[Family, Mapping[int, YearStrip]], now: InForce
) -> Question:
    row, approval = candidate.reference_request, candidate.approval
    family, four = family_of(row), facts.get(candidate.account_id)
    own = [candidate.ledger_entry_id] if candidate.ledger_entry_id is not None else []
    judged = judge_many(row, [candidate.account], now=now, without_entries=own).get(candidate.account_id)
    policy = _("policy %(number)s") % {"number": now.version.number}
    return Question(
        candidate=candidate,
        place=place_of(candidate),
        favour=favour_of(row),
        when=when_and_where(row, today=now.today),
        minutes=row.minutes if KINDS[row.kind].course is Course.CALL else 0,
        due_on=owner_due(candidate),
        in_place=_in_place_of(approval.approver, approval.deputy_for, user) if approval is not None else "",
        facts=facts_of(without_own(four, candidate), today=now.today, elsewhere=bool(own)) if four else (),
        strip=strips[family].get(candidate.account_id),
        verdict=explain(judged.judgement, family=family, today=now.today, policy=policy) if judged else None,
    )


def _in_place_of(asked: User, deputy_for: User | None, user: User) -> str:
    if deputy_for is None:
        return ""
    if deputy_for.pk == user.pk:
        return _("%(name)s was asked in your place; the first answer counts.") % {"name": asked.name}
    return _("In the place of %(name)s.") % {"name": deputy_for.name}
