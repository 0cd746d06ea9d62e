"""Exceptions: what is too late or beyond what was promised, who decides on it, and what an exception that was made still covers."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from goodword.approvals.models import Approval
from goodword.approvals.states import State
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.people.queries import circle_ids, deputy_of, holders
from goodword.policy.explain import sentence
from goodword.policy.facts import Judgement, Verdict
from goodword.policy.queries import InForce
from goodword.policy.rules import EXCEPTION_RULES
from goodword.policy.rules.commitment import CODE as COMMITMENT
from goodword.requests.access import RUN_BY
from goodword.requests.models import ExceptionReview, ReferenceRequest
from goodword.requests.queries.judging import judge_sending
from goodword.ui.dates import day_words

REVIEW_QUESTION: Final = "exception"


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, and in whose place while that one is away."""

    who: User
    deputy_for: User | None = None


def reviews_visible_to(user: User) -> QuerySet[ExceptionReview]:
    """The exceptions that somebody may know of: all for those who run the program or review them, else one's own and one's team's.

    None of a confidential request to anybody outside it.
    """
    circles = circle_ids(user)
    rows = ExceptionReview.objects.filter(Q(reference_request__circle=None) | Q(reference_request__circle__in=circles))
    if not user.is_active:
        return rows.none()
    if user.has_role(*RUN_BY, Role.EXCEPTION_REVIEWER):
        return rows
    asked = Q(approval__approver=user) | Q(approval__deputy_for=user)
    return rows.filter(asked | Q(team__lead=user) | Q(reference_request__requester=user))


def may_review(user: User, review: ExceptionReview) -> bool:
    """May this person decide on an exception: who is asked, in whose place, and every reviewer; nobody on a request of their own.

    Where nobody reviews exceptions, a reference manager is asked, and answers like any other.
    """
    row, approval = review.reference_request, review.approval
    outside = row.circle_id is not None and row.circle_id not in circle_ids(user)
    if approval is None or not user.is_active or outside:
        return False
    if user.pk == approval.approver_id:
        return True
    return user.pk != row.requester_id and (user.pk == approval.deputy_for_id or user.has_role(Role.EXCEPTION_REVIEWER))


def exceptional(judgement: Judgement) -> tuple[Verdict, ...]:
    """The verdicts for which a request is held until a reviewer has decided."""
    return tuple(each for each in judgement.blocks if each.rule in EXCEPTION_RULES)


def in_force_for(row: ReferenceRequest, *, today: date) -> ExceptionReview | None:
    """The exception that was made for a request, while it holds."""
    review = row.review
    if review is None or review.approval is None or review.approval.state != State.APPROVED or review.lapsed_at is not None:
        return None
    return review if review.until_on is None or review.until_on >= today else None


def blocks_left(row: ReferenceRequest, judgement: Judgement, *, now: InForce) -> tuple[Verdict, ...]:
    """What still says no once the exception that was made is taken into account.

    It was made for a day: a later one is covered too, an earlier one is not; and a place only in the quarter of that day.
    """
    review = in_force_for(row, today=now.today)
    if review is None or row.needed_on is None or review.needed_on is None or row.needed_on < review.needed_on:
        return judgement.blocks
    same_quarter = now.fiscal.quarter_of(row.needed_on) == now.fiscal.quarter_of(review.needed_on)
    covered = {rule for rule in review.rules if rule != COMMITMENT or same_quarter}
    return tuple(each for each in judgement.blocks if each.rule not in covered)


def open_review(row: ReferenceRequest) -> ExceptionReview | None:
    """The exception on which somebody still has to decide."""
    review = row.review
    return review if review is not None and review.approval is not None and review.approval.state == State.OPEN else None


def other_reviewers(row: ReferenceRequest, approval: Approval, *, today: date) -> list[User]:
    """Who could decide besides those who were asked: the deputy, other reviewers, the reference manager; nobody on their own request."""
    asked = {approval.approver_id, approval.deputy_for_id, row.requester_id}
    found = [deputy_of(approval.approver, today), *holders(Role.EXCEPTION_REVIEWER), row.manager]
    return [each for each in dict.fromkeys(found) if each is not None and each.is_active and each.pk not in asked]


def reviewer_for(row: ReferenceRequest, *, manager: User | None, today: date) -> Reviewer | None:
    """Who decides on an exception: a reviewer of the region, else any; without one the reference manager.

    Not whoever asks, if there is another.
    """
    region = row.region_id or row.requester.region_id
    found = list(holders(Role.EXCEPTION_REVIEWER))
    near = set(holders(Role.EXCEPTION_REVIEWER, region_id=region).values_list("pk", flat=True)) if region and len(found) > 1 else set()
    found.sort(key=lambda each: (each.pk == row.requester_id, each.pk not in near, each.pk))
    if not found or found[0].pk == row.requester_id:
        managers = [each for each in (manager, *holders(Role.REFERENCE_MANAGER)) if each is not None and each.pk != row.requester_id]
        found = [*managers, *found, *([manager] if manager is not None else [])]
    if not found:
        return None
    deputy = deputy_of(found[0], today)
    return Reviewer(deputy, found[0]) if deputy is not None and deputy.pk != row.requester_id else Reviewer(found[0])


def why_words(verdicts: tuple[Verdict, ...], *, today: date) -> str:
    """Why it is an exception, each reason as a sentence."""
    return " ".join(f"{sentence(each, today=today)}." for each in verdicts)


def why_of(review: ExceptionReview, *, today: date) -> str:
    """The same of an exception, as it was judged then."""
    judged = Judgement.from_json(review.decision.verdicts) if review.decision is not None else Judgement(())
    return why_words(exceptional(judged), today=today)


def earliest_words(day: date | None, *, today: date) -> str:
    """The earliest day that would need no exception; nothing when none is known."""
    return _("The earliest day would be %(day)s.") % {"day": day_words(day, today=today)} if day is not None else ""


def why_held(row: ReferenceRequest, *, now: InForce) -> str:
    """What stands against a request that waits for a manager's word, and what whoever asked says to that."""
    why = why_words(judge_sending(row, now=now).blocks, today=now.today) or _("Nothing in the policy stands against it any more.")
    if not row.stage_reason:
        return why
    return _("%(why)s %(name)s writes: “%(words)s”") % {"why": why, "name": row.requester.first_name, "words": row.stage_reason}
