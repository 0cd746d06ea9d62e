"""What somebody must confirm: every open question about their customers, with all that a yes or a no wants to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from goodword.approvals.models import Approval
from goodword.approvals.states import State
from goodword.customers.kinds import Family
from goodword.ledger.queries import standing
from goodword.people.models import User
from goodword.policy.explain import explain
from goodword.policy.queries import FourFacts, InForce, four_facts, in_force
from goodword.requests.access import candidates_visible_to
from goodword.requests.kinds import KINDS, Course
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.asking import favour_of, when_and_where
from goodword.requests.queries.ball import owner_due
from goodword.requests.queries.cards import facts_of, place_of, seen_since, strips_of, without_own
from goodword.requests.queries.judging import family_of, judge_many
from goodword.requests.queries.lists import with_ball
from goodword.requests.states import CandidateState
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


@dataclass(frozen=True, slots=True)
class Questions:
    """Those that are shown, the most urgent first, and how many there are."""

    shown: list[Question]
    total: int


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
    return Questions([_question(each, user, facts=facts, strips=strips, now=now) for each in candidates], len(found))


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
        in_place=_in_place(approval, user) if approval is not None else "",
        facts=facts_of(without_own(four, candidate), today=now.today, elsewhere=bool(own)) if four else (),
        strip=strips[family].get(candidate.account_id),
        verdict=explain(judged.judgement, family=family, today=now.today, policy=policy) if judged else None,
    )


def _in_place(approval: Approval, user: User) -> str:
    if approval.deputy_for is None:
        return ""
    if approval.deputy_for_id == user.pk:
        return _("%(name)s was asked in your place; the first answer counts.") % {"name": approval.approver.name}
    return _("In the place of %(name)s.") % {"name": approval.deputy_for.name}
